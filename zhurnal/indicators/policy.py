"""Who sees which figures (1.10 a, d; 3.4–3.6): the leader of his groups, the head of his departments, the office of all, a teacher of his
own journals. Students and their families see nothing here."""

from django.db.models import Q

from zhurnal.curriculum.models import Course, Discipline, Group
from zhurnal.curriculum.reaches import department_groups, led_groups, taught_courses
from zhurnal.journal.policy import VIEWERS
from zhurnal.kernel.policy import Action, Policy, Reach, everything, register
from zhurnal.organisation.models import Department
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person
from zhurnal.people.reaches import oneself
from zhurnal.people.rules.roles import Role
from zhurnal.timetable.models import Lesson

BOARD, DEPARTMENT, GROUP, JOURNAL = (
    "indicators.board.read", "indicators.department.read", "indicators.group.read", "indicators.journal.read",
)  # fmt: skip
TEACHER, OWN, MANAGEMENT = "indicators.teacher.read", "indicators.own.read", "indicators.management.read"
DISCIPLINE = "indicators.discipline.read"

OFFICE = dict.fromkeys((Role.DEPUTY_ACADEMIC, Role.DEPUTY_PRACTICE, Role.DIRECTOR, Role.ADMINISTRATOR), everything)
GROUPS = {Role.GROUP_LEADER: led_groups, Role.DEPARTMENT_HEAD: department_groups, **OFFICE}


def _own_departments(actor: PersonActor) -> Q:
    """Departments that this head heads."""
    return Q(pk__in=actor.departments)


def _disciplines_of(groups: Reach) -> Reach:
    """Turn a reach over groups into a reach over the disciplines that they are taught."""

    def reach(actor: PersonActor) -> Q:
        reached = Group.objects.of(actor.college_id).filter(groups(actor)).values("pk")
        return Q(pk__in=Course.objects.of(actor.college_id).filter(group__in=reached).values("discipline_id"))

    reach.__doc__ = f"Disciplines taught to: {groups.__doc__}"
    return reach


def _teachers_of_departments(actor: PersonActor) -> Q:
    """Who gives lessons to the groups of this head's departments."""
    groups = Group.objects.of(actor.college_id).filter(department_groups(actor)).values("pk")
    courses = Course.objects.of(actor.college_id).filter(group__in=groups).values("pk")
    return Q(pk__in=Lesson.objects.of(actor.college_id).filter(course__in=courses).values("teacher_id"))


def _all_teachers(actor: PersonActor) -> Q:
    """Everybody who gives lessons."""
    return Q(pk__in=Lesson.objects.of(actor.college_id).values("teacher_id"))


class GroupPolicy(Policy):
    """Dashboards are seen by groups. ``board`` is without names of students, the page of a group has them."""

    model = Group
    actions = (Action(BOARD, GROUPS), Action(GROUP, GROUPS, personal="показатели группы с фамилиями"))


class DepartmentPolicy(Policy):
    """A department, and how it is managed."""

    model = Department
    actions = (
        Action(DEPARTMENT, {Role.DEPARTMENT_HEAD: _own_departments, **OFFICE}),
        Action(MANAGEMENT, {Role.DEPARTMENT_HEAD: _own_departments, **OFFICE}),
    )


class DisciplinePolicy(Policy):
    """A discipline, in the groups of one's reach."""

    model = Discipline
    actions = (
        Action(
            DISCIPLINE,
            {
                Role.GROUP_LEADER: _disciplines_of(led_groups),
                Role.DEPARTMENT_HEAD: _disciplines_of(department_groups),
                **OFFICE,
            },
        ),
    )


class JournalPolicy(Policy):
    """A journal by lessons and by students: for whoever reads the journal itself."""

    model = Course
    actions = (Action(JOURNAL, {Role.TEACHER: taught_courses, **VIEWERS}, personal="показатели журнала с фамилиями"),)


class TeacherPolicy(Policy):
    """A teacher's work by published indicators: for those who answer for it, and for himself."""

    model = Person
    actions = (
        Action(
            TEACHER,
            {Role.DEPARTMENT_HEAD: _teachers_of_departments, **dict.fromkeys(OFFICE, _all_teachers)},
            personal="показатели работы преподавателя",
        ),
        Action(OWN, {Role.TEACHER: oneself}),
    )


register(GroupPolicy())
register(DepartmentPolicy())
register(DisciplinePolicy())
register(JournalPolicy())
register(TeacherPolicy())
