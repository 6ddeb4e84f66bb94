"""Papers of a student as tables, for a spreadsheet and as PDF: справка об обучении, выписка, характеристика (A9)."""

from collections import Counter
from collections.abc import Callable
from fractions import Fraction

from zhurnal.assessment.rules.indicators import rounded
from zhurnal.assessment.rules.values import MARKS
from zhurnal.kernel.dates import full
from zhurnal.kernel.export import Cell, Column, Table
from zhurnal.kernel.wording import plural
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person
from zhurnal.results.queries.paper import Paper

COLUMNS = (
    Column("part", "Раздел", width=24), Column("index", "Индекс", width=11), Column("name", "Наименование", width=52),
    Column("mark", "Отметка", width=9), Column("words", "Прописью", width=20),
)  # fmt: skip
FACTS = (Column("what", "Что", width=40), Column("said", "Сведения", width=70))
BY_HAND = (
    "Отношение к учёбе и труду", "Участие в жизни группы и колледжа, достижения", "Личные качества, отношения с товарищами",
    "Поощрения и взыскания",
)  # fmt: skip
Maker = Callable[[PersonActor, Person, Paper], Table]


def certificate_table(actor: PersonActor, student: Person, paper: Paper) -> Table:
    """Справка об обучении, also of who has left (академическая справка)."""
    rows: list[tuple[Cell, ...]] = [
        (title, one.index, one.name, one.mark, one.words) for title, lines in paper.finals for one in lines
    ]
    rows += [("Перезачтено", "", one.discipline, one.result, one.document) for one in paper.record.credits]
    then = f"По состоянию на {full(paper.record.day)}" if paper.record.past else ""
    heading = (actor.college_name, "№ ______ от " + full(actor.today), then, who(student), studied(paper))
    signs = ("Директор", "Секретарь учебной части")
    return Table("Справка об обучении", COLUMNS, rows, (), _said(heading), signs, landscape=False)


def extract_table(actor: PersonActor, student: Person, paper: Paper) -> Table:
    """Выписка: results by semester."""
    rows: list[tuple[Cell, ...]] = [
        (f"{one.number} семестр, {one.year}", line.index, line.name, line.mark, line.words)
        for one in paper.semesters
        for line in one.lines
    ]
    heading = (actor.college_name, who(student), studied(paper), f"Результаты на {full(paper.record.day)}")
    return Table("Выписка из журналов", COLUMNS, rows, (), _said(heading), ("Заведующий отделением",), landscape=False)


def characteristic_table(actor: PersonActor, student: Person, paper: Paper) -> Table:
    """Характеристика: what the journal knows; the rest is written by the group's leader."""
    rows: list[tuple[Cell, ...]] = [*facts(paper), *((one, "") for one in BY_HAND)]
    heading = (actor.college_name, who(student), studied(paper), f"На {full(paper.record.day)}")
    signs = (actor.parameters.leader_signs, "Заведующий отделением", "Директор")
    return Table("Характеристика", FACTS, rows, (), _said(heading), signs, landscape=False)


def who(student: Person) -> str:
    """«Калугин Степан Игоревич, 08.04.2009 года рождения»."""
    born = f", {full(student.birth_date)} года рождения" if student.birth_date else ""
    return f"{student}{born}"


def studied(paper: Paper) -> str:
    """«Группа Э-21, 2 курс, 13.02.03 …; с 01.09.2025 по 28.11.2026»."""
    record = paper.record
    said = []
    if record.group:
        said.append(f"Группа {record.group.name}, {record.group.course_year} курс")
        if plan := record.group.curriculum:
            base = f", на базе: {plan.base}" if plan.base else ""
            said.append(f"{plan.specialty_code} {plan.specialty_name}, форма обучения {plan.form or 'очная'}{base}")
    if record.since:
        until = f" по {full(record.until)}" if record.until else ""
        said.append(f"{'обучается' if record.studies else 'период обучения'} с {full(record.since)}{until}")
    return "; ".join(said)


def facts(paper: Paper) -> list[tuple[str, str]]:
    """What the journal knows of how one studies: marks given for good, debts, the term under way."""
    record = paper.record
    marks = Counter(line.mark for _title, lines in paper.finals for line in lines if line.mark in MARKS)
    counted = ", ".join(f"«{mark}» – {marks[mark]}" for mark in sorted(marks, reverse=True))
    number, total = sum(marks.values()), sum(int(mark) * count for mark, count in marks.items())
    found = [("Итоговые отметки", counted or "ещё нет")]
    if number:
        found.append(("Средний балл итоговых", str(rounded(Fraction(total, number), 2)).replace(".", ",")))
    debts = plural(len(record.debts), ("задолженность", "задолженности", "задолженностей"))
    found.append((f"Академические задолженности на {full(record.day)}", debts if record.debts else "нет"))
    if now := record.present:
        hours = f"{now.missed.total} ч, из них по уважительной причине {now.missed.valid} ч, без неё {now.missed.unexcused} ч"
        term = f"{now.semester} семестр до {full(record.day)}" if record.past else f"Текущий семестр ({now.semester})"
        found.append((f"{term}, средний балл", now.mean or "–"))
        found.append((f"{term}, пропущено", hours if now.missed.total else "пропусков нет"))
    return found


def _said(lines: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(line for line in lines if line)
