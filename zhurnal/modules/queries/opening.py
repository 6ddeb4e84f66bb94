"""What a new page of practice may begin with."""

from typing import Any
from uuid import UUID

from zhurnal.academic_year.models import Term
from zhurnal.curriculum.models import Group, PlanLoad, PracticePeriod
from zhurnal.curriculum.rules.practice import EVERY_DAY, PracticeKind
from zhurnal.curriculum.rules.semesters import semester_of
from zhurnal.modules.rules.admission import Part, PartKind
from zhurnal.modules.standing import plan_parts
from zhurnal.people.actor import PersonActor

PRACTICES = (PartKind.EDUCATIONAL, PartKind.PRODUCTION)


def _practices(group: Group) -> list[Part]:
    return [part for part in plan_parts(group).everything if part.kind in PRACTICES]


def practices_of(group: Group) -> list[tuple[str, str]]:
    """Practices of the plan: (row of the plan, «УП.01.01 Учебная практика»)."""
    return [(str(UUID(part.key)), f"{part.index} {part.name}") for part in _practices(group)]


def first_values(actor: PersonActor, group: Group, period: str) -> dict[str, Any]:
    """What the form offers: days of the practice of the calendar, its row of the plan in that semester, and its hours."""
    first: dict[str, Any] = {"hours_per_day": actor.parameters.practice_day_hours, "weekdays": EVERY_DAY}
    try:
        row = PracticePeriod.objects.of(actor.college_id).filter(group=group.pk, pk=UUID(period)).first()
    except ValueError:
        return first
    if row is None:
        return first
    first |= {"starts": row.starts, "ends": row.ends, "kind": row.kind, "weekdays": row.weekdays}
    wanted = PartKind.EDUCATIONAL if row.kind == PracticeKind.EDUCATIONAL else PartKind.PRODUCTION
    term = Term.objects.of(actor.college_id).filter(starts__lte=row.starts, ends__gte=row.starts).first()
    semester = semester_of(group.course_year, term.number) if term else 0
    plan = plan_parts(group)
    parts = [part for part in _practices(group) if part.kind is wanted]
    part = next((one for one in parts if row.discipline_id in plan.disciplines.get(one.key, ())), None)
    part = part or next((one for one in parts if any(due.semester == semester for due in one.due)), None)
    if part is None:
        return first
    loads = PlanLoad.objects.of(actor.college_id).filter(item=UUID(part.key), semester=semester)
    hours = loads.values_list("hours_total", flat=True).first()
    return first | {"item": str(UUID(part.key)), "hours_planned": hours or 0}
