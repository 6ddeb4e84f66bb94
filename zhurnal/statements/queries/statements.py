"""The list of statements, narrowed by group, term, state and kind. A constant number of statements of SQL."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from zhurnal.academic_year.models import Term
from zhurnal.curriculum.models import Group
from zhurnal.kernel import policy
from zhurnal.people.actor import PersonActor
from zhurnal.people.rules.names import short_name
from zhurnal.statements.models import Examiner, Statement, StatementLine
from zhurnal.statements.policy import READ
from zhurnal.statements.rules.kinds import KIND_WORDS, STATE_WORDS, Kind, State, form_words

MOST = 400


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list is narrowed to; empty narrows nothing."""

    group: UUID | None = None
    term: UUID | None = None
    state: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One statement of the list; ``answered`` of ``listed`` lines have an answer."""

    id: UUID
    number: int | None
    kind: str
    kind_words: str
    group: str
    discipline: str
    form: str
    semester: int
    dated: date
    examiners: tuple[str, ...]
    state: str
    state_words: str
    listed: int
    answered: int


def statement_rows(actor: PersonActor, filters: Filters) -> list[Row]:
    """Statements in reach, the newest first."""
    rows = list(
        _narrowed(policy.visible(actor, READ), filters)
        .select_related("group", "discipline")
        .order_by("-dated", "-number", "pk")[:MOST]
    )
    keys = [row.pk for row in rows]
    lines = StatementLine.objects.of(actor.college_id).filter(statement__in=keys)
    given = ~Q(value="") | ~Q(no_show="") | ~Q(barred="") | ~Q(expelled="")
    counted = {
        pk: (every, done)
        for pk, every, done in lines.values_list("statement_id")
        .annotate(every=Count("pk"), done=Count("pk", filter=given))
        .values_list("statement_id", "every", "done")
    }
    people = examiners_of(actor.college_id, keys)
    return [_row(row, people.get(row.pk, []), counted.get(row.pk, (0, 0))) for row in rows]


def _narrowed(rows: QuerySet[Statement], filters: Filters) -> QuerySet[Statement]:
    wanted = {"group": filters.group, "term": filters.term, "state": filters.state, "kind": filters.kind}
    return rows.filter(**{name: value for name, value in wanted.items() if value})


def _row(row: Statement, examiners: list[str], counted: tuple[int, int]) -> Row:
    return Row(
        row.pk, row.number, row.kind, KIND_WORDS[Kind(row.kind)], row.group.name, str(row.discipline),
        form_words(row.form), row.semester, row.dated, tuple(examiners), row.state,
        STATE_WORDS[State(row.state)], *counted,
    )  # fmt: skip


def examiners_of(college_id: UUID, statements: list[UUID]) -> dict[UUID, list[str]]:
    """statement → «О. С. Кравцова», the chair first. One statement."""
    found: dict[UUID, list[str]] = defaultdict(list)
    rows = Examiner.objects.of(college_id).filter(statement__in=statements)
    for pk, *name in rows.order_by("part", "person__surname", "person__given").values_list(
        "statement_id", "person__surname", "person__given", "person__patronymic"
    ):
        found[pk].append(short_name(*name))
    return found


def groups_for(actor: PersonActor, action: str) -> list[Group]:
    """Groups on which the actor may do this, the newest year first."""
    return list(policy.visible(actor, action).select_related("year").order_by("-year__starts", "name"))


def groups_with_statements(actor: PersonActor) -> list[Group]:
    """Groups of which the actor sees a statement."""
    seen = policy.visible(actor, READ).values("group_id")
    rows = Group.objects.of(actor.college_id).filter(pk__in=seen).select_related("year")
    return list(rows.order_by("-year__starts", "name"))


def terms(actor: PersonActor) -> list[Term]:
    """Terms of the college that have begun, the newest first."""
    rows = Term.objects.of(actor.college_id).filter(starts__lte=actor.today).select_related("year")
    return list(rows.order_by("-starts"))
