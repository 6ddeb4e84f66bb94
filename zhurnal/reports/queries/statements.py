"""Statements of a period as they stood on a day, with what they decided (A4.12, A9)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from zhurnal.people.actor import PersonActor
from zhurnal.reports.queries.groups import groups_of
from zhurnal.reports.rules.asked import Asked
from zhurnal.statements.models import Statement, StatementLine
from zhurnal.statements.queries.statements import examiners_of
from zhurnal.statements.rules.kinds import KIND_WORDS, STATE_WORDS, Kind, State, form_words
from zhurnal.statements.rules.totals import Line, Totals, totals_of


@dataclass(frozen=True, slots=True)
class Listed:
    """A statement of the register; ``totals`` are there once it is closed."""

    number: int | None
    dated: date
    kind: str
    group: str
    discipline: str
    form: str
    semester: int
    examiners: str
    state: str
    listed: int
    totals: Totals | None
    why: str


def statements_between(actor: PersonActor, action: str, asked: Asked) -> list[Listed]:
    """Numbered statements of the groups in reach, dated within the period, as they stood on its day. Four statements."""
    own, zone = actor.college_id, actor.now.tzinfo
    groups = {one.id: one.name for one in groups_of(actor, action, asked)}
    rows = Statement.objects.of(own).filter(
        group__in=list(groups), dated__gte=asked.period.since, dated__lte=asked.until, number__isnull=False
    )
    found = list(rows.select_related("discipline").order_by("number", "pk"))
    lines: dict[UUID, list[Line]] = defaultdict(list)
    answers = StatementLine.objects.of(own).filter(statement__in=[row.pk for row in found])
    for statement, value, no_show, barred, expelled in answers.values_list(
        "statement_id", "value", "no_show", "barred", "expelled"
    ):
        lines[statement].append(Line(value, no_show, bool(barred), bool(expelled)))
    people = examiners_of(own, [row.pk for row in found])
    shown = []
    for row in found:
        state = State(row.state)
        if state is State.CLOSED and row.closed_at.astimezone(zone).date() > asked.until:
            state = State.OPEN
        counted = totals_of(lines[row.pk], whole=actor.parameters.whole_percents) if state is State.CLOSED else None
        shown.append(
            Listed(
                row.number, row.dated, KIND_WORDS[Kind(row.kind)], groups[row.group_id], str(row.discipline),
                form_words(row.form), row.semester, ", ".join(people.get(row.pk, ())), STATE_WORDS[state],
                len(lines[row.pk]), counted, row.cancelled_why,
            )
        )  # fmt: skip
    return shown
