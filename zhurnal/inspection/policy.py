"""Who checks, who is remarked, who sees what of it (2.5, 2.6, 3.3; A10.1)."""

from django.db.models import Model, Q

from zhurnal.academic_year.models import AcademicYear
from zhurnal.assessment.models import TermStep
from zhurnal.assessment.rules.levels import State as TermState
from zhurnal.curriculum.circles import of_course
from zhurnal.curriculum.models import Course, CourseTeacher, Group
from zhurnal.curriculum.reaches import department_groups
from zhurnal.curriculum.relations import valid_on
from zhurnal.curriculum.rules.kinds import JournalKind
from zhurnal.inspection.models import CorrectionAct, Remark, Round
from zhurnal.inspection.rules.states import OVER, State
from zhurnal.journal.models import OpenRequest
from zhurnal.journal.rules.signs import RequestState
from zhurnal.kernel.policy import Action, Actor, Policy, Reach, everything, register
from zhurnal.kernel.readings import PERSON, Path, declare
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.actor import PersonActor
from zhurnal.people.rules.roles import Role

CHECK, CHECK_MODULES = "inspection.course.check", "inspection.group.check"
READ_ROUND, PLAN, PLAN_YEAR = "inspection.round.read", "inspection.round.plan", "inspection.year.plan"
READ, ANSWER, SETTLE, OWN = (
    "inspection.remark.read", "inspection.remark.answer", "inspection.remark.settle", "inspection.remark.own",
)  # fmt: skip
READ_ACT, MAKE_ACT, MAKE_TERM_ACT = "inspection.act.read", "inspection.act.make", "inspection.course.act"
PAGE, MODULES = "journal.page.read", "modules.journal.read"


def _department_courses(actor: PersonActor) -> Q:
    """Journals of the groups of this head's departments."""
    groups = Group.objects.of(actor.college_id).filter(department_groups(actor)).values("pk")
    return Q(group__in=groups)


def _of_courses(actor: PersonActor) -> Q:
    """What is about journals of this head's departments."""
    return Q(course__in=Course.objects.of(actor.college_id).filter(_department_courses(actor)).values("pk"))


def _department_rounds(actor: PersonActor) -> Q:
    """Rounds of this head's departments."""
    return Q(department__in=actor.departments)


def _rounds_of_head(actor: PersonActor) -> Q:
    """Rounds of this head's departments, and those of the college."""
    return Q(department__in=actor.departments) | Q(department__isnull=True)


def _told_me(actor: PersonActor) -> Q:
    """Remarks to this teacher."""
    return Q(teacher=actor.person_id)


def _my_acts(actor: PersonActor) -> Q:
    """Acts about this teacher's corrections, and those about reopened terms in journals that are his today."""
    requests = OpenRequest.objects.of(actor.college_id).filter(teacher=actor.person_id)
    led = CourseTeacher.objects.of(actor.college_id).filter(valid_on(actor.today), teacher=actor.person_id)
    return Q(request__in=requests.values("pk")) | Q(reopening__isnull=False, course__in=led.values("course_id"))


def _settled_by(kind: JournalKind) -> Reach:
    def reach(actor: PersonActor) -> Q:
        return Q(kind=kind) | Q(author=actor.person_id)

    reach.__doc__ = f"Remarks about journals of {kind}, and those he wrote himself."
    return reach


def _written_by_me(actor: PersonActor) -> Q:
    """Remarks that he wrote, about journals of his departments."""
    return Q(author=actor.person_id) & _of_courses(actor)


DEPUTIES = {Role.DEPUTY_ACADEMIC: everything, Role.DEPUTY_PRACTICE: everything}
WATCHERS = {**DEPUTIES, Role.DIRECTOR: everything, Role.ADMINISTRATOR: everything}


NOT_REOPENED = Refusal("not_reopened", "Семестр этого журнала снова не открывали: акт о таких исправлениях не нужен.")


class CheckedCoursePolicy(Policy):
    """A journal is checked: remarks are written about it, a visa is put on it, an act says what a reopened term changed in it."""

    model = Course
    actions = (
        Action(CHECK, {**DEPUTIES, Role.DEPARTMENT_HEAD: _department_courses}, personal="проверка журнала"),
        Action(
            MAKE_TERM_ACT,
            {**DEPUTIES, Role.DEPARTMENT_HEAD: _department_courses},
            personal="составление акта об исправлении после открытия семестра",
        ),
    )

    def lock(self, actor: Actor, action: str, obj: Model) -> Refusal | None:
        """An act of a term is about a term that two people opened again."""
        if action != MAKE_TERM_ACT or not isinstance(obj, Course):
            return None
        steps = TermStep.objects.of(obj.college_id).filter(before=TermState.CLOSED, seconded_at__isnull=False)
        known = steps.filter(closing__group=obj.group_id, closing__term=obj.term_id).exists()
        return None if known else NOT_REOPENED


