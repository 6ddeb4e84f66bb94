"""Реестр ведомостей: every numbered statement of the period with its results (A4.12, A9)."""

from zhurnal.kernel.export import Cell, Column, Kind, Table, Total
from zhurnal.people.actor import PersonActor
from zhurnal.reports.catalogue.report import Report, Shelf
from zhurnal.reports.catalogue.sheet import DEPUTY_SIGNS, HEAD_SIGNS, figures, heading
from zhurnal.reports.policy import GROUPS
from zhurnal.reports.queries.statements import Listed, statements_between
from zhurnal.reports.rules.asked import Ask, Asked
from zhurnal.reports.rules.periods import Span

COUNTS = (
    ("fives", "5"), ("fours", "4"), ("threes", "3"), ("twos", "2"), ("credited", "Зач."), ("not_credited", "Незач."),
    ("absent", "Не явились"), ("excused", "Не явились, уваж."), ("barred", "Не допущены"), ("expelled", "Отчислены"),
)  # fmt: skip
COLUMNS = (
    Column("number", "№", Kind.NUMBER, 6), Column("dated", "Дата", Kind.DATE, 11), Column("kind", "Ведомость", width=18),
    Column("group", "Группа", width=9), Column("discipline", "Дисциплина", width=36), Column("form", "Форма", width=18),
    Column("semester", "Сем.", Kind.NUMBER, 5), Column("examiners", "Экзаменатор, комиссия", width=26),
    Column("state", "Состояние", width=13), Column("listed", "В списке", Kind.NUMBER, 8), *figures(COUNTS[:6], 6), *figures(COUNTS[6:], 10),
    Column("why", "Почему аннулирована", width=20),
)  # fmt: skip
NOTE = "Результаты показаны у закрытых ведомостей: до закрытия они ещё ничего не решают. Черновики без номера в реестр не входят."
THEN = (
    "Состояние ведомостей – на вечер %s. Если ведомость после этого вскрывали или аннулировали, её результаты здесь не показаны. "
    "Дата, экзаменаторы и список – нынешние."
)
NOW = "Состояние и результаты ведомостей – на сегодня: срок закончился."


def statements(actor: PersonActor, asked: Asked) -> Table:
    """By number, a total of all below."""
    found = statements_between(actor, GROUPS, asked)
    rows: list[tuple[Cell, ...]] = [_row(one) for one in found]
    if found:
        sums = (sum(getattr(one.totals, key) for one in found if one.totals) or None for key, _title in COUNTS)
        listed = sum(one.listed for one in found) or None
        rows.append(Total((None, None, "Всего", "", "", "", None, "", "", listed, *sums, "")))
    return Table(
        "Реестр ведомостей",
        COLUMNS,
        rows,
        (NOTE, *_told(actor, asked)),
        heading(actor, asked),
        (HEAD_SIGNS, DEPUTY_SIGNS),
    )


def _told(actor: PersonActor, asked: Asked) -> tuple[str, ...]:
    """Of when the statements are told; nothing of today's."""
    if asked.then is not None and asked.then < actor.today:
        return (THEN % f"{asked.then:%d.%m.%Y}",)
    return (NOW,) if asked.until < actor.today else ()


def _row(one: Listed) -> tuple[Cell, ...]:
    counts = (getattr(one.totals, key) or None if one.totals else None for key, _title in COUNTS)
    return (
        one.number, one.dated, one.kind, one.group, ", ".join(one.disciplines), one.form, one.semester, one.examiners, one.state,
        one.listed or None, *counts, one.why,
    )  # fmt: skip


REPORTS = (
    Report(
        "statements", "Реестр ведомостей", "Зачётно-экзаменационные ведомости, направления, курсовые и экзамены по модулям с итогами",
        Shelf.LISTS, GROUPS, (Span.TERM, Span.MONTH, Span.YEAR), statements, (Ask.GROUP, Ask.DEPARTMENT, Ask.DAY),
        personal=False,
    ),
)  # fmt: skip
