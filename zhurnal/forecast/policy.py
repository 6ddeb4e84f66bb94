"""Who sees forecasts: whoever reads the term marks of a journal or a group, and a student and his parents their own (2.7, 2.8)."""

from django.db.models import Q

from zhurnal.curriculum.models import Course, Group
from zhurnal.curriculum.relations import courses_taught, groups_led
from zhurnal.journal.policy import VIEWERS
from zhurnal.kernel.policy import Action, Policy, everything, register
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person
from zhurnal.people.relations import children_of
from zhurnal.people.rules.roles import Role

PAGE, GROUP, OWN = "forecast.page.read", "forecast.group.read", "forecast.own.read"


def _taught(actor: PersonActor) -> Q:
    """Courses that this teacher leads today."""
    return courses_taught(actor.college_id, actor.person_id, actor.today)


def _led(actor: PersonActor) -> Q:
    """Groups that this leader leads today."""
    return groups_led(actor.college_id, actor.person_id, actor.today)


def _of_departments(actor: PersonActor) -> Q:
    """Groups of this head's departments."""
    return Q(department__in=actor.departments)


def _self(actor: PersonActor) -> Q:
    """Oneself."""
    return Q(pk=actor.person_id)


def _children(actor: PersonActor) -> Q:
    """One's children today; an adult child only with his consent."""
    adult_since = actor.adult_since if actor.parameters.adult_parents_need_consent else None
    return children_of(actor.college_id, actor.person_id, actor.today, adult_since)


class PagePolicy(Policy):
    """The forecast of a journal."""

    model = Course
    actions = (Action(PAGE, {Role.TEACHER: _taught, **VIEWERS}, personal=True),)


class GroupPolicy(Policy):
    """The forecast of a group."""

    model = Group
    actions = (
        Action(
            GROUP,
            {
                Role.GROUP_LEADER: _led,
                Role.DEPARTMENT_HEAD: _of_departments,
                Role.DEPUTY_ACADEMIC: everything,
                Role.DEPUTY_PRACTICE: everything,
                Role.DIRECTOR: everything,
                Role.ADMINISTRATOR: everything,
            },
            personal=True,
        ),
    )


class OwnPolicy(Policy):
    """The forecast of oneself or of one's child: told from what stands in the diary, never from term marks of this term."""

    model = Person
    actions = (Action(OWN, {Role.STUDENT: _self, Role.PARENT: _children}, personal=True),)


register(PagePolicy())
register(GroupPolicy())
register(OwnPolicy())
