"""Debts: the department's list with its schedule, one debt with its tries, the list as a file (A4.8)."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from zhurnal.journal.queries.then import end_of
from zhurnal.kernel import policy
from zhurnal.kernel.export import Cell, Column, Kind, Table
from zhurnal.kernel.readings import tell
from zhurnal.people.actor import PersonActor
from zhurnal.statements import facts
from zhurnal.statements.models import Debt, DebtPause, DebtTry
from zhurnal.statements.policy import DEBTS
from zhurnal.statements.queries.debts_then import drafted_since, dues_then
from zhurnal.statements.queries.statements import examiners_of
from zhurnal.statements.rules.debts import STAGE_WORDS, TRIES, Stage, Tried, next_try, stage
from zhurnal.statements.rules.kinds import (
    ARISEN_WORDS,
    ENDED_WORDS,
    FORM_WORDS,
    OUTCOME_WORDS,
    PAUSE_WORDS,
    UNCOUNTED,
    Arisen,
    Ended,
    Outcome,
    Pause,
)

MOST = 2_000
"""Rows that a page shows at once; a file and a report hold all."""
THEN = "Долги и пересдачи – какими они были в этот день; признанные позже ошибкой не показаны. Место и состав пересдач – нынешние."
PLANNED = OUTCOME_WORDS[Outcome.PLANNED]


@dataclass(frozen=True, slots=True)
class TryRow:
    """A retake: planned or held. ``statement`` is None where the reader of the list does not open it."""

    number: int
    day: date
    place: str
    outcome: str
    words: str
    statement: UUID | None
    statement_number: int | None
    examiners: tuple[str, ...]

    @property
    def commission(self) -> bool:
        """The second try is before a commission."""
        return self.number == TRIES


@dataclass(frozen=True, slots=True)
class DebtRow:
    """A debt of the list; ``group`` is the student's group today, "" for who studies in none; ``conditional``: he goes on with it
    by an order, until when."""

    id: UUID
    student: UUID
    name: str
    group: str
    discipline: str
    form: str
    semester: int
    term: str
    arisen: str
    arisen_on: date
    due_on: date
    stage: str
    stage_words: str
    number: int
    tries: tuple[TryRow, ...]
    closed_on: date | None
    ended: str
    conditional: str

    @property
    def planned(self) -> TryRow | None:
        """The retake that is planned."""
        return next((row for row in self.tries if row.outcome == Outcome.PLANNED), None)


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list is narrowed to. ``closed``: those that were settled instead of those that stand; ``on``: as they stood that day."""

    group: UUID | None = None
    stage: str = ""
    closed: bool = False
    on: date | None = None


def debt_rows(actor: PersonActor, filters: Filters) -> list[DebtRow]:
    """Debts in reach in the order of groups and names. A constant number of statements."""
    rows = policy.visible(actor, DEBTS)
    if filters.on is None:
        rows = rows.filter(closed_on__isnull=not filters.closed)
    else:
        rows = rows.filter(Q(closed_on__isnull=True) | Q(closed_on__gt=filters.on), arisen_on__lte=filters.on)
        rows = rows.exclude(ended=Ended.MISTAKEN)
    found = described(actor, rows, filters.on)
    if filters.group:
        members = {pk for pk, _name in facts.listed(actor.college_id, filters.group, filters.on or actor.today)}
        found = [row for row in found if row.student in members]
    found = [row for row in found if not filters.stage or row.stage == filters.stage]
    tell(actor, DEBTS, people={row.student for row in found})
    return found


def debt_row(actor: PersonActor, debt: UUID) -> DebtRow:
    """One debt that the actor may see."""
    return described(actor, Debt.objects.of(actor.college_id).filter(pk=debt))[0]


def described(actor: PersonActor, debts: QuerySet[Debt], on: date | None = None) -> list[DebtRow]:
    """Debts with their tries and where each stands on a day (today)."""
    own, day = actor.college_id, on or actor.today
    order = ("student__surname", "student__given", "discipline__index", "pk")
    rows = list(debts.select_related("student", "discipline", "term__year", "group").order_by(*order))
    tries = _tries(own, [row.pk for row in rows])
    groups = facts.group_names(own, [row.student_id for row in rows], day)
    moment = end_of(actor, day)
    if moment is not None:
        dues = dues_then(own, [row.pk for row in rows], moment)
        for row in rows:
            row.due_on = dues.get(row.pk, row.due_on)
        later = drafted_since(own, (x.statement for found in tries.values() for x in found if x.statement), moment)
        tries = {debt: _known(own_tries, day, later) for debt, own_tries in tries.items()}
    goes_on = facts.conditional(own, {row.student_id for row in rows}, day)
    made = [
        _row(row, tries.get(row.pk, []), groups.get(row.student_id, ""), day, goes_on.get(row.student_id))
        for row in rows
    ]
    return sorted(made, key=lambda row: row.group)


