"""Which journals a round checks."""

from uuid import UUID

from django.db.models import Q, QuerySet

from zhurnal.curriculum.models import Course
from zhurnal.inspection.models import Round, RoundPart
from zhurnal.inspection.policy import PAGE
from zhurnal.kernel import policy
from zhurnal.people.actor import PersonActor


def scope_courses(actor: PersonActor, round_: Round) -> QuerySet[Course]:
    """Journals of the round that the actor may read: of its term and kind, in its parts, department or the college."""
    rows = policy.visible(actor, PAGE).filter(term=round_.term_id)
    if round_.kind:
        rows = rows.filter(kind=round_.kind)
    if round_.department_id:
        rows = rows.filter(group__department=round_.department_id)
    groups, courses = _parts(actor, round_)
    if groups or courses:
        rows = rows.filter(Q(group__in=groups) | Q(pk__in=courses))
    found: QuerySet[Course] = rows
    return found


def _parts(actor: PersonActor, round_: Round) -> tuple[list[UUID], list[UUID]]:
    parts = RoundPart.objects.of(actor.college_id).filter(round=round_.pk).values_list("group_id", "course_id")
    known = list(parts)
    return [group for group, _course in known if group], [course for _group, course in known if course]
