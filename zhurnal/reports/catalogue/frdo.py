"""ФИС ФРДО: graduates of a group with what the journal knows of them, and what it does not (A9)."""

from collections.abc import Iterable

from zhurnal.curriculum.models import Group
from zhurnal.kernel.export import Cell, Column, Kind, Table
from zhurnal.people.actor import PersonActor
from zhurnal.reports.catalogue.report import Report, Shelf
from zhurnal.reports.catalogue.sheet import DEPUTY_SIGNS, heading
from zhurnal.reports.policy import GRADUATES
from zhurnal.reports.queries.graduates import Graduate, graduates_of
from zhurnal.reports.queries.groups import told_group
from zhurnal.reports.rules.asked import Ask, Asked
from zhurnal.reports.rules.frdo import FRDO, funding_word, missing, study_form_word, term_of_study
from zhurnal.reports.rules.monitoring import SEXES
from zhurnal.reports.rules.periods import Span

ORIGINAL, NO = "Оригинал", "Нет"
NEVER = "Серию, номер, дату выдачи и регистрационный номер диплома журнал не ведёт: их вписывают при выдаче."
BY_MARKS = "Вид документа – по отметкам журнала, когда выставлены все, с ГИА; решение о дипломе принимает комиссия."
THEN = "Отметки и реестры, кроме основы обучения, – как они стоят сегодня; отменённые позже приказы не учтены."
COLUMNS = tuple(Column(key, title, Kind(kind)) for key, title, kind in FRDO)
NAMES = ("surname", "given", "patronymic")
WIDTHS = {
    "surname": 12, "given": 10, "patronymic": 15, "document_kind": 16, "status": 10, "lost": 14, "exchanged": 14, "destroyed": 14,
    "series": 10, "number": 10, "issued": 9, "registered": 15, "specialty_code": 13, "specialty": 22, "qualification": 14,
    "year_in": 12, "year_out": 11, "term": 10, "birth_date": 11, "sex": 11, "snils": 15, "citizenship": 13, "study_form": 10,
    "funding": 15,
}  # fmt: skip
PLACES = sorted(range(len(COLUMNS)), key=lambda place: COLUMNS[place].key not in NAMES)
"""On a page and on paper the names come first; the sheet that a program reads has the order of the state."""
YEARS = ("year_in", "year_out")
SHOWN = tuple(
    Column(column.key, column.title, Kind.TEXT if column.key in YEARS else column.kind, WIDTHS[column.key])
    for column in (COLUMNS[n] for n in PLACES)
)


def frdo_of(_actor: PersonActor, group: Group, people: Iterable[Graduate]) -> Table:
    """A row for each in the order of the state's sheet, which a program reads: no head and no notes."""
    return Table(f"ФИС ФРДО {group.name}", COLUMNS, [_row(group, one) for one in people])


def _row(group: Group, one: Graduate) -> tuple[Cell, ...]:
    plan, ends = group.curriculum, group.year.ends
    said = one.said
    return (
        one.diploma, ORIGINAL, NO, NO, NO, "", "", None, "", plan.specialty_code if plan else "", plan.specialty_name if plan else "",
        plan.qualification if plan else "", one.since.year, ends.year, term_of_study(one.since, ends), *one.name, one.birth_date,
        SEXES.get(one.sex, ""), said["snils"], said["citizenship"], study_form_word(said["study_form"], plan.form if plan else ""),
        funding_word(said["funding"]),
    )  # fmt: skip


def _told(place: int, value: Cell) -> Cell:
    """A year is no number that is counted: «2024», not «2 024»."""
    return str(value) if COLUMNS[place].key in YEARS else value


def frdo(actor: PersonActor, asked: Asked) -> Table:
    """The list with what is missing of each student."""
    group = told_group(actor, GRADUATES, asked)
    people = graduates_of(actor, group, asked.until) if group else []
    rows = [_row(group, one) for one in people] if group else []
    keys = [column.key for column in COLUMNS]
    lacks: list[tuple[Cell, ...]] = []
    for one, row in zip(people, rows, strict=True):
        absent = missing(dict(zip(keys, row, strict=True)))
        if absent:
            lacks.append((" ".join(part for part in one.name if part), ", ".join(absent)))
    lacking = Table(
        "Чего не хватает", (Column("student", "Студент", width=36), Column("lacks", "Не заполнено", width=80)), lacks,
        landscape=False,
    )  # fmt: skip
    notes = (BY_MARKS, NEVER, *((THEN,) if asked.until < actor.today else ()))
    return Table(
        "ФИС ФРДО: выпускники", SHOWN, [tuple(_told(n, row[n]) for n in PLACES) for row in rows], notes, heading(actor, asked, f"Группа {group.name}" if group else ""), (DEPUTY_SIGNS,),
        more=(lacking,),
    )  # fmt: skip


REPORTS = (
    Report(
        "frdo", "ФИС ФРДО: выпускники", "Документы выпускников группы и чего для них не хватает", Shelf.STATISTICS, GRADUATES,
        (Span.YEAR,), frdo, (Ask.GROUP, Ask.DAY), frozenset({Ask.GROUP}), proved=True,
    ),
)  # fmt: skip
