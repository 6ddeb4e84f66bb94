"""Who reaches what of the journal (2.7, 2.8, 3.3–3.6)."""

from django.db.models import Model, Q

from zhurnal.curriculum.circles import of_course
from zhurnal.curriculum.models import Course, Group, Membership, SubgroupMembership
from zhurnal.curriculum.reaches import department_students, led_students, taught_courses
from zhurnal.curriculum.relations import (
    courses_of_students,
    groups_led,
    on_list,
    valid_on,
)
from zhurnal.journal.models import Excuse, ExcusePaper, OpenRequest
from zhurnal.kernel.policy import Action, Actor, Policy, Reach, everything, register
from zhurnal.kernel.readings import PERSON, Path, declare
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person
from zhurnal.people.reaches import oneself, own_children
from zhurnal.people.relations import children_of
from zhurnal.people.rules.roles import Role
from zhurnal.timetable.models import Lesson

OWN_STUDENT, OWN_GROUP = "journal.student.find", "journal.group.find"


def _substituted(actor: PersonActor) -> Q:
    """Courses in which this teacher substitutes a lesson."""
    lessons = Lesson.objects.of(actor.college_id).filter(teacher=actor.person_id, substituted=True)
    return Q(pk__in=lessons.values("course_id"))


def _taught_or_substituted(actor: PersonActor) -> Q:
    """Courses that this teacher leads today, and those in which he substitutes a lesson."""
    return taught_courses(actor) | _substituted(actor)


def _of_led_groups(actor: PersonActor) -> Q:
    """Courses of the groups that this leader leads today."""
    groups = Group.objects.of(actor.college_id).filter(groups_led(actor.college_id, actor.person_id, actor.today))
    return Q(group__in=groups.values("pk"))


def _of_departments(actor: PersonActor) -> Q:
    """Courses of the groups of this head's departments."""
    groups = Group.objects.of(actor.college_id).filter(department__in=actor.departments)
    return Q(group__in=groups.values("pk"))


def _lessons(courses: Reach) -> Reach:
    """Turn a reach over courses into a reach over their lessons."""

    def reach(actor: PersonActor) -> Q:
        return Q(course__in=Course.objects.of(actor.college_id).filter(courses(actor)).values("pk"))

    reach.__doc__ = f"Lessons of: {courses.__doc__}"
    return reach


def _own_lessons(actor: PersonActor) -> Q:
    """Lessons this teacher writes: those he substitutes, and those of his courses nobody substitutes (A5.7)."""
    taught = Course.objects.of(actor.college_id).filter(taught_courses(actor)).values("pk")
    return Q(teacher=actor.person_id, substituted=True) | Q(course__in=taught, substituted=False)


def _seen_lessons(actor: PersonActor) -> Q:
    """Lessons whose page this teacher may open: his own, and of his courses those that a substitute writes."""
    taught = Course.objects.of(actor.college_id).filter(taught_courses(actor)).values("pk")
    return Q(teacher=actor.person_id, substituted=True) | Q(course__in=taught)


def _given(actor: PersonActor) -> Q:
    """Lessons that this teacher gives himself."""
    return Q(teacher=actor.person_id)


def _lessons_of_children(actor: PersonActor) -> Q:
    """Lessons of the courses of one's children."""
    children = Person.objects.of(actor.college_id).filter(own_children(actor)).values("pk")
    return _lessons_of_students(actor, children)


def _lessons_of_self(actor: PersonActor) -> Q:
    """Lessons of one's own courses."""
    return _lessons_of_students(actor, [actor.person_id])


def _lessons_of_students(actor: PersonActor, students: object) -> Q:
    return Q(
        course__in=Course.objects.of(actor.college_id)
        .filter(courses_of_students(actor.college_id, students))
        .values("pk")
    )


def _wards(actor: PersonActor) -> Q:
    """Every student by whom the parent stands, the adult who closed his diary too."""
    return children_of(actor.college_id, actor.person_id, actor.today, None)


def _adult_self(actor: PersonActor) -> Q:
    """A student of age answers for his absences himself (A11.3)."""
    return Q(pk=actor.person_id, birth_date__lte=actor.adult_since)


def _own_students(actor: PersonActor) -> Q:
    """Students on the list today of the courses that this teacher leads: of a subgroup those who are in it (3.6, 3.7)."""
    taught = Course.objects.of(actor.college_id).filter(taught_courses(actor), term__ends__gte=actor.today)
    whole = taught.filter(subgroup__isnull=True).values("group_id")
    members = Membership.objects.of(actor.college_id).filter(on_list(actor.today))
    parts = SubgroupMembership.objects.of(actor.college_id).filter(
        valid_on(actor.today), subgroup__in=taught.filter(subgroup__isnull=False).values("subgroup_id")
    )
    of_parts = Q(pk__in=parts.values("student_id")) & Q(pk__in=members.values("student_id"))
    return Q(pk__in=members.filter(group__in=whole).values("student_id")) | of_parts


