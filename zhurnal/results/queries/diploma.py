"""Marks of a group for diplomas: students × rows of the plan, and the same as a file."""

from dataclasses import dataclass
from uuid import UUID

from zhurnal.academic_year.models import Term
from zhurnal.assessment.queries.results import results_of_students
from zhurnal.assessment.rules.indicators import percent
from zhurnal.assessment.rules.values import MARKS, printed
from zhurnal.curriculum.models import Group
from zhurnal.curriculum.rules.semesters import semester_of
from zhurnal.kernel.export import Column, Table
from zhurnal.people.actor import PersonActor
from zhurnal.results.debts import open_debts
from zhurnal.results.diplomas import SupplementRow, honours_of, supplement
from zhurnal.results.listed import lists_of
from zhurnal.results.plans import Plan, by_student, filled, read_plans
from zhurnal.results.queries.summary import Value
from zhurnal.results.rules.honours import Honours
from zhurnal.results.rules.lines import State

DEBT, FORMS = "долг", {State.DEBT: "долг", State.AHEAD: ""}


@dataclass(frozen=True, slots=True)
class DiplomaLine:
    """A student with his marks in the order of the columns, and how he stands to honours."""

    id: UUID
    name: str
    cells: tuple[Value, ...]
    honours: Honours

    @property
    def now(self) -> str:
        """Share of fives, «74,4»: with tenths even where the college's percentages are whole, for its limit is exact."""
        return percent(self.honours.now)


@dataclass(frozen=True, slots=True)
class Diplomas:
    """``heads``: (index, name) of the columns."""

    group: Group
    heads: tuple[tuple[str, str], ...]
    lines: tuple[DiplomaLine, ...]


def load_diplomas(actor: PersonActor, group: Group) -> Diplomas:
    """A constant number of statements."""
    own = actor.college_id
    lists = lists_of(own, [group.pk], actor.today)
    terms = Term.objects.of(own).filter(year=group.year_id, starts__lte=actor.today)
    now = max([semester_of(group.course_year, number) for number in terms.values_list("number", flat=True)] or [0])
    plan = read_plans(own, [group.curriculum_id])[group.curriculum_id] if group.curriculum_id else Plan()
    results = by_student(results_of_students(own, lists.ids))
    owed = open_debts(own, {student: results.get(student, []) for student in lists.ids})
    sheets: dict[UUID, list[SupplementRow]] = {}
    for student in lists.ids:
        debts = [(one.discipline, one.index, one.name) for one in owed.get(student, ())]
        items, _outside = filled(plan, results.get(student, []), debts)
        sheets[student] = supplement(items, now, actor.parameters.diploma_mark)
    keys: dict[str, tuple[str, str]] = {}
    for rows in sheets.values():
        keys.update({row.key: (row.index, row.name) for row in rows})
    order = [key for key in _order(sheets) if key in keys]
    lines = [
        DiplomaLine(one.id, one.name, _cells(sheets[one.id], order), honours_of(sheets[one.id]))
        for one in lists.students
    ]
    return Diplomas(group, tuple(keys[key] for key in order), tuple(lines))


def _order(sheets: dict[UUID, list[SupplementRow]]) -> list[str]:
    """The order of the plan: of the longest sheet, the rest behind it."""
    longest = max(sheets.values(), key=len, default=[])
    found = [row.key for row in longest]
    return found + sorted({row.key for rows in sheets.values() for row in rows} - set(found))


def _cells(rows: list[SupplementRow], order: list[str]) -> tuple[Value, ...]:
    known = {row.key: row for row in rows}
    return tuple(_value(known.get(key)) for key in order)


def _value(row: SupplementRow | None) -> Value:
    if row is None or row.final.state is State.AHEAD:
        return Value()
    if row.final.state is State.DEBT:
        return Value(DEBT, "fail")
    value = row.final.value
    return Value(printed(value), value if value in MARKS else "")


def diploma_table(actor: PersonActor, page: Diplomas) -> Table:
    """The file: a row for each student."""
    columns = (
        Column("name", "Студент"),
        *(Column(f"d{n}", f"{index} {name}".strip(), width=9) for n, (index, name) in enumerate(page.heads)),
        Column("share", "Доля «5», %"),
        Column("honours", "Диплом с отличием"),
    )
    rows = [
        (
            line.name, *(int(cell.text) if cell.text in MARKS else cell.text for cell in line.cells), line.now,
            line.honours.spoiled or ("достаточно" if line.honours.holds else "возможен"),
        )
        for line in page.lines
    ]  # fmt: skip
    heading = (actor.college_name, f"Группа {page.group.name}, на {actor.today:%d.%m.%Y}")
    return Table(f"Отметки в приложение к диплому {page.group.name}", columns, rows, heading=heading)
