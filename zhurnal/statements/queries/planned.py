"""What the plan asks of a group in a term: rows with a form of attestation, and which of them have a statement already (A4.1)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from sys import maxsize
from uuid import UUID

from zhurnal.academic_year.models import Term
from zhurnal.assessment.rules.levels import Level
from zhurnal.curriculum.models import Course, Discipline, Group, PlanLoad
from zhurnal.curriculum.plan_rows import disciplines_of, rows_of
from zhurnal.curriculum.rules.attestation import asked
from zhurnal.curriculum.rules.kinds import ItemKind
from zhurnal.curriculum.rules.semesters import semester_of
from zhurnal.people.actor import PersonActor
from zhurnal.statements.models import Statement, StatementDiscipline
from zhurnal.statements.rules.kinds import FORM_WORDS, LEVEL_OF, Kind, State

PRACTICES = frozenset({ItemKind.PRACTICE_EDU, ItemKind.PRACTICE_PROD})
MODULES = frozenset({ItemKind.MODULE, ItemKind.EXAM})


@dataclass(frozen=True, slots=True)
class Planned:
    """A row of the plan that ends with attestation in the term. ``form`` is empty where the plan says none.

    ``joint``: the name of the attestation that rows of the plan share (комплексный), or ""; ``partners``: the others that share it.
    ``state``: of the main statement, "" for none.
    """

    discipline: UUID
    name: str
    form: str
    level: Level
    hours: int
    semester: int
    statement: UUID | None
    number: int | None
    joint: str = ""
    state: str = ""
    partners: tuple[tuple[UUID, str], ...] = ()

    @property
    def together(self) -> str:
        """The partners in words."""
        return ", ".join(name for _pk, name in self.partners)

    @property
    def key(self) -> str:
        """The row in a form: discipline and level."""
        return f"{self.discipline}.{self.level}"


def planned_rows(actor: PersonActor, group: Group, term: Term) -> list[Planned]:
    """Rows of the group's plan in the term in the order of the plan; without a plan, its journals. Nine statements at most."""
    own = actor.college_id
    semester = semester_of(group.course_year, term.number)
    taught = dict(Course.objects.of(own).filter(group=group, term=term).values_list("discipline_id", "hours_planned"))
    items = _items(own, group, taught)
    loads = {
        row.item_id: row
        for row in PlanLoad.objects.of(own)
        .filter(item__in=set(items.values()), semester=semester)
        .select_related("item")
    }
    disciplines = list(Discipline.objects.of(own).filter(pk__in={*taught, *items}).order_by("index", "name"))
    by_discipline = {pk: loads[item] for pk, item in items.items() if item in loads}
    disciplines.sort(key=lambda row: by_discipline[row.pk].item.position if row.pk in by_discipline else maxsize)
    there = _there(own, group, term)
    found = []
    for row in disciplines:
        load = by_discipline.get(row.pk)
        if load is None and row.pk in items:  # nothing of it in this semester
            continue
        for form, level in _forms(load, taught=row.pk in taught):
            statement, number, state = there.get((row.pk, level), (None, None, ""))
            hours = load.hours_total if load else taught.get(row.pk, 0)
            joint = load.joint if load and level is not Level.PROJECT else ""
            found.append(Planned(row.pk, str(row), form, level, hours, semester, statement, number, joint, state))
    shared: dict[tuple[str, Level], list[tuple[UUID, str]]] = defaultdict(list)
    for one in found:
        if one.joint:
            shared[one.joint, one.level].append((one.discipline, one.name))
    return [
        replace(one, partners=tuple(row for row in shared.get((one.joint, one.level), ()) if row[0] != one.discipline))
        for one in found
    ]


def _items(own: UUID, group: Group, taught: Iterable[UUID]) -> dict[UUID, UUID]:
    """discipline → row of the group's plan: of what it is taught, and of what only ends in attestation (an exam of a module)."""
    found = rows_of(own, group.curriculum_id, taught)
    covered = set(found.values())
    for item, known in (disciplines_of(own, group.curriculum_id) if group.curriculum_id else {}).items():
        if item not in covered:
            found |= dict.fromkeys(known, item)
    return found


def _forms(load: PlanLoad | None, *, taught: bool) -> list[tuple[str, Level]]:
    if load is None:
        return [("", Level.EXAM)] if taught else []
    kind = load.item.kind
    if kind == ItemKind.GIA:
        return []  # its statements are drafted from the list of who is admitted to it
    decided = kind in MODULES or kind in PRACTICES  # by one mark, whatever hours stand there
    forms = [form for form in asked(load.attestation, 0 if decided else load.course_project) if form in FORM_WORDS]
    if kind in MODULES:
        return [("ЭМ", Level.MODULE)] if forms else []
    if kind in PRACTICES:
        return [(form, Level.PRACTICE) for form in forms[:1]]
    return [(form, LEVEL_OF[form]) for form in forms]


def _there(own: UUID, group: Group, term: Term) -> dict[tuple[UUID, str], tuple[UUID, int | None, str]]:
    rows = Statement.objects.of(own).filter(group=group, term=term, kind=Kind.MAIN).exclude(state=State.CANCELLED)
    found = {(row.discipline_id, row.level): (row.pk, row.number, row.state) for row in rows}
    further = StatementDiscipline.objects.of(own).filter(statement__in=rows.values("pk"))
    for discipline, pk, level, number, state in further.values_list(
        "discipline_id", "statement_id", "statement__level", "statement__number", "statement__state"
    ):
        found.setdefault((discipline, level), (pk, number, state))
    return found