def _tries(own: UUID, debts: list[UUID]) -> dict[UUID, list[TryRow]]:
    rows = list(DebtTry.objects.of(own).filter(debt__in=debts).select_related("statement").order_by("planned_on", "pk"))
    people = examiners_of(own, [row.statement_id for row in rows if row.statement_id])
    found: dict[UUID, list[TryRow]] = defaultdict(list)
    for row in rows:
        found[row.debt_id].append(
            TryRow(
                row.number, row.planned_on, row.place, row.outcome, OUTCOME_WORDS[Outcome(row.outcome)],
                row.statement_id, row.statement.number if row.statement else None,
                tuple(people.get(row.statement_id, ())) if row.statement_id else (),
            )
        )  # fmt: skip
    return found


def _known(tries: list[TryRow], day: date, later: set[UUID]) -> list[TryRow]:
    """What was known of the tries on the day: of those that were still ahead the nearest, as planned. ``later``: sheets made since."""
    ahead = (one for one in tries if one.day > day and one.statement not in later)
    planned = [replace(one, outcome=Outcome.PLANNED, words=PLANNED) for one in ahead][:1]
    return [*(one for one in tries if one.day <= day), *planned]


def _row(row: Debt, tries: list[TryRow], group: str, day: date, goes_on: facts.Conditional | None) -> DebtRow:
    tried = [Tried(one.number, one.outcome) for one in tries]
    closed = row.closed_on if row.closed_on and row.closed_on <= day else None
    where = stage(row.due_on, closed, tried, day)
    return DebtRow(
        row.pk, row.student_id, str(row.student), group, str(row.discipline), FORM_WORDS.get(row.form, row.form),
        row.semester, f"{row.term}, {row.term.year}", ARISEN_WORDS[Arisen(row.arisen)], row.arisen_on, row.due_on,
        where.value, STAGE_WORDS[where], next_try(tried), tuple(tries), closed,
        ENDED_WORDS[Ended(row.ended)] if row.ended and closed else "",
        goes_on.words if goes_on and row.arisen_on <= goes_on.since else "",
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class PauseRow:
    """Days that are not counted."""

    words: str
    since: date
    until: date
    ground: str


def pauses_of(actor: PersonActor, debt: UUID) -> list[PauseRow]:
    """What prolonged the debt's term."""
    rows = DebtPause.objects.of(actor.college_id).filter(debt=debt).order_by("since", "pk")
    return [PauseRow(PAUSE_WORDS[Pause(row.reason)], row.since, row.until, row.ground) for row in rows]


COLUMNS = (
    Column("group", "Группа"), Column("name", "Студент"), Column("discipline", "Дисциплина"), Column("form", "Форма"),
    Column("term", "Семестр"), Column("arisen", "Причина"), Column("arisen_on", "Возникла", Kind.DATE),
    Column("due_on", "Срок", Kind.DATE), Column("stage", "Состояние"), Column("first", "Первая пересдача", Kind.DATE),
    Column("second", "Комиссия", Kind.DATE), Column("place", "Место"), Column("examiners", "Кто принимает"),
    Column("conditional", "Условный перевод"),
)  # fmt: skip


def debts_table(actor: PersonActor, rows: list[DebtRow], day: date | None = None) -> Table:
    """График ликвидации задолженностей as a table of typed columns."""
    heading = (actor.college_name, f"На {day or actor.today:%d.%m.%Y}")
    return Table(
        "График ликвидации академических задолженностей", COLUMNS, _cells(rows), noted(actor, day), heading=heading,
        signatures=("Заведующий отделением",),
    )  # fmt: skip


def noted(actor: PersonActor, day: date | None) -> tuple[str, ...]:
    """What a list of debts of a past day says of itself."""
    return (THEN,) if day is not None and day < actor.today else ()


def _cells(rows: list[DebtRow]) -> Iterator[tuple[Cell, ...]]:
    for row in rows:
        days: dict[int, date] = {one.number: one.day for one in row.tries if one.outcome not in UNCOUNTED}
        planned = row.planned
        yield (
            row.group, row.name, row.discipline, row.form, row.term, row.arisen, row.arisen_on, row.due_on,
            row.stage_words, days.get(1), days.get(TRIES), planned.place if planned else "",
            ", ".join(planned.examiners) if planned else "", row.conditional,
        )  # fmt: skip


def stages() -> list[tuple[str, str]]:
    """Stages by which the list is narrowed."""
    return [(one.value, STAGE_WORDS[one]) for one in Stage if one is not Stage.CLOSED]
