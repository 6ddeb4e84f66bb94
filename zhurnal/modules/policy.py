"""Who keeps and who reads the journal of modules (1.6, A13): a leader his practice, a supervisor his projects; heads read.

The deputy for practical training arranges: opens pages, appoints leaders, names places. Students and parents see their own.
"""

from datetime import date
from uuid import UUID

from django.db.models import Model, Q

from zhurnal.academic_year.models import Term
from zhurnal.assessment.models import TermClosing
from zhurnal.assessment.rules.levels import State
from zhurnal.curriculum.circles import GROUP
from zhurnal.curriculum.models import Course, Group
from zhurnal.curriculum.reaches import department_groups, led_groups, taught_courses
from zhurnal.curriculum.relations import courses_taught
from zhurnal.curriculum.rules.kinds import JournalKind
from zhurnal.kernel.dates import day_month
from zhurnal.kernel.policy import Action, Actor, Policy, Reach, everything, register
from zhurnal.kernel.readings import PERSON, Path, declare
from zhurnal.kernel.refusal import Refusal
from zhurnal.modules.models import PracticePage, PracticePlace, Project
from zhurnal.modules.openings import opened_days
from zhurnal.modules.rules.projects import ProjectKind
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person
from zhurnal.people.reaches import oneself, own_children
from zhurnal.people.rules.roles import Role

READ, ADMISSION, ARRANGE_GROUP = "modules.journal.read", "modules.admission.read", "modules.group.arrange"
PRACTICE_READ, PRACTICE_ARRANGE, PRACTICE_WRITE = (
    "modules.practice.read", "modules.practice.arrange", "modules.practice.write",
)  # fmt: skip
PRACTICE_WHOLE = "modules.practice.whole"
OWN = "modules.own.read"
PROJECT_READ, PROJECT_WRITE, ASSIGN_COURSE = "modules.project.read", "modules.project.write", "modules.course.assign"

CLOSED = Refusal(
    "term_closed",
    "Семестр этой группы закрыт, записи не меняют. Откройте семестр заново по приказу: это делают двое.",
)

VIEWED = Refusal(
    "viewed",
    "Практики и экзамены по модулям этой группы просмотрены проверяющим по %(day)s: записи до этого дня не меняют. "
    "Если там ошибка, попросите проверяющего снять «просмотрено».",
)


def _led_pages(actor: PersonActor) -> Q:
    """Pages of practice that this teacher leads, whole or for some of the students."""
    places = PracticePlace.objects.of(actor.college_id).filter(leader=actor.person_id)
    return Q(leader=actor.person_id) | Q(pk__in=places.values("page_id"))


def _whole_pages(actor: PersonActor) -> Q:
    """Pages of practice that this teacher leads whole: he arranges them. A student's own leader does not."""
    return Q(leader=actor.person_id)


def rows_led(actor: PersonActor, page: PracticePage) -> Q:
    """Students whose rows of the page this teacher writes: all where he leads it, else those at whose places he stands."""
    if page.leader_id == actor.person_id:
        return Q()
    places = PracticePlace.objects.of(actor.college_id).filter(page=page.pk, leader=actor.person_id)
    return Q(pk__in=places.values("student_id"))


def leads_row(actor: PersonActor, page: PracticePage, place: PracticePlace | None) -> bool:
    """``rows_led`` of one student whose place is already known."""
    return actor.person_id is not None and actor.person_id in (page.leader_id, place.leader_id if place else None)


def _of_own_modules(actor: PersonActor) -> Q:
    """Groups in which this teacher teaches a part of a module or leads a practice."""
    taught = Course.objects.of(actor.college_id).filter(
        courses_taught(actor.college_id, actor.person_id, actor.today), kind=JournalKind.MODULE
    )
    pages = PracticePage.objects.of(actor.college_id).filter(_led_pages(actor))
    return Q(pk__in=taught.values("group_id")) | Q(pk__in=pages.values("group_id"))


def _in(groups: Reach) -> Reach:
    """Turn a reach over groups into a reach over what hangs on them."""

    def reach(actor: PersonActor) -> Q:
        return Q(group__in=Group.objects.of(actor.college_id).filter(groups(actor)).values("pk"))

    reach.__doc__ = f"What belongs to: {groups.__doc__}"
    return reach


def _supervised(actor: PersonActor) -> Q:
    """Projects that this teacher supervises."""
    return Q(supervisor=actor.person_id)


OFFICE: dict[Role, Reach] = dict.fromkeys(
    (Role.DEPUTY_ACADEMIC, Role.DEPUTY_PRACTICE, Role.DIRECTOR, Role.ADMINISTRATOR, Role.INSPECTOR), everything
)
VIEWERS: dict[Role, Reach] = {Role.GROUP_LEADER: led_groups, Role.DEPARTMENT_HEAD: department_groups, **OFFICE}
PAGE_VIEWERS: dict[Role, Reach] = {
    Role.GROUP_LEADER: _in(led_groups),
    Role.DEPARTMENT_HEAD: _in(department_groups),
    **OFFICE,
}


def closed_day(college_id: UUID, group_id: UUID, day: date) -> Refusal | None:
    """Why nothing is written about the day; None while the group's term that holds it is not closed."""
    terms = Term.objects.of(college_id).filter(starts__lte=day, ends__gte=day)
    rows = TermClosing.objects.of(college_id).filter(group=group_id, term__in=terms.values("pk"), state=State.CLOSED)
    return CLOSED if rows.exists() else None


