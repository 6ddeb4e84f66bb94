"""Plans with the results of students put into their rows: what the record, the diploma's marks and the lists stand on."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar
from uuid import UUID

from zhurnal.assessment.queries.results import Marked
from zhurnal.assessment.rules.levels import GIA, Level, Source
from zhurnal.curriculum.models import Discipline, PlanItem, PlanLoad
from zhurnal.curriculum.rules.attestation import project_of
from zhurnal.curriculum.rules.kinds import ItemKind
from zhurnal.curriculum.rules.plan_match import PlanRows
from zhurnal.results.rules.lines import Got, Line, Load
from zhurnal.results.rules.record import Item

R = TypeVar("R", bound=Marked)


@dataclass(slots=True)
class Plan:
    """Rows of a plan in their places, and ways from a discipline to its row."""

    items: dict[str, Item] = field(default_factory=dict)
    by_discipline: dict[UUID, str] = field(default_factory=dict)
    titles: PlanRows[str] = field(default_factory=PlanRows)
    _found: dict[UUID, str | None] = field(default_factory=dict)

    def row_of(self, discipline: UUID, index: str, name: str) -> str | None:
        """The key of the discipline's row: tied to it, of the same index and name, or the only one of that name."""
        if discipline not in self._found:  # the same of every student
            self._found[discipline] = self.by_discipline.get(discipline) or self.titles.find(index, name)
        return self._found[discipline]


def load_of(hours: int, said: str, project: int) -> Load:
    """«Э, КП» is an exam and a project beside it; hours of a project are defended, whatever form the plan names (A4.2)."""
    return Load(hours, said, project_of(said, project))


def read_plans(college_id: UUID, curricula: Iterable[UUID]) -> dict[UUID, Plan]:
    """Three statements."""
    wanted = list(curricula)
    plans = {curriculum: Plan() for curriculum in wanted}
    loads: dict[UUID, dict[int, Load]] = defaultdict(dict)
    rows = PlanLoad.objects.of(college_id).filter(item__curriculum__in=wanted)
    columns = ("item_id", "semester", "hours_total", "attestation", "course_project")
    for item, semester, hours, said, project in rows.values_list(*columns):
        loads[item][semester] = load_of(hours, said, project)
    items = PlanItem.objects.of(college_id).filter(curriculum__in=wanted)
    places = ("pk", "curriculum_id", "parent_id", "index", "name", "kind", "position")
    for pk, curriculum, parent, index, name, kind, position in items.values_list(*places):
        plan, key = plans[curriculum], pk.hex
        line = Line(key, index, name, kind, loads.get(pk, {}))
        plan.items[key] = Item(line, parent.hex if parent else "", position)
        plan.titles.add(key, index, name)
    tied = Discipline.objects.of(college_id).filter(plan_item__curriculum__in=wanted)
    for discipline, item, curriculum in tied.values_list("pk", "plan_item_id", "plan_item__curriculum_id"):
        plans[curriculum].by_discipline[discipline] = item.hex
    return plans


def filled(
    plan: Plan, results: Iterable[Marked], owed: Iterable[tuple[UUID | None, str, str]] = ()
) -> tuple[list[Item], list[Line]]:
    """(rows of the plan with their results, rows of results that the plan has no place for).

    ``owed``: (discipline, index, name) of debts that stand open.
    """
    inside: dict[str, list[Got]] = defaultdict(list)
    outside: dict[tuple[str, str], list[Got]] = defaultdict(list)
    for row in results:
        if row.level != Level.CHECKPOINT:
            key = plan.row_of(row.discipline, row.index, row.name)
            (inside[key] if key else outside[row.index, row.name]).append(got(row))
    debts = {plan.row_of(discipline, index, name) for discipline, index, name in owed if discipline}
    items = [
        _with(item, inside.get(key, ()), owed=key in debts) if key in inside or key in debts else item
        for key, item in plan.items.items()
    ]
    lines = [
        Line(f"{index} {name}", index, name, "discipline", {}, tuple(rows)) for (index, name), rows in outside.items()
    ]
    return items, sorted(lines, key=lambda line: line.key)


def _with(item: Item, results: Iterable[Got], *, owed: bool) -> Item:
    """A row of the plan with what a student has in it. Built anew by hand: a list of the college does it a hundred thousand times."""
    line = item.line
    kept = _last_sittings(results) if line.kind == ItemKind.GIA else tuple(results)
    return Item(Line(line.key, line.index, line.name, line.kind, line.loads, kept, owed), item.parent, item.position)


def _last_sittings(rows: Iterable[Got]) -> tuple[Got, ...]:
    """Without examinations and defences of the state attestation that were held again later."""
    own = list(rows)
    last = {row.level: row for row in sorted(own, key=lambda row: row.semester) if row.level in GIA}
    return tuple(row for row in own if row.level not in GIA or last[row.level] is row)


def got(row: Marked) -> Got:
    """A result as the rules know it."""
    return Got(row.semester, row.level, row.form, row.value, row.mastery, row.source == Source.CREDIT)


def by_student(rows: Iterable[R]) -> Mapping[UUID, list[R]]:
    """student → his results."""
    found: dict[UUID, list[R]] = defaultdict(list)
    for row in rows:
        found[row.student].append(row)
    return found
