"""A lesson without its teacher: substituted in one of three modes, or cancelled (A5.4)."""

from dataclasses import replace
from uuid import UUID

from django.db.models import Q

from zhurnal.curriculum.models import Course, CourseTeacher
from zhurnal.curriculum.relations import valid_on
from zhurnal.kernel import policy
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person, RoleGrant
from zhurnal.people.rules.names import short_name
from zhurnal.people.rules.roles import Role
from zhurnal.timetable.actions.substitution_desk import Desk, office, told, with_teacher
from zhurnal.timetable.models import Lesson, LessonChange, Substitution
from zhurnal.timetable.policy import SET
from zhurnal.timetable.rules.arranging import GONE_WAY, Way, WayKind, change_refusal
from zhurnal.timetable.rules.clashes import Shared, overlaps
from zhurnal.timetable.rules.ground import ChangeKind, Ground
from zhurnal.timetable.rules.lesson import Origin, State, SubstitutionMode
from zhurnal.timetable.rules.news import Doing
from zhurnal.timetable.standing import Standing

EVENT = "timetable.substitution.set"
CANCEL = "timetable.lesson.cancel"


def arrange(actor: PersonActor, lesson: Lesson, way: Way, ground: Ground) -> Refusal | None:
    """Settle a lesson; None when it is done, else the reason why it is not, and nothing is changed."""
    policy.require(actor, SET, lesson)
    if ground.refusal is not None:
        return ground.refusal
    with office(actor) as desk:
        found = desk.lesson(lesson.pk)
        refusal = change_refusal(desk.condition(found))
        if way.kind is not WayKind.CANCEL:
            refusal = refusal or desk.closed_day(found)
        return refusal or _WAYS[way.kind](desk, found, way, ground)


def _same(desk: Desk, lesson: Standing, way: Way, ground: Ground) -> Refusal | None:
    """Another teacher gives the lesson; the right to write it is his alone from now (A5.7)."""
    name = _teacher(desk, lesson, way)
    if name is None or way.target is None or way.target == lesson.teacher:
        return GONE_WAY
    given = with_teacher(lesson, way.target, name)
    refusal = desk.away(lesson, way.target, name) or desk.clash(given.placed, given, about=[Shared.TEACHER])
    if refusal is not None:
        return refusal
    Lesson.objects.of(desk.college).filter(pk=lesson.id).update(teacher_id=way.target, substituted=True)
    _write(desk, lesson, given, SubstitutionMode.SAME, ground)
    return None


def _other(desk: Desk, lesson: Standing, way: Way, ground: Ground) -> Refusal | None:
    """Another discipline of the group goes ahead; the missed lesson is cancelled, and its hours are owed."""
    course = (
        Course.objects.of(desk.college)
        .select_related("discipline")
        .filter(pk=way.target, group=lesson.group, term=lesson.term)
        .exclude(pk=lesson.course)
        .first()
    )
    if course is None or (course.subgroup_id and course.subgroup_id != lesson.subgroup):
        return GONE_WAY
    refusal: Refusal | None = GONE_WAY
    teachers = CourseTeacher.objects.of(desk.college).filter(valid_on(lesson.date), course=course.pk)
    for pk, *name in teachers.order_by("since", "pk").values_list(
        "teacher_id", "teacher__surname", "teacher__given", "teacher__patronymic"
    ):
        given = replace(
            with_teacher(lesson, pk, short_name(*name)), course=course.pk, subgroup=course.subgroup_id,
            name=course.discipline.name, short=course.discipline.short_name, origin=Origin.SUBSTITUTION,
        )  # fmt: skip
        about = [Shared.TEACHER, Shared.GROUP]
        refusal = desk.away(lesson, pk, given.teacher_name) or desk.clash(
            given.placed, given, without=[lesson.id], about=about
        )
        if refusal is None:
            break
    if refusal is not None:
        return refusal
    held = _held_in_place(desk, given)
    Lesson.objects.of(desk.college).filter(pk=lesson.id).update(state=State.CANCELLED)
    _write(desk, lesson, replace(given, id=held), SubstitutionMode.OTHER, ground)
    return None


