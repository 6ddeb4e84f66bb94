"""Who watches filling and decides on requests."""

from collections.abc import Callable

from django.db.models import Model, Q

from zhurnal.curriculum.models import Course, CourseTeacher, Group, HoursCorrection
from zhurnal.curriculum.reaches import department_groups, led_groups
from zhurnal.journal.models import OpenRequest
from zhurnal.journal.rules.signs import RequestState
from zhurnal.kernel.policy import Action, Actor, Policy, Reach, everything, register
from zhurnal.kernel.refusal import Refusal
from zhurnal.oversight.models import LoadNorm
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person
from zhurnal.people.reaches import oneself
from zhurnal.people.rules.roles import Role
from zhurnal.timetable.models import Lesson

OWN_FILLING = "oversight.filling.own"
TEACHER_FILLING = "oversight.filling.teacher"
SET_EVENING = "oversight.evening.set"
CORRECT, UNDO_CORRECTION = "oversight.correction.record", "oversight.correction.undo"


def _requests_of_departments(actor: PersonActor) -> Q:
    """Requests about courses of this head's departments."""
    groups = Group.objects.of(actor.college_id).filter(department_groups(actor)).values("pk")
    return Q(course__in=Course.objects.of(actor.college_id).filter(group__in=groups).values("pk"))


def _own_requests(actor: PersonActor) -> Q:
    """One's own requests."""
    return Q(teacher=actor.person_id)


def _teachers_of(groups: Callable[[PersonActor], Q]) -> Reach:
    """Turn a reach over groups into a reach over the people who teach them or stood in there."""

    def reach(actor: PersonActor) -> Q:
        reached = Group.objects.of(actor.college_id).filter(groups(actor)).values("pk")
        courses = Course.objects.of(actor.college_id).filter(group__in=reached).values("pk")
        taught = CourseTeacher.objects.of(actor.college_id).filter(course__in=courses)
        stood_in = Lesson.objects.of(actor.college_id).filter(substituted=True, course__in=courses)
        return Q(pk__in=taught.values("teacher_id")) | Q(pk__in=stood_in.values("teacher_id"))

    reach.__doc__ = f"Teachers, also of the past, of: {groups.__doc__}"
    return reach


DECIDERS = {
    Role.DEPUTY_ACADEMIC: everything,
    Role.DEPUTY_PRACTICE: everything,
    Role.DEPARTMENT_HEAD: _requests_of_departments,
}


CORRECTORS = {Role.DEPUTY_ACADEMIC: everything, Role.DISPATCHER: everything}


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


class CorrectionPolicy(Policy):
    """Corrections of hours are the office's, which makes and signs the forms (A5.9, A5.11); who reads the hours reads them too."""

    model = Group
    actions = (Action(CORRECT, CORRECTORS),)


class UndoCorrectionPolicy(Policy):
    """Who may write a correction may undo one."""

    model = HoursCorrection
    actions = (Action(UNDO_CORRECTION, CORRECTORS),)


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
    """Norms of load and the hour of reminders are the deputy's."""

    model = LoadNorm
    actions = (
        Action("oversight.load.set", {Role.DEPUTY_ACADEMIC: everything}),
        Action(SET_EVENING, {Role.DEPUTY_ACADEMIC: everything, Role.ADMINISTRATOR: everything}),
    )


class OwnHoursPolicy(Policy):
    """A teacher's own hours are his."""

    model = Person
    actions = (Action("oversight.hours.own", {Role.TEACHER: oneself}),)


class TeacherFillingPolicy(Policy):
    """How one teacher's journals are filled: his own for himself, and for who watches the groups that he teaches."""

    model = Person
    actions = (
        Action(OWN_FILLING, {Role.TEACHER: oneself}),
        Action(
            TEACHER_FILLING,
            {
                **dict.fromkeys(
                    (Role.DEPUTY_ACADEMIC, Role.DEPUTY_PRACTICE, Role.DIRECTOR, Role.ADMINISTRATOR),
                    _teachers_of(everything),
                ),
                Role.DEPARTMENT_HEAD: _teachers_of(department_groups),
                Role.GROUP_LEADER: _teachers_of(led_groups),
            },
        ),
    )


register(FillingPolicy())
register(TeacherFillingPolicy())
register(OwnHoursPolicy())
register(CorrectionPolicy())
register(UndoCorrectionPolicy())
register(LoadPolicy())
register(RequestPolicy())
