"""What the plan asks of a group in a term: rows with a form of attestation, and which of them have a statement already (A4.1)."""

from collections import defaultdict
from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import Q

from zhurnal.academic_year.models import Term
from zhurnal.assessment.rules.levels import Level
from zhurnal.curriculum.models import Course, Discipline, Group, PlanItem, PlanLoad
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
    """Rows of the group's plan in the term in the order of the plan; without a plan, its journals. Four statements."""
    own = actor.college_id
    semester = semester_of(group.course_year, term.number)
    taught = dict(Course.objects.of(own).filter(group=group, term=term).values_list("discipline_id", "hours_planned"))
    asked = Q(pk__in=taught)
    if group.curriculum_id:
        asked |= Q(plan_item__in=PlanItem.objects.of(own).filter(curriculum=group.curriculum_id).values("pk"))
    rows = Discipline.objects.of(own).filter(asked)
    disciplines = list(rows.select_related("plan_item").order_by("plan_item__position", "index", "name"))
    items = [row.plan_item_id for row in disciplines if row.plan_item_id]
    loads = {row.item_id: row for row in PlanLoad.objects.of(own).filter(item__in=items, semester=semester)}
    there = _there(own, group, term)
    found = []
    for row in disciplines:
        load = loads.get(row.plan_item_id) if row.plan_item_id else None
        for form, level in _forms(row, load, taught=row.pk in taught):
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


def _forms(row: Discipline, load: PlanLoad | None, *, taught: bool) -> list[tuple[str, Level]]:
    if load is None:
        return [("", Level.EXAM)] if taught and row.plan_item_id is None else []
    kind = row.plan_item.kind if row.plan_item else ""
    form = load.attestation if load.attestation in FORM_WORDS else ""
    if kind in MODULES:
        return [("ЭМ", Level.MODULE)] if form else []
    if kind in PRACTICES:
        return [(form, Level.PRACTICE)] if form else []
    found = [(form, LEVEL_OF[form])] if form else []
    if load.course_project and not any(level is Level.PROJECT for _form, level in found):
        found.append(("КП", Level.PROJECT))
    return found


def _there(own: UUID, group: Group, term: Term) -> dict[tuple[UUID, str], tuple[UUID, int | None, str]]:
    rows = Statement.objects.of(own).filter(group=group, term=term, kind=Kind.MAIN).exclude(state=State.CANCELLED)
    found = {(row.discipline_id, row.level): (row.pk, row.number, row.state) for row in rows}
    further = StatementDiscipline.objects.of(own).filter(statement__in=rows.values("pk"))
    for discipline, pk, level, number, state in further.values_list(
        "discipline_id", "statement_id", "statement__level", "statement__number", "statement__state"
    ):
        found.setdefault((discipline, level), (pk, number, state))
    return found