def _held_in_place(desk: Desk, given: Standing) -> UUID:
    """The lesson of the other discipline: a cancelled one at its place comes back, else a new one."""
    values = {
        "starts": given.starts, "ends": given.ends, "room_id": given.room, "teacher_id": given.teacher,
        "hours": given.hours, "state": State.PLANNED, "origin": Origin.SUBSTITUTION, "substituted": False,
    }  # fmt: skip
    place = Lesson.objects.of(desk.college).filter(course=given.course, date=given.date, pair=given.pair)
    if place.update(**values):
        back: UUID = place.get().pk
        return back
    made: Lesson = Lesson.objects.create(
        college_id=desk.college, course_id=given.course, term_id=given.term, date=given.date, pair=given.pair, **values
    )
    new: UUID = made.pk
    return new


def _joint(desk: Desk, lesson: Standing, way: Way, ground: Ground) -> Refusal | None:
    """The group joins another lesson of its discipline at this hour: its teacher, its room (A5.3)."""
    found = (
        Lesson.objects.of(desk.college).filter(pk=way.target, state=State.PLANNED).values_list("pk", flat=True).first()
    )
    host = desk.lesson(found) if found else None
    fits = (
        host is not None
        and overlaps(host.placed, lesson.placed)
        and host.name == lesson.name
        and host.course != lesson.course
        and host.teacher != lesson.teacher
        and not host.mode
    )
    if host is None or not fits:
        return GONE_WAY
    refusal = desk.away(host, host.teacher, host.teacher_name)
    if refusal is not None:
        return refusal
    Lesson.objects.of(desk.college).filter(pk=lesson.id).update(
        teacher_id=host.teacher, room_id=host.room, substituted=True
    )
    _write(desk, lesson, with_teacher(lesson, host.teacher, host.teacher_name), SubstitutionMode.JOINT, ground, host)
    return None


def _cancel(desk: Desk, lesson: Standing, way: Way, ground: Ground) -> Refusal | None:
    """The lesson is not held; what was prepared for it stays with it, and comes back with it."""
    Lesson.objects.of(desk.college).filter(pk=lesson.id).update(state=State.CANCELLED)
    LessonChange.objects.create(
        college_id=desk.college, lesson_id=lesson.id, kind=ChangeKind.CANCELLED, cause=ground.cause,
        reason=ground.words, was_date=lesson.date, was_pair=lesson.pair, was_starts=lesson.starts, was_ends=lesson.ends,
        was_room_id=lesson.room, made_by_id=desk.actor.person_id, made_at=desk.moment,
    )  # fmt: skip
    news = told(Doing.CANCELLED, lesson, lesson.teacher, None, ground.words)
    desk.tell(CANCEL, State.CANCELLED, ground.words, news, course=lesson.course, before=lesson.state)
    return None


_WAYS = {WayKind.SAME: _same, WayKind.OTHER: _other, WayKind.JOINT: _joint, WayKind.CANCEL: _cancel}


def _write(
    desk: Desk, lesson: Standing, given: Standing, mode: SubstitutionMode, ground: Ground, host: Standing | None = None
) -> None:
    """The record of the substitution, its trace in the journal pages it touches, and the news."""
    Substitution.objects.create(
        college_id=desk.college, lesson_id=given.id, planned_teacher_id=lesson.teacher, substitute_id=given.teacher,
        mode=mode, cause=ground.cause, reason=ground.words, missed_id=lesson.id if given.id != lesson.id else None,
        host_id=host.id if host else None, was_room_id=lesson.room, made_at=desk.moment,
    )  # fmt: skip
    before, after = {"teacher": lesson.teacher.hex}, {"teacher": given.teacher.hex, "mode": str(mode)}
    if given.id != lesson.id:
        missed = told(Doing.CANCELLED, lesson, lesson.teacher, None, ground.words)
        desk.tell(EVENT, {**after, "lesson": given.id.hex}, ground.words, missed, course=lesson.course, before=before)
        before = {}
    news = told(Doing.SUBSTITUTED, given, lesson.teacher, given.teacher, ground.words)
    desk.tell(EVENT, after, ground.words, news, course=given.course, before=before)


def _teacher(desk: Desk, lesson: Standing, way: Way) -> str | None:
    """The short name of the chosen one, if he is a teacher of the college on the day."""
    granted = RoleGrant.objects.of(desk.college).filter(valid_on(lesson.date), Q(role=Role.TEACHER), person=way.target)
    found = Person.objects.of(desk.college).filter(pk__in=granted.values("person_id")).first()
    return short_name(found.surname, found.given, found.patronymic) if found else None
