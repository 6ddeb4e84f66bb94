"""The list of findings as a table: for XLSX, CSV and print."""

from zhurnal.kernel.dates import full
from zhurnal.kernel.export import Column, Kind, Table
from zhurnal.objectivity.queries.findings import FindingsPage
from zhurnal.people.actor import PersonActor

COLUMNS = (
    Column("department", "Отделение", width=18), Column("group", "Группа", width=10), Column("discipline", "Дисциплина", width=28),
    Column("teachers", "Преподаватель", width=20), Column("kind", "Замечание", width=30), Column("sentence", "Что посчитано", width=60),
    Column("value", "Значение", width=10), Column("low", "От", width=8), Column("high", "До", width=8),
    Column("count", "Строк за ним", Kind.NUMBER, 8), Column("standing", "Пояснение", width=18), Column("said", "Слова", width=40),
)  # fmt: skip
NOTE = "Это повод посмотреть и спросить, а не оценка работы: за каждой строкой стоят отметки и занятия, их видно на странице замечания."


def findings_table(actor: PersonActor, page: FindingsPage) -> Table:
    """What the page shows, line by line."""
    rows = [
        (
            row.journal.department, row.journal.group,
            ", ".join(part for part in (row.journal.title, row.journal.subgroup) if part),
            ", ".join(row.journal.teachers), row.finding.title, row.finding.sentence, row.finding.value, row.finding.low,
            row.finding.high, row.finding.count, row.standing_words,
            "; ".join(f"{word.by}: {word.text}" for word in row.said),
        )
        for row in page.found
    ]  # fmt: skip
    heading = (actor.college_name, f"Замечания об отметках, {page.term}, на {full(page.day)}")
    return Table("Замечания об отметках", COLUMNS, rows, (NOTE,), heading)
