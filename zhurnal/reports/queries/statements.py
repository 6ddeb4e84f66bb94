"""Statements of a period with what they decided; of a past day, in the state in which they stood that evening (A4.12, A9)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from zhurnal.journal.queries.then import end_of
from zhurnal.kernel.models import Change
from zhurnal.people.actor import PersonActor
from zhurnal.reports.queries.groups import groups_of
from zhurnal.reports.rules.asked import Asked
from zhurnal.statements.models import Statement, StatementDiscipline, StatementLine
from zhurnal.statements.queries.statements import examiners_of
from zhurnal.statements.rules.kinds import KIND_WORDS, STATE_WORDS, Kind, State, form_words
from zhurnal.statements.rules.totals import Line, Totals, totals_of


@dataclass(frozen=True, slots=True)
class Listed:
    """A statement of the register; ``totals`` are there once it is closed, and of a past day while nobody has opened it again since.

    ``disciplines``: its own first, then those of a joint examination.
    """

    number: int | None
    dated: date
    kind: str
    group: str
    disciplines: tuple[str, ...]
    form: str
    semester: int
    examiners: str
    state: str
    listed: int
    totals: Totals | None
    why: str


def statements_between(actor: PersonActor, action: str, asked: Asked) -> list[Listed]:
    """Numbered statements of the groups in reach, dated within the period. Five statements, six of a past day.

    Of a past day: those opened by its evening, in the state in which they stood then by the record of changes. Their days,
    examiners and lists are told as they stand now.
    """
    own, evening = actor.college_id, end_of(actor, asked.then) if asked.then else None
    groups = {one.id: one.name for one in groups_of(actor, action, asked)}
    rows = Statement.objects.of(own).filter(
        group__in=list(groups), dated__gte=asked.period.since, dated__lte=asked.until, number__isnull=False
    )
    if evening is not None:
        rows = rows.exclude(opened_at__gte=evening)
    found = list(rows.select_related("discipline").order_by("number", "pk"))
    lines: dict[UUID, list[Line]] = defaultdict(list)
    answers = StatementLine.objects.of(own).filter(statement__in=[row.pk for row in found])
    for statement, value, no_show, barred, expelled, mastery in answers.values_list(
        "statement_id", "value", "no_show", "barred", "expelled", "mastery"
    ):
        lines[statement].append(Line(value, no_show, bool(barred), bool(expelled), mastery))
    people, further = examiners_of(own, [row.pk for row in found]), _further(own, [row.pk for row in found])
    stood = _stood(own, found, evening) if evening else {}
    shown = []
    for row in found:
        state = stood.get(row.pk, State(row.state))
        sure = state is State.CLOSED and row.pk not in stood
        counted = totals_of(lines[row.pk], whole=actor.parameters.whole_percents) if sure else None
        shown.append(
            Listed(
                row.number, row.dated, KIND_WORDS[Kind(row.kind)], groups[row.group_id],
                (str(row.discipline), *further.get(row.pk, ())),
                form_words(row.form), row.semester, ", ".join(people.get(row.pk, ())), STATE_WORDS[state],
                len(lines[row.pk]), counted, row.cancelled_why if state is State.CANCELLED else "",
            )
        )  # fmt: skip
    return shown


_STEPS = ("statements.close", "statements.cancel", "statements.reopen.agree")


def _stood(college_id: UUID, rows: list[Statement], evening: datetime) -> dict[UUID, State]:
    """statement → its state that evening, of those whose state has changed since. One statement."""
    later = Change.objects.of(college_id).filter(
        chain__in=[row.pk for row in rows], action__in=_STEPS, at__gte=evening.astimezone(UTC)
    )
    found = {row.pk: State.OPEN for row in rows if row.closed_at is not None and row.closed_at >= evening}
    # the first of them says what stood before: read backwards, it is the last to be kept
    steps = later.order_by("-seq").values_list("chain", "before")
    found |= {chain: State(told["state"]) for chain, told in steps if told}
    return found


def _further(college_id: UUID, statements: list[UUID]) -> dict[UUID, list[str]]:
    """statement → further disciplines of a joint examination. One statement."""
    found: dict[UUID, list[str]] = defaultdict(list)
    rows = StatementDiscipline.objects.of(college_id).filter(statement__in=statements).select_related("discipline")
    for row in rows.order_by("pk"):
        found[row.statement_id].append(str(row.discipline))
    return found
