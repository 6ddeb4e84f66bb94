"""Who reads which reports, and of what: a teacher his own pages, a leader his group, a head his department, the office all (1.11 e).

Families read none: the diary is theirs. What a person kept by name and what was made for him is his own.
"""

from django.db.models import F, Q

from zhurnal.curriculum.models import Course, CourseTeacher, Group
from zhurnal.curriculum.reaches import department_groups, led_groups
from zhurnal.kernel import readings
from zhurnal.kernel.policy import Action, Policy, everything, register
from zhurnal.organisation.models import Department
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person
from zhurnal.people.reaches import oneself
from zhurnal.people.rules.roles import Role
from zhurnal.reports.models import BuiltReport, SavedReport

OPEN, HOURS, ACTIVITY = "reports.report.read", "reports.hours.read", "reports.activity.read"
COURSES, GROUPS, DEPARTMENTS = "reports.course.read", "reports.group.read", "reports.department.read"
CHECKS = "reports.checks.read"
COLLEGE, BUILD, GRADUATES = "reports.college.read", "reports.builder.use", "reports.graduates.read"
KEEP, TAKE = "reports.saved.keep", "reports.built.take"

OFFICE = (Role.DEPUTY_ACADEMIC, Role.DEPUTY_PRACTICE, Role.DIRECTOR, Role.ADMINISTRATOR)
READERS = (*OFFICE, Role.IVC_HEAD, Role.DISPATCHER, Role.DEPARTMENT_HEAD, Role.GROUP_LEADER, Role.TEACHER)
CHECKER = {Role.INSPECTOR: everything}
KEEPERS = (Role.DEPUTY_ACADEMIC, Role.ADMINISTRATOR)
"""Who sends documents of graduates to the state: the director reads no registers of students (A11.6)."""
ALL = dict.fromkeys(OFFICE, everything)


def _own_courses(actor: PersonActor) -> Q:
    """Pages that this teacher leads today or led to the end of their term: a report on a past term is still his."""
    rows = CourseTeacher.objects.of(actor.college_id).filter(teacher=actor.person_id)
    rows = rows.filter(Q(until__isnull=True) | Q(until__gte=actor.today) | Q(until__gte=F("course__term__ends")))
    return Q(pk__in=rows.values("course_id"))


def _courses_of_departments(actor: PersonActor) -> Q:
    """Pages of the groups of this head's departments."""
    groups = Group.objects.of(actor.college_id).filter(department_groups(actor))
    return Q(group__in=groups.values("pk"))


def _headed(actor: PersonActor) -> Q:
    """Departments that this person heads."""
    return Q(pk__in=actor.departments)


def _own(actor: PersonActor) -> Q:
    """What is this person's own."""
    return Q(person=actor.person_id)


class ReportPolicy(Policy):
    """The room itself, the reports on teachers' hours (their lines are cut by the ledger), the counts of who signs in."""

    model = Person
    actions = (
        Action(OPEN, dict.fromkeys((*READERS, Role.INSPECTOR), oneself)),
        Action(
            HOURS,
            {**ALL, **CHECKER, Role.DISPATCHER: everything, Role.DEPARTMENT_HEAD: everything, Role.TEACHER: oneself},
        ),
        Action(ACTIVITY, {**ALL, Role.IVC_HEAD: everything}),
    )


class CourseReportPolicy(Policy):
    """Reports on pages of the journal: marks and hours of a teacher's term."""

    model = Course
    actions = (
        Action(
            COURSES,
            {**ALL, **CHECKER, Role.DEPARTMENT_HEAD: _courses_of_departments, Role.TEACHER: _own_courses},
            personal="отчёт по журналу",
        ),
    )


class GroupReportPolicy(Policy):
    """Reports on groups and their students; the builder counts within the same groups."""

    model = Group
    actions = (
        Action(
            GROUPS,
            {**ALL, **CHECKER, Role.DEPARTMENT_HEAD: department_groups, Role.GROUP_LEADER: led_groups},
            personal="отчёт по группе",
        ),
        Action(BUILD, {**ALL, Role.DEPARTMENT_HEAD: department_groups}),
        Action(
            GRADUATES,
            {**dict.fromkeys(KEEPERS, everything), Role.DEPARTMENT_HEAD: department_groups},
            personal="список выпускников с документами",
        ),
    )


class DepartmentReportPolicy(Policy):
    """Reports on departments and on the whole college."""

    model = Department
    actions = (
        Action(DEPARTMENTS, {**ALL, **CHECKER, Role.DEPARTMENT_HEAD: _headed}, personal="отчёт по отделению"),
        Action(CHECKS, {**ALL, Role.DEPARTMENT_HEAD: _headed}, personal="справка по проверке"),
        Action(COLLEGE, {**ALL, **CHECKER}, personal="отчёт по колледжу"),
    )


class SavedReportPolicy(Policy):
    """Parameters kept by name."""

    model = SavedReport
    actions = (Action(KEEP, dict.fromkeys(READERS, _own)),)


class BuiltReportPolicy(Policy):
    """Files made by schedule."""

    model = BuiltReport
    actions = (Action(TAKE, dict.fromkeys(READERS, _own), personal="готовый отчёт, файл"),)


register(ReportPolicy())
register(CourseReportPolicy())
register(GroupReportPolicy())
register(DepartmentReportPolicy())
register(SavedReportPolicy())
register(BuiltReportPolicy())
readings.declare(BuiltReport, readings.Path(readings.COLLEGE, "college_id"))
