"""Who watches filling and decides on requests."""

from django.db.models import Model, Q

from zhurnal.curriculum.models import Course, Group
from zhurnal.curriculum.reaches import department_groups, led_groups
from zhurnal.journal.models import OpenRequest
from zhurnal.journal.rules.signs import RequestState
from zhurnal.kernel.policy import Action, Actor, Policy, everything, register
from zhurnal.kernel.refusal import Refusal
from zhurnal.oversight.models import LoadNorm
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person
from zhurnal.people.reaches import oneself
from zhurnal.people.rules.roles import Role


def _requests_of_departments(actor: PersonActor) -> Q:
    """Requests about courses of this head's departments."""
    groups = Group.objects.of(actor.college_id).filter(department_groups(actor)).values("pk")
    return Q(course__in=Course.objects.of(actor.college_id).filter(group__in=groups).values("pk"))


def _own_requests(actor: PersonActor) -> Q:
    """One's own requests."""
    return Q(teacher=actor.person_id)


DECIDERS = {
    Role.DEPUTY_ACADEMIC: everything,
    Role.DEPUTY_PRACTICE: everything,
    Role.DEPARTMENT_HEAD: _requests_of_departments,
}


class FillingPolicy(Policy):
    """Today's filling and the ledger of hours are seen by groups."""

    model = Group
    actions = (
        Action(
            "oversight.hours.read",
            {
                Role.DEPUTY_ACADEMIC: everything,
                Role.DEPUTY_PRACTICE: everything,
                Role.DIRECTOR: everything,
                Role.ADMINISTRATOR: everything,
                Role.DISPATCHER: everything,
                Role.DEPARTMENT_HEAD: department_groups,
            },
        ),
        Action(
            "oversight.filling.read",
            {
                Role.DEPUTY_ACADEMIC: everything,
                Role.DEPUTY_PRACTICE: everything,
                Role.DIRECTOR: everything,
                Role.ADMINISTRATOR: everything,
                Role.DEPARTMENT_HEAD: department_groups,
                Role.GROUP_LEADER: led_groups,
            },
        ),
    )


DECIDED = Refusal("decided", "По этой просьбе решение уже принято. Обновите страницу.")


class RequestPolicy(Policy):
    """Requests to open a closed lesson."""

    model = OpenRequest

    def lock(self, actor: Actor, action: str, obj: Model) -> Refusal | None:
        """A decision is taken once."""
        decided = action == "oversight.request.decide" and getattr(obj, "state", "") != RequestState.OPEN
        return DECIDED if decided else None

    actions = (
        Action("oversight.request.read", {Role.TEACHER: _own_requests, **DECIDERS}),
        Action("oversight.request.decide", DECIDERS),
    )


class LoadPolicy(Policy):
    """Norms of load are the deputy's."""

    model = LoadNorm
    actions = (Action("oversight.load.set", {Role.DEPUTY_ACADEMIC: everything}),)


class OwnHoursPolicy(Policy):
    """A teacher's own hours are his."""

    model = Person
    actions = (Action("oversight.hours.own", {Role.TEACHER: oneself}),)


register(FillingPolicy())
register(OwnHoursPolicy())
register(LoadPolicy())
register(RequestPolicy())