class CheckedModulesPolicy(Policy):
    """Pages of practice and exams of a group's modules are looked through together."""

    model = Group
    actions = (Action(CHECK_MODULES, {**DEPUTIES, Role.DEPARTMENT_HEAD: department_groups}),)


CLOSED_ROUND = Refusal("closed_round", "Проверка закрыта: её сводка уже подписана. Для новых замечаний начните новую.")


class RoundPolicy(Policy):
    """Rounds: planned by deputies and, of their departments, by heads."""

    model = Round
    actions = (
        Action(READ_ROUND, {**WATCHERS, Role.DEPARTMENT_HEAD: _rounds_of_head}),
        Action(PLAN, {**DEPUTIES, Role.DEPARTMENT_HEAD: _department_rounds}),
    )

    def lock(self, actor: Actor, action: str, obj: Model) -> Refusal | None:
        """A closed round stays as it is."""
        return CLOSED_ROUND if action == PLAN and getattr(obj, "closed_at", None) else None


class PlannedYearPolicy(Policy):
    """The plan of checks of a year is the deputies'."""

    model = AcademicYear
    actions = (Action(PLAN_YEAR, DEPUTIES),)


MINE = Refusal("own_remark", "Это ваш журнал: замечания к нему выписывает и закрывает другой проверяющий.")


class RemarkPolicy(Policy):
    """Remarks: read by who watches and by the teacher, settled by the deputy whose journal it is (2.5, 2.6)."""

    model = Remark
    actions = (
        Action(
            READ,
            {**WATCHERS, Role.DEPARTMENT_HEAD: _of_courses, Role.TEACHER: _told_me},
            personal="замечание проверяющего",
        ),
        Action(OWN, {Role.TEACHER: _told_me}),
        Action(ANSWER, {Role.TEACHER: _told_me}),
        Action(
            SETTLE,
            {
                Role.DEPUTY_ACADEMIC: _settled_by(JournalKind.THEORY),
                Role.DEPUTY_PRACTICE: _settled_by(JournalKind.MODULE),
                Role.DEPARTMENT_HEAD: _written_by_me,
            },
        ),
    )

    def lock(self, actor: Actor, action: str, obj: Model) -> Refusal | None:
        """A closed remark stays as it is, and nobody settles what is said to himself."""
        if getattr(obj, "state", "") in (State.CLOSED, State.WITHDRAWN) and action in (ANSWER, SETTLE):
            return OVER
        own = isinstance(actor, PersonActor) and getattr(obj, "teacher_id", None) == actor.person_id
        return MINE if own and action == SETTLE else None


class ActPolicy(Policy):
    """Acts of correction are read by who watches, and by the teacher whom they are about."""

    model = CorrectionAct
    actions = (
        Action(
            READ_ACT,
            {**WATCHERS, Role.DEPARTMENT_HEAD: _of_courses, Role.TEACHER: _my_acts},
            personal="акт об исправлении отметок",
        ),
    )


NOT_OPENED = Refusal("not_opened", "Занятие по этой просьбе не открывали: исправлений по ней нет, и акт не нужен.")


OWN_ACT = Refusal("own_act", "Это исправили вы: акт составляет другой проверяющий.")


class CorrectedPolicy(Policy):
    """An act is made about what an opening led to."""

    model = OpenRequest
    actions = (
        Action(MAKE_ACT, {**DEPUTIES, Role.DEPARTMENT_HEAD: _of_courses}, personal="составление акта об исправлении"),
    )

    def lock(self, actor: Actor, action: str, obj: Model) -> Refusal | None:
        """Only what was opened could be corrected, and nobody certifies what he corrected himself."""
        if getattr(obj, "state", "") != RequestState.APPROVED:
            return NOT_OPENED
        own = isinstance(actor, PersonActor) and getattr(obj, "teacher_id", None) == actor.person_id
        return OWN_ACT if own and action == MAKE_ACT else None


register(CheckedCoursePolicy())
register(CheckedModulesPolicy())
register(RoundPolicy())
register(PlannedYearPolicy())
register(RemarkPolicy())
register(ActPolicy())
register(CorrectedPolicy())
declare(
    Remark,
    Path(PERSON, "student_id"),
    Path(PERSON, "teacher_id"),
    *of_course("course__", "course__term__starts", "student_id"),
)
declare(CorrectionAct, *of_course("course__", "course__term__starts"))
