"""Who prints (3.3, 3.6): heads and deputies any journal in reach, a leader his group's, a teacher the pages he keeps. Never families."""

from django.db.models import Q

from zhurnal.curriculum.models import Course, Group
from zhurnal.curriculum.reaches import department_groups, led_groups, taught_courses
from zhurnal.kernel.policy import Action, Policy, Reach, everything, register
from zhurnal.modules.models import PracticePage
from zhurnal.modules.policy import PRACTICE_WHOLE
from zhurnal.people.actor import PersonActor
from zhurnal.people.rules.roles import Role

PRINT, WHOLE = "printing.group.print", "printing.group.whole"
PAGE_READ = "journal.page.read"
__all__ = ["PAGE_READ", "PRACTICE_WHOLE", "PRINT", "WHOLE"]


def _taught_groups(actor: PersonActor) -> Q:
    """Groups in which this teacher leads a course or a practice."""
    taught = Course.objects.of(actor.college_id).filter(taught_courses(actor))
    led = PracticePage.objects.of(actor.college_id).filter(leader=actor.person_id)
    return Q(pk__in=taught.values("group_id")) | Q(pk__in=led.values("group_id"))


OFFICE: dict[Role, Reach] = dict.fromkeys(
    (Role.DEPUTY_ACADEMIC, Role.DEPUTY_PRACTICE, Role.DIRECTOR, Role.ADMINISTRATOR, Role.INSPECTOR), everything
)
WHOLE_JOURNALS: dict[Role, Reach] = {
    Role.GROUP_LEADER: led_groups,
    Role.DEPARTMENT_HEAD: department_groups,
    **OFFICE,
}


class PrintPolicy(Policy):
    """Of a group one prints the whole journals, or only the pages that one keeps."""

    model = Group
    actions = (
        Action(PRINT, {Role.TEACHER: _taught_groups, **WHOLE_JOURNALS}, personal="печать страниц журнала группы"),
        Action(WHOLE, WHOLE_JOURNALS, personal="печать всего журнала группы"),
    )


register(PrintPolicy())
