"""Справка по проверке журналов за срок: who, when, what was found, by when, what was done (2.5, 2.6, A9)."""

from zhurnal.inspection.queries.checked import Checked, CheckedRound, checked_between
from zhurnal.inspection.queries.lines import Line
from zhurnal.kernel.export import Cell, Column, Kind, Table, Total
from zhurnal.people.actor import PersonActor
from zhurnal.reports.catalogue.report import Report, Shelf
from zhurnal.reports.catalogue.sheet import DEPUTY_SIGNS, figures, heading
from zhurnal.reports.policy import CHECKS
from zhurnal.reports.rules.asked import Ask, Asked
from zhurnal.reports.rules.periods import Span

COUNTS = (
    ("all", "Замечаний"), ("closed", "Подтверждено"), ("done", "Исполнено, не проверено"), ("waiting", "В работе"),
    ("overdue", "Просрочено"),
)  # fmt: skip
ROUNDS = (
    Column("number", "№", Kind.NUMBER, 5), Column("title", "Проверка", width=24), Column("aim", "Цель", width=34),
    Column("scope", "Что проверяли", width=26), Column("checkers", "Кто проверял", width=22),
    Column("since", "С", Kind.DATE, 11), Column("until", "По", Kind.DATE, 11), *figures(COUNTS, 10),
    Column("found", "Выводы", width=34),
)  # fmt: skip
REMARKS = (
    Column("number", "№", Kind.NUMBER, 5), Column("round", "Проверка", width=9), Column("journal", "Журнал", width=16),
    Column("teacher", "Преподаватель", width=20), Column("text", "Что замечено", width=40), Column("place", "Где", width=24),
    Column("author", "Кто написал", width=20), Column("issued", "Когда", Kind.DATE, 11), Column("due", "Срок", Kind.DATE, 11),
    Column("executed", "Исполнение", width=20),
)  # fmt: skip
THEN = "Замечания – как они стояли на конец дня %s. Выводы и состав проверяющих – нынешние."


def checked(actor: PersonActor, asked: Asked) -> Table:
    """Checks of the period with their counts; their remarks below."""
    found = checked_between(actor, asked.period.since, asked.until, asked.department)
    notes = (THEN % f"{asked.until:%d.%m.%Y}",) if asked.until < actor.today else ()
    return Table(
        "Справка по проверке журналов", ROUNDS, [*map(_round, found.rounds), *_whole(found)], notes, heading(actor, asked),
        (DEPUTY_SIGNS, "Проверяющий"), more=(Table("Замечания", REMARKS, [_remark(*row) for row in found.lines]),),
    )  # fmt: skip


def _round(one: CheckedRound) -> tuple[Cell, ...]:
    row = one.row
    head: tuple[Cell, ...] = (
        (row.number, row.title, row.aim, one.scope, one.checkers, row.since, row.until)
        if row
        else (None, "Вне этих проверок", "", "", "", None, None)
    )
    return (*head, *(getattr(one.totals, key) or None for key, _title in COUNTS), row.found if row else "")


def _whole(found: Checked) -> list[Total]:
    if not found.rounds:
        return []
    sums = (sum(getattr(one.totals, key) for one in found.rounds) or None for key, _title in COUNTS)
    return [Total((None, "Всего", "", "", "", None, None, *sums, ""))]


def _remark(line: Line, round_: str) -> tuple[Cell, ...]:
    return (
        line.number, round_, line.journal, line.teacher, line.text, line.place, line.author, line.issued_on, line.due,
        line.executed,
    )  # fmt: skip


REPORTS = (
    Report(
        "checked", "Справка по проверке журналов", "Кто, когда и что проверил, замечания, сроки и исполнение", Shelf.COLLEGE,
        CHECKS, (Span.TERM, Span.MONTH, Span.YEAR), checked, (Ask.DEPARTMENT, Ask.DAY),
    ),
)  # fmt: skip