def _own_groups(actor: PersonActor) -> Q:
    """Groups in which this teacher leads a course today."""
    taught = Course.objects.of(actor.college_id).filter(taught_courses(actor), term__ends__gte=actor.today)
    return Q(pk__in=taught.values("group_id"))


VIEWERS = {
    Role.GROUP_LEADER: _of_led_groups,
    Role.DEPARTMENT_HEAD: _of_departments,
    Role.DEPUTY_ACADEMIC: everything,
    Role.DEPUTY_PRACTICE: everything,
    Role.DIRECTOR: everything,
    Role.ADMINISTRATOR: everything,
}


class PagePolicy(Policy):
    """A journal's page is a course."""

    model = Course
    actions = (
        Action(
            "journal.page.read",
            {Role.TEACHER: taught_courses, Role.INSPECTOR: everything, **VIEWERS},
            personal="страница журнала",
        ),
        Action("journal.page.write", {Role.TEACHER: _taught_or_substituted}),
    )


class OwnStudentsPolicy(Policy):
    """A teacher finds whom he teaches."""

    model = Person
    actions = (Action(OWN_STUDENT, {Role.TEACHER: _own_students}, personal="поиск своего студента"),)


class OwnGroupsPolicy(Policy):
    """A teacher finds where he teaches."""

    model = Group
    actions = (Action(OWN_GROUP, {Role.TEACHER: _own_groups}),)


class LessonPolicy(Policy):
    """A lesson's page; whether it is open now is told by ``rules.locks`` cell by cell, since parts differ."""

    model = Lesson
    actions = (
        Action(
            "journal.lesson.read",
            {Role.TEACHER: _own_lessons},
            personal="занятие: заполнение журнала",
        ),
        Action(
            "journal.lesson.view",
            {
                Role.TEACHER: _seen_lessons,
                Role.INSPECTOR: everything,
                **{role: _lessons(reach) if reach is not everything else everything for role, reach in VIEWERS.items()},
            },
            personal="занятие: просмотр",
        ),
        Action("journal.lesson.write", {Role.TEACHER: _own_lessons}),
        Action("journal.lesson.ask", {Role.TEACHER: _own_lessons}),
        Action(
            "timetable.own.read",
            {
                Role.TEACHER: _given,
                Role.STUDENT: _lessons_of_self,
                Role.PARENT: _lessons_of_children,
                Role.GROUP_LEADER: _lessons(_of_led_groups),
                Role.DISPATCHER: everything,
            },
        ),
    )


class DiaryPolicy(Policy):
    """A student's diary: his own, or his parents'."""

    model = Person
    actions = (
        Action(
            "journal.diary.read",
            {Role.STUDENT: oneself, Role.PARENT: own_children},
            personal="дневник студента, своя страница или страница родителя",
        ),
        Action("journal.diary.know", {Role.STUDENT: oneself, Role.PARENT: _wards}),
        Action("journal.absence.tell", {Role.STUDENT: _adult_self, Role.PARENT: own_children}),
        Action(
            "oversight.excuse.set",
            {Role.GROUP_LEADER: led_students, Role.DEPARTMENT_HEAD: department_students},
            personal="причины пропусков студента",
        ),
    )


def _of_messages(students: Reach) -> Reach:
    """Turn a reach over students into a reach over the papers of messages about them."""

    def reach(actor: PersonActor) -> Q:
        reached = Person.objects.of(actor.college_id).filter(students(actor)).values("pk")
        return Q(excuse__in=Excuse.objects.of(actor.college_id).filter(student__in=reached).values("pk"))

    reach.__doc__ = f"Papers about: {students.__doc__}"
    return reach


class PaperPolicy(Policy):
    """A paper beside a told cause is for whoever answers the message, and for nobody else."""

    model = ExcusePaper
    actions = (
        Action(
            "journal.paper.open",
            {
                Role.GROUP_LEADER: _of_messages(led_students),
                Role.DEPARTMENT_HEAD: _of_messages(department_students),
            },
            personal="документ о причине пропуска",
        ),
    )

    def lock(self, actor: Actor, action: str, obj: Model) -> Refusal | None:
        """An answered message has no papers any more."""
        if isinstance(obj, ExcusePaper) and obj.content is None:
            return Refusal("erased", "На это сообщение уже ответили: документ удалён, как положено.")
        return None


register(PagePolicy())
register(PaperPolicy())
register(OwnStudentsPolicy())
register(OwnGroupsPolicy())
register(LessonPolicy())
register(DiaryPolicy())
declare(Lesson, *of_course("course__", "date"))
declare(OpenRequest, *of_course("course__", "lesson__date"), Path(PERSON, "teacher_id"))
declare(ExcusePaper, Path(PERSON, "excuse__student_id"))
