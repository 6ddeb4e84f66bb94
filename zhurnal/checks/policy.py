"""Who sees findings of the automatic check, who dismisses them, who sets the rules (2.5, 2.6, 3.6, A10.1)."""

from django.db.models import Exists, OuterRef, Q

from zhurnal.checks.models import Finding, RuleSetting
from zhurnal.checks.rules.catalogue import Rule
from zhurnal.curriculum.circles import of_course
from zhurnal.curriculum.models import Course, Group
from zhurnal.curriculum.reaches import department_groups, led_groups, taught_courses
from zhurnal.curriculum.rules.kinds import JournalKind
from zhurnal.kernel.policy import Action, Policy, everything, register
from zhurnal.kernel.readings import PERSON, Path, declare
from zhurnal.modules.models import PracticePage
from zhurnal.people.actor import PersonActor
from zhurnal.people.rules.roles import Role
from zhurnal.timetable.models import Lesson

WATCH = "checks.finding.watch"
READ = "checks.finding.read"
DISMISS = "checks.finding.dismiss"
OWN = "checks.own.read"
SET = "checks.rule.set"
PAGE = "journal.page.read"


def _courses_of(kind: JournalKind) -> Q:
    return Q(course__kind=kind.value)


def _theory(_actor: PersonActor) -> Q:
    """Findings in journals of theory."""
    return _courses_of(JournalKind.THEORY)


def _modules(_actor: PersonActor) -> Q:
    """Findings in journals of professional modules."""
    return _courses_of(JournalKind.MODULE)


def _of_departments(actor: PersonActor) -> Q:
    """Findings in journals of the groups of this head's departments."""
    groups = Group.objects.of(actor.college_id).filter(department_groups(actor)).values("pk")
    return Q(course__in=Course.objects.of(actor.college_id).filter(group__in=groups).values("pk"))


def _own(actor: PersonActor) -> Q:
    """Findings in the teacher's own journals, and in lessons that he gave."""
    own = Course.objects.of(actor.college_id).filter(taught_courses(actor)).values("pk")
    return Q(course__in=own) | Q(teacher=actor.person_id)


def taught_or_given(actor: PersonActor) -> Q:
    """Courses that this teacher leads today, those in which he substitutes a lesson, and those whose practice he leads."""
    given = Lesson.objects.of(actor.college_id).filter(teacher=actor.person_id, substituted=True)
    pages = PracticePage.objects.of(actor.college_id).filter(
        leader=actor.person_id, group=OuterRef("group"), discipline=OuterRef("discipline"), term=OuterRef("term")
    )
    led = Course.objects.of(actor.college_id).filter(Exists(pages))
    return taught_courses(actor) | Q(pk__in=given.values("course_id")) | Q(pk__in=led.values("pk"))


def _missed_in_led(actor: PersonActor) -> Q:
    """Missed lessons of the students of the groups that this leader leads (A6.7)."""
    groups = Group.objects.of(actor.college_id).filter(led_groups(actor)).values("pk")
    courses = Course.objects.of(actor.college_id).filter(group__in=groups).values("pk")
    return Q(rule=Rule.MISSED_LESSONS.value, course__in=courses)


CHECKERS = {
    Role.DEPUTY_ACADEMIC: _theory,
    Role.DEPUTY_PRACTICE: _modules,
    Role.DEPARTMENT_HEAD: _of_departments,
}
WATCHERS = {
    **CHECKERS,
    Role.DIRECTOR: everything,
    Role.ADMINISTRATOR: everything,
    Role.GROUP_LEADER: _missed_in_led,
}


class FindingPolicy(Policy):
    """Findings: the deputy for studies those of theory, for practice those of modules, a head his department's, a leader missed lessons."""

    model = Finding
    actions = (
        Action(WATCH, WATCHERS),
        Action(READ, {Role.TEACHER: _own, **WATCHERS}, personal="замечание проверки журнала"),
        Action(DISMISS, CHECKERS),
    )


class OwnPolicy(Policy):
    """A teacher checks his own journals."""

    model = Course
    actions = (Action(OWN, {Role.TEACHER: taught_or_given}, personal="проверка преподавателем своего журнала"),)


class RulePolicy(Policy):
    """What a college sets of its rules."""

    model = RuleSetting
    actions = (Action(SET, {Role.ADMINISTRATOR: everything, Role.DEPUTY_ACADEMIC: everything}),)


register(FindingPolicy())
register(OwnPolicy())
register(RulePolicy())
declare(
    Finding,
    Path(PERSON, "student_id"),
    Path(PERSON, "teacher_id"),
    *of_course("course__", "course__term__starts", "student_id"),
)
