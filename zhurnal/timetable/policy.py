"""Who runs the timetable day by day: the teaching office and the deputies; a head within his department (A13, 3.2)."""

from django.db.models import Model, Q

from zhurnal.curriculum.models import Course, CourseTeacher, Group
from zhurnal.curriculum.relations import valid_on
from zhurnal.kernel.policy import Action, Actor, Policy, everything, register
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person, RoleGrant
from zhurnal.people.rules.roles import Role
from zhurnal.timetable.models import CalendarFeed, Lesson, Room, Slot, TeacherAbsence
from zhurnal.timetable.rules.ground import AbsenceState

SHEET = "timetable.sheet.read"
SET = "timetable.substitution.set"
LEDGER = "timetable.substitution.list"
ABSENCE = "timetable.absence.set"
DECIDE = "timetable.absence.decide"
ASK = "timetable.absence.ask"
AWAY = "timetable.teacher.away"

OFFICE = dict.fromkeys((Role.DISPATCHER, Role.DEPUTY_ACADEMIC, Role.DEPUTY_PRACTICE, Role.ADMINISTRATOR), everything)


def _courses(actor: PersonActor) -> Q:
    """Courses of the groups of this head's departments."""
    groups = Group.objects.of(actor.college_id).filter(department__in=actor.departments)
    return Q(course__in=Course.objects.of(actor.college_id).filter(group__in=groups.values("pk")).values("pk"))


def _teachers(actor: PersonActor) -> Q:
    """Teachers who lead a course in this head's departments today."""
    rows = CourseTeacher.objects.of(actor.college_id).filter(valid_on(actor.today), _courses(actor))
    return Q(pk__in=rows.values("teacher_id"))


def _absences(actor: PersonActor) -> Q:
    """Absences of the teachers who lead a course in this head's departments today."""
    rows = CourseTeacher.objects.of(actor.college_id).filter(valid_on(actor.today), _courses(actor))
    return Q(teacher__in=rows.values("teacher_id"))


def _own(actor: PersonActor) -> Q:
    """One's own requests."""
    return Q(teacher=actor.person_id)


class SubstitutionPolicy(Policy):
    """Lessons as the teaching office changes them. The day's sheet names no student: all staff read it."""

    model = Lesson
    actions = (
        Action(
            SHEET,
            {
                **OFFICE,
                **dict.fromkeys((Role.DIRECTOR, Role.DEPARTMENT_HEAD, Role.TEACHER, Role.GROUP_LEADER), everything),
            },
        ),
        Action(SET, {**OFFICE, Role.DEPARTMENT_HEAD: _courses}),
        Action(LEDGER, {**OFFICE, Role.DIRECTOR: everything, Role.DEPARTMENT_HEAD: _courses}),
    )


class AwayPolicy(Policy):
    """Whose absence may be recorded."""

    model = Person
    actions = (Action(AWAY, {**OFFICE, Role.DEPARTMENT_HEAD: _teachers}),)


DECIDED = Refusal("decided", "По этой просьбе решение уже принято. Обновите страницу.")


class AbsencePolicy(Policy):
    """Absences of teachers, and their own requests (A5.6)."""

    model = TeacherAbsence

    def lock(self, actor: Actor, action: str, obj: Model) -> Refusal | None:
        """A decision is taken once."""
        decided = action == DECIDE and getattr(obj, "state", "") != AbsenceState.ASKED
        return DECIDED if decided else None

    actions = (
        Action(ABSENCE, {**OFFICE, Role.DEPARTMENT_HEAD: _absences}),
        Action(DECIDE, {**OFFICE, Role.DEPARTMENT_HEAD: _absences}),
        Action(ASK, {Role.TEACHER: _own}),
    )


register(SubstitutionPolicy())
register(AwayPolicy())
register(AbsencePolicy())


def _slots_of_departments(actor: PersonActor) -> Q:
    """Slots of the groups of this head's departments."""
    return _courses(actor)


def _own_feeds(actor: PersonActor) -> Q:
    """One's own subscriptions."""
    return Q(owner=actor.person_id)


PATTERN_READ = "timetable.pattern.read"
PATTERN_WRITE = "timetable.pattern.write"
GENERATE = "timetable.lessons.generate"
WEEK = "timetable.week.read"
TEACHER_WEEK, ROOM_WEEK = "timetable.teacher.week", "timetable.room.week"
FEED = "timetable.feed.make"
_PLANNERS = dict.fromkeys((Role.DISPATCHER, Role.DEPUTY_ACADEMIC, Role.ADMINISTRATOR), everything)
_STAFF = {**OFFICE, **dict.fromkeys((Role.DIRECTOR, Role.TEACHER, Role.GROUP_LEADER, Role.DEPARTMENT_HEAD), everything)}


class PatternPolicy(Policy):
    """The weekly pattern: the teaching office makes it, heads read that of their departments (A13, 3.2)."""

    model = Slot
    actions = (
        Action(
            PATTERN_READ,
            {**OFFICE, Role.DIRECTOR: everything, Role.DEPARTMENT_HEAD: _slots_of_departments},
        ),
        Action(PATTERN_WRITE, _PLANNERS),
        Action(GENERATE, _PLANNERS),
    )


class WeekPolicy(Policy):
    """The week of any group, teacher or room names no student: all staff read it."""

    model = Group
    actions = (Action(WEEK, _STAFF),)


def _whoever_teaches(actor: PersonActor) -> Q:
    """Whoever is a teacher today."""
    grants = RoleGrant.objects.of(actor.college_id).filter(valid_on(actor.today), role=Role.TEACHER)
    return Q(pk__in=grants.values("person_id"))


class TeacherWeekPolicy(Policy):
    """Teachers whose week opens: what the search may name."""

    model = Person
    actions = (Action(TEACHER_WEEK, dict.fromkeys(_STAFF, _whoever_teaches)),)


class RoomWeekPolicy(Policy):
    """Rooms whose week opens."""

    model = Room
    actions = (Action(ROOM_WEEK, _STAFF),)


class FeedPolicy(Policy):
    """Calendar subscriptions, each its maker's own."""

    model = CalendarFeed
    actions = (Action(FEED, dict.fromkeys((Role.TEACHER, Role.STUDENT, Role.PARENT, Role.GROUP_LEADER), _own_feeds)),)


register(PatternPolicy())
register(WeekPolicy())
register(TeacherWeekPolicy())
register(RoomWeekPolicy())
register(FeedPolicy())
