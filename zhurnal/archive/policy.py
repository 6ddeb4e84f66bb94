"""Who reads closed years, who closes them, who makes packages, who keeps the terms of storage (1.5, 1.11 c, 3.3; A12.7, A13)."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from django.db.models import Q

from zhurnal.academic_year.models import AcademicYear
from zhurnal.archive.models import DestructionAct, PersonalAct, PersonalActLine, RetentionRule, YearPackage
from zhurnal.curriculum.circles import GROUP
from zhurnal.curriculum.models import Course, CourseTeacher, Group, GroupLeader
from zhurnal.curriculum.reaches import department_groups
from zhurnal.kernel.policy import Action, Policy, everything, register
from zhurnal.kernel.readings import PERSON, Circle, Path, declare, declare_by
from zhurnal.people.actor import PersonActor
from zhurnal.people.rules.roles import Role
from zhurnal.timetable.models import Lesson

JOURNAL, PACKAGE, MAKE, STATE_EXPORT, GRADUATES = (
    "archive.journal.read", "archive.package.read", "archive.package.make", "archive.state.export",
    "archive.graduates.export",
)  # fmt: skip
YEAR, CLOSE, AGREE = "archive.year.read", "archive.year.close", "archive.year.agree"
RETENTION, RULE, ACT, DRAW, DESTROY = (
    "archive.retention.read", "archive.retention.set", "archive.act.read", "archive.act.draw", "archive.act.destroy",
)  # fmt: skip

PEOPLE, DRAW_PEOPLE, ERASE = "archive.personal.read", "archive.personal.draw", "archive.personal.destroy"
OFFICERS = dict.fromkeys((Role.ADMINISTRATOR, Role.IVC_HEAD), everything)
"""Who answers for personal data (``privacy.policy``)."""

OFFICE = {
    Role.DEPUTY_ACADEMIC: everything,
    Role.DIRECTOR: everything,
    Role.ADMINISTRATOR: everything,
}
KEEPERS = {role: reach for role, reach in OFFICE.items() if role is not Role.DIRECTOR}
"""Who does what the director agrees to; he reads no registers of students, so their documents are not sent out by him (A11.6)."""
WITH_PRACTICE = {**OFFICE, Role.DEPUTY_PRACTICE: everything}


def _past(actor: PersonActor) -> Q:
    """Journals of years that are closed or over."""
    years = AcademicYear.objects.of(actor.college_id).filter(Q(closed_at__isnull=False) | Q(ends__lt=actor.today))
    return Q(year__in=years.values("pk"))


def _took_part(actor: PersonActor) -> Q:
    """Journals of years that are over in which this person once taught, substituted, or led the group (A12.7)."""
    own, person = actor.college_id, actor.person_id
    taught = CourseTeacher.objects.of(own).filter(teacher=person).values("course_id")
    given = Lesson.objects.of(own).filter(teacher=person).values("course_id")
    led = GroupLeader.objects.of(own).filter(person=person).values("group_id")
    return _past(actor) & (Q(pk__in=taught) | Q(pk__in=given) | Q(group__in=led))


def _of_departments(actor: PersonActor) -> Q:
    """Journals of years that are over of this head's departments, and those in which he took part himself."""
    groups = Group.objects.of(actor.college_id).filter(department__in=actor.departments)
    return _past(actor) & Q(group__in=groups.values("pk")) | _took_part(actor)


def _packages_of_departments(actor: PersonActor) -> Q:
    """Packages of the groups of this head's departments."""
    groups = Group.objects.of(actor.college_id).filter(department__in=actor.departments)
    return Q(group__in=groups.values("pk"))


class ArchivedJournalPolicy(Policy):
    """A journal of a year that is over, opened to read by whoever once took part in it, and by heads."""

    model = Course
    actions = (
        Action(
            JOURNAL,
            {
                Role.TEACHER: _took_part,
                Role.GROUP_LEADER: _took_part,
                Role.DEPARTMENT_HEAD: _of_departments,
                **dict.fromkeys((*WITH_PRACTICE, Role.INSPECTOR), _past),
            },
            personal="журнал прошлого года",
        ),
    )


class PackagePolicy(Policy):
    """Packages are taken by those who see the groups whole."""

    model = YearPackage
    actions = (
        Action(
            PACKAGE, {**WITH_PRACTICE, Role.DEPARTMENT_HEAD: _packages_of_departments}, personal="годовой пакет группы"
        ),
    )


class GroupPackagePolicy(Policy):
    """Making a package, and the lists that go to the state."""

    model = Group
    actions = (
        Action(
            MAKE, {**OFFICE, Role.DEPARTMENT_HEAD: department_groups}, personal="составление годового пакета группы"
        ),
        Action(
            STATE_EXPORT,
            {**OFFICE, Role.DEPARTMENT_HEAD: department_groups},
            personal="сведения о студентах группы для государственных систем",
        ),
        Action(
            GRADUATES,
            {**KEEPERS, Role.DEPARTMENT_HEAD: department_groups},
            personal="список выпускников с документами, файл",
        ),
    )


class YearPolicy(Policy):
    """The year is closed by those who close terms; another of them, or the director, agrees."""

    model = AcademicYear
    actions = (
        Action(YEAR, {**WITH_PRACTICE, Role.DEPARTMENT_HEAD: everything}),
        Action(CLOSE, KEEPERS),
        Action(AGREE, OFFICE, step_up=True),
    )


class RetentionPolicy(Policy):
    """The table of terms."""

    model = RetentionRule
    actions = (
        Action(RETENTION, OFFICE),
        Action(RULE, KEEPERS),
    )


class ActPolicy(Policy):
    """Acts of destruction: drawn up by one person, carried out by another."""

    model = DestructionAct
    actions = (
        Action(ACT, OFFICE),
        Action(DRAW, KEEPERS),
        Action(DESTROY, OFFICE, step_up=True),
    )


def _named(college_id: UUID, acts: Sequence[UUID]) -> Iterator[tuple[UUID, Circle]]:
    """Whose data an act names."""
    rows = PersonalActLine.objects.of(college_id).filter(act__in=list(acts))
    for act, person in rows.values_list("act_id", "person_id"):
        yield act, Circle(PERSON, person)


class PersonalActPolicy(Policy):
    """Acts about personal data: drawn up by an officer, carried out by another one or the director, who proves himself anew."""

    model = PersonalAct
    actions = (
        Action(PEOPLE, {**OFFICERS, Role.DIRECTOR: everything}, personal="у чьих данных вышел срок хранения"),
        Action(DRAW_PEOPLE, OFFICERS),
        Action(ERASE, {**OFFICERS, Role.DIRECTOR: everything}, step_up=True),
    )


for _policy in (
    ArchivedJournalPolicy(), PackagePolicy(), GroupPackagePolicy(), YearPolicy(), RetentionPolicy(), ActPolicy(),
    PersonalActPolicy(),
):  # fmt: skip
    register(_policy)
declare(YearPackage, Path(GROUP, "group_id", "year__starts"))
declare_by(PersonalAct, _named)