def closed_term(college_id: UUID, group_id: UUID, term_id: UUID) -> Refusal | None:
    """Why nothing is written any more about the group's term; None while it is not closed."""
    rows = TermClosing.objects.of(college_id).filter(group=group_id, term=term_id, state=State.CLOSED)
    return CLOSED if rows.exists() else None


def viewed_day(college_id: UUID, group_id: UUID, day: date) -> Refusal | None:
    """Why nothing is written about the day: a checker has looked the group's practices and exams of modules through up to it."""
    rows = Group.objects.of(college_id).filter(pk=group_id, modules_viewed_until__gte=day)
    until = rows.values_list("modules_viewed_until", flat=True).first()
    return Refusal(VIEWED.code, VIEWED.text, {"day": day_month(until)}) if until else None


def viewed_practice_day(page: PracticePage, day: date, today: date) -> Refusal | None:
    """The same of a day of practice, unless it is open by somebody's word."""
    refusal = viewed_day(page.college_id, page.group_id, day)
    return None if refusal is None or day in opened_days(page.college_id, page.pk, today) else refusal


def viewed_page(page: PracticePage) -> Refusal | None:
    """The same of a page of practice to its end as it stands now, for whoever holds its lock: a visa waits for it."""
    ends = PracticePage.objects.of(page.college_id).values_list("ends", flat=True).get(pk=page.pk)
    return viewed_day(page.college_id, page.group_id, ends)


class JournalPolicy(Policy):
    """The second journal of a group is seen by groups; who arranges opens pages of practice and gives diploma topics."""

    model = Group
    actions = (
        Action(READ, {Role.TEACHER: _of_own_modules, **VIEWERS}),
        Action(ADMISSION, VIEWERS, personal="допуск к экзамену по модулю"),
        Action(
            ARRANGE_GROUP,
            {
                Role.DEPUTY_PRACTICE: everything,
                Role.DEPUTY_ACADEMIC: everything,
                Role.DEPARTMENT_HEAD: department_groups,
            },
        ),
    )


class PracticePolicy(Policy):
    """A page of practice is written by its leader. A student's own leader reads and writes that student's rows (``rows_led``).

    Who arranges names places.
    """

    model = PracticePage
    actions = (
        Action(PRACTICE_READ, {Role.TEACHER: _led_pages, **PAGE_VIEWERS}, personal="страница практики"),
        Action(PRACTICE_WHOLE, {Role.TEACHER: _whole_pages, **PAGE_VIEWERS}, personal="страница практики целиком"),
        Action(
            PRACTICE_ARRANGE,
            {
                Role.TEACHER: _whole_pages,
                Role.DEPUTY_PRACTICE: everything,
                Role.DEPARTMENT_HEAD: _in(department_groups),
            },
        ),
        Action(PRACTICE_WRITE, {Role.TEACHER: _led_pages}),
    )

    def lock(self, actor: Actor, action: str, obj: Model) -> Refusal | None:
        """Nothing is written in a closed term, nor of a practice that a checker has looked through to its end.

        A single day of it that is open lets its writer in; which day it is, the actions ask.
        """
        if action in (PRACTICE_READ, PRACTICE_WHOLE) or not isinstance(obj, PracticePage):
            return None
        refusal = closed_term(actor.college_id, obj.group_id, obj.term_id)
        if refusal is not None:
            return refusal
        refusal = viewed_day(actor.college_id, obj.group_id, obj.ends)
        if refusal is None or action != PRACTICE_WRITE or not isinstance(actor, PersonActor):
            return refusal
        return None if opened_days(actor.college_id, obj.pk, actor.today) else refusal


class OwnModulesPolicy(Policy):
    """A student's own practice, projects and consultations; his parents' view of them."""

    model = Person
    actions = (
        Action(
            OWN,
            {Role.STUDENT: oneself, Role.PARENT: own_children},
            personal="практика и проекты студента, своя страница или страница родителя",
        ),
    )


class ProjectPolicy(Policy):
    """A project is kept by its supervisor."""

    model = Project
    actions = (
        Action(PROJECT_READ, {Role.TEACHER: _supervised, **PAGE_VIEWERS}, personal="курсовой или дипломный проект"),
        Action(PROJECT_WRITE, {Role.TEACHER: _supervised}),
    )

    def lock(self, actor: Actor, action: str, obj: Model) -> Refusal | None:
        """Nothing is written in a closed term. Topics of diplomas are given in one term, work at them goes on in the next."""
        if action != PROJECT_WRITE or not isinstance(obj, Project):
            return None
        if obj.kind == ProjectKind.DIPLOMA and isinstance(actor, PersonActor):
            return closed_day(actor.college_id, obj.group_id, actor.today)
        return closed_term(actor.college_id, obj.group_id, obj.term_id)


class CourseProjectsPolicy(Policy):
    """Topics of course projects are given by the teacher of the course."""

    model = Course
    actions = (Action(ASSIGN_COURSE, {Role.TEACHER: taught_courses}, personal="темы курсовых работ"),)

    def lock(self, actor: Actor, action: str, obj: Model) -> Refusal | None:
        """Nothing is written in a closed term."""
        return closed_term(actor.college_id, obj.group_id, obj.term_id) if isinstance(obj, Course) else None


for policy in (JournalPolicy(), PracticePolicy(), OwnModulesPolicy(), ProjectPolicy(), CourseProjectsPolicy()):
    register(policy)
declare(PracticePage, Path(GROUP, "group_id", "starts"))
declare(Project, Path(PERSON, "student_id"))
