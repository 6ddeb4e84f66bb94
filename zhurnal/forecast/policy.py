"""Who sees forecasts: whoever reads the term marks of a journal or a group, and a student and his parents their own (2.7, 2.8)."""

from zhurnal.curriculum.models import Course, Group
from zhurnal.curriculum.reaches import department_groups, led_groups, taught_courses
from zhurnal.journal.policy import VIEWERS
from zhurnal.kernel.policy import Action, Policy, everything, register
from zhurnal.people.models import Person
from zhurnal.people.reaches import oneself, own_children
from zhurnal.people.rules.roles import Role

PAGE, GROUP, OWN = "forecast.page.read", "forecast.group.read", "forecast.own.read"


class PagePolicy(Policy):
    """The forecast of a journal."""

    model = Course
    actions = (Action(PAGE, {Role.TEACHER: taught_courses, **VIEWERS}, personal="прогноз успеваемости по дисциплине"),)


class GroupPolicy(Policy):
    """The forecast of a group."""

    model = Group
    actions = (
        Action(
            GROUP,
            {
                Role.GROUP_LEADER: led_groups,
                Role.DEPARTMENT_HEAD: department_groups,
                Role.DEPUTY_ACADEMIC: everything,
                Role.DEPUTY_PRACTICE: everything,
                Role.DIRECTOR: everything,
                Role.ADMINISTRATOR: everything,
            },
            personal="прогноз успеваемости группы",
        ),
    )


class OwnPolicy(Policy):
    """The forecast of oneself or of one's child: told from what stands in the diary, never from term marks of this term."""

    model = Person
    actions = (
        Action(
            OWN,
            {Role.STUDENT: oneself, Role.PARENT: own_children},
            personal="прогноз успеваемости студента, своя страница или страница родителя",
        ),
    )


register(PagePolicy())
register(GroupPolicy())
register(OwnPolicy())
