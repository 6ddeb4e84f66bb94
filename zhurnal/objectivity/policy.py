"""Who sees findings: the deputies all, a head those of his groups, a teacher those of his own journals. Nobody else."""

from django.db.models import Q

from zhurnal.curriculum.models import Course, Group
from zhurnal.curriculum.reaches import taught_courses
from zhurnal.kernel.policy import Action, Policy, everything, register
from zhurnal.people.actor import PersonActor
from zhurnal.people.rules.roles import Role

READ = "objectivity.finding.read"
SETTLE = "objectivity.finding.settle"
ANSWER = "objectivity.finding.answer"
ELSEWHERE = "objectivity.elsewhere.read"


def _of_departments(actor: PersonActor) -> Q:
    """Journals of the groups of this head's departments."""
    groups = Group.objects.of(actor.college_id).filter(department__in=actor.departments)
    return Q(group__in=groups.values("pk"))


class FindingPolicy(Policy):
    """Findings are about journals. ``elsewhere``: marks of the same students in other journals, which a teacher does not see (3.6)."""

    model = Course
    actions = (
        Action(
            READ,
            {
                Role.DEPUTY_ACADEMIC: everything,
                Role.DEPUTY_PRACTICE: everything,
                Role.DEPARTMENT_HEAD: _of_departments,
                Role.TEACHER: taught_courses,
            },
            personal="замечание об объективности отметок",
        ),
        Action(
            ELSEWHERE,
            {
                Role.DEPUTY_ACADEMIC: everything,
                Role.DEPUTY_PRACTICE: everything,
                Role.DEPARTMENT_HEAD: _of_departments,
            },
        ),
        Action(SETTLE, {Role.DEPUTY_ACADEMIC: everything, Role.DEPARTMENT_HEAD: _of_departments}),
        Action(ANSWER, {Role.TEACHER: taught_courses}),
    )


register(FindingPolicy())
