"""СПО-1, the contingent part: students on 1 October, and who came and went in the year before it (A7.7, A9)."""

from collections.abc import Mapping
from dataclasses import replace

from zhurnal.kernel.export import Cell, Column, Kind, Table, Total
from zhurnal.people.actor import PersonActor
from zhurnal.registers.rules.fields import FUNDING
from zhurnal.reports.catalogue.report import Report, Shelf
from zhurnal.reports.catalogue.sheet import figures
from zhurnal.reports.policy import COLLEGE
from zhurnal.reports.queries.spo import flows, keeps, studying
from zhurnal.reports.rules.asked import Ask, Asked
from zhurnal.reports.rules.periods import Span
from zhurnal.reports.rules.spo import AGES, COURSES, counts, day_of, flow_of, shelved

COUNTED = (
    ("all", "Всего"), *((f"c{n}", f"{n} курс") for n in COURSES), ("women", "Женщин"), ("under", "До 14 лет"),
    *((f"a{n}", f"{n}") for n in AGES), ("twenty", "20–24"), ("older", "25 и старше"), ("ageless", "Возраст не указан"),
    ("foreign", "Иностранных граждан"), ("unknown", "Гражданство не указано"), ("limited", "С ОВЗ"), ("disabled", "С инвалидностью"),
)  # fmt: skip
NOTES = (
    "Возраст – полных лет на 1 января следующего года. Академический отпуск: кто выбыл из списка группы до этого дня, здесь не считается.",
    "Сведения о работниках и финансах в журнале не ведутся: эти разделы формы заполняются отдельно.",
)
THEN = "Форма обучения, гражданство, ОВЗ и инвалидность – по реестрам на сегодня: прежних значений журнал не хранит. Отменённые позже приказы не учтены."
NOT_KEPT = "ОВЗ и инвалидность колледж в реестрах не ведёт: эти столбцы пусты."


def spo1(actor: PersonActor, asked: Asked) -> Table:
    """1 October of the year that the period began in, or the day asked about."""
    october = day_of(asked.period.since.year)
    day = min(october, asked.day)
    students, kept = studying(actor, day), keeps(actor.college_id, "disability")
    if not kept:
        students = [replace(one, disability="") for one in students]
    rows: list[tuple[Cell, ...]] = [
        (specialty, form, FUNDING.get(funding, "не указана"), *(number or None for number in counts(own, day)))
        for (specialty, form, funding), own in shelved(students).items()
    ]
    if rows:
        rows.append(Total(("Всего", "", "", *(number or None for number in counts(students, day)))))
    columns = (
        Column("specialty", "Специальность, профессия", width=34), Column("form", "Форма", width=9),
        Column("funding", "Основа", width=9), *figures(COUNTED, 6),
    )  # fmt: skip
    moved, years = flows(actor.college_id, *flow_of(day)), flow_of(day)
    words = f"с {years[0]:%d.%m.%Y} по {years[1]:%d.%m.%Y}"
    notes = (*NOTES, *((THEN,) if day < actor.today else ()), *(() if kept else (NOT_KEPT,)))
    return Table(
        "СПО-1: численность студентов", columns, rows, notes,
        (actor.college_name, f"На {day:%d.%m.%Y}"), ("Заместитель директора по учебной работе", "Директор"),
        more=(_flow(f"Прибыло {words}", "Как", moved["came"]), _flow(f"Выбыло {words}", "Почему", moved["went"])),
    )  # fmt: skip


def _flow(title: str, head: str, found: Mapping[tuple[str, str], int]) -> Table:
    rows: list[tuple[Cell, ...]] = [(specialty, why, number) for (specialty, why), number in sorted(found.items())]
    if rows:
        rows.append(Total(("Всего", "", sum(found.values()))))
    columns = (
        Column("specialty", "Специальность, профессия", width=44), Column("why", head, width=50),
        Column("count", "Студентов", Kind.NUMBER, 10),
    )  # fmt: skip
    return Table(title, columns, rows)


REPORTS = (
    Report(
        "spo1", "СПО-1: численность студентов", "На 1 октября: специальность, форма, основа, курс, пол, возраст; прибыло и выбыло",
        Shelf.STATISTICS, COLLEGE, (Span.YEAR,), spo1, (Ask.DAY,), personal=False,
    ),
)  # fmt: skip
