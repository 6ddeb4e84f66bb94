"""Taking back a substitution, a cancellation, a move: the lesson stands as the timetable had it."""

from dataclasses import replace

from zhurnal.kernel import policy
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person
from zhurnal.people.rules.names import short_name
from zhurnal.timetable.actions.substitution_desk import Desk, office, told, with_teacher
from zhurnal.timetable.burdens import traced
from zhurnal.timetable.models import Lesson, LessonChange, Substitution
from zhurnal.timetable.policy import SET
from zhurnal.timetable.rules.arranging import FROZEN, NOTHING_TO_UNDO, undo_refusal
from zhurnal.timetable.rules.clashes import Shared
from zhurnal.timetable.rules.ground import ChangeKind
from zhurnal.timetable.rules.lesson import State
from zhurnal.timetable.rules.news import Doing
from zhurnal.timetable.standing import Standing

EVENT = "timetable.change.undo"


def undo_change(actor: PersonActor, lesson: Lesson) -> Refusal | None:
    """Take back what was done with the lesson last; None when it is done."""
    policy.require(actor, SET, lesson)
    with office(actor) as desk:
        rows = Substitution.objects.of(desk.college)
        made = rows.filter(lesson=lesson.pk).first() or rows.filter(missed=lesson.pk).first()
        if made is not None:
            return _substitution(desk, made)
        changes = LessonChange.objects.of(desk.college).filter(lesson=lesson.pk)
        kinds = {change.kind: change for change in changes}
        change = kinds.get(ChangeKind.CANCELLED) or kinds.get(ChangeKind.MOVED)
        if change is not None:
            return _change(desk, change)
        found = desk.lesson(lesson.pk)
        return _back(desk, found, "") if found.cancelled else NOTHING_TO_UNDO


def _substitution(desk: Desk, made: Substitution) -> Refusal | None:
    held = desk.lesson(made.lesson_id)
    refusal = undo_refusal(desk.condition(held), held.teacher_name)
    if refusal is not None:
        return refusal
    lesson = desk.lesson(made.missed_id) if made.missed_id else held
    planned = Person.objects.of(desk.college).get(pk=made.planned_teacher_id)
    name = short_name(planned.surname, planned.given, planned.patronymic)
    back = replace(with_teacher(lesson, made.planned_teacher_id, name), host=None)
    back = desk.in_room(back, made.was_room_id) if made.host_id else back
    about = list(Shared) if made.missed_id else [Shared.TEACHER, Shared.ROOM] if made.host_id else [Shared.TEACHER]
    refusal = desk.clash(back.placed, back, without=[held.id], about=about)
    if refusal is not None:
        return refusal
    reason, mode = made.reason, made.mode
    Substitution.objects.of(desk.college).filter(pk=made.pk).delete()
    if made.missed_id:
        _put_away(desk, held)
    Lesson.objects.of(desk.college).filter(pk=back.id).update(
        teacher_id=back.teacher, room_id=back.room, state=State.PLANNED, substituted=False
    )
    news = [told(Doing.UNDONE, back, back.teacher, held.teacher, reason)]
    before = {"teacher": held.teacher.hex, "mode": mode}
    desk.tell(EVENT, {"teacher": back.teacher.hex}, reason, *news, course=back.course, before=before)
    if held.course != back.course:
        gone = told(Doing.UNDONE, held, None, None, reason)
        desk.tell(EVENT, None, reason, gone, course=held.course, before=before)
    return None


def _put_away(desk: Desk, held: Standing) -> None:
    """The lesson that went ahead is no more; one that anything names stays, cancelled."""
    rows = Lesson.objects.of(desk.college).filter(pk=held.id)
    named = traced(desk.college, [held.id]) or LessonChange.objects.of(desk.college).filter(lesson=held.id).exists()
    if named:
        rows.update(state=State.CANCELLED)
    else:
        rows.delete()


def _change(desk: Desk, change: LessonChange) -> Refusal | None:
    lesson = desk.lesson(change.lesson_id)
    if change.kind == ChangeKind.CANCELLED:
        refusal = _back(desk, lesson, change.reason)
    else:
        back = replace(
            desk.in_room(lesson, change.was_room_id), date=change.was_date, pair=change.was_pair, starts=change.was_starts,
            ends=change.was_ends,
        )  # fmt: skip
        refusal = (
            undo_refusal(desk.condition(lesson), lesson.teacher_name)
            or desk.clash(back.placed, back)
            or desk.taken(back)
        )
        if refusal is None:
            Lesson.objects.of(desk.college).filter(pk=lesson.id).update(
                date=back.date, pair=back.pair, starts=back.starts, ends=back.ends, room_id=back.room
            )
            before = {"date": lesson.date.isoformat(), "pair": lesson.pair}
            after = {"date": back.date.isoformat(), "pair": back.pair}
            news = told(Doing.UNDONE, back, back.teacher, back.teacher, change.reason)
            news = replace(news, was_date=lesson.date, was_pair=lesson.pair)
            desk.tell(EVENT, after, change.reason, news, course=back.course, before=before)
    if refusal is None:
        LessonChange.objects.of(desk.college).filter(pk=change.pk).delete()
    return refusal


def _back(desk: Desk, lesson: Standing, reason: str) -> Refusal | None:
    """A cancelled lesson is held after all."""
    refusal = FROZEN if desk.condition(lesson).frozen else desk.clash(lesson.placed, lesson)
    if refusal is not None:
        return refusal
    Lesson.objects.of(desk.college).filter(pk=lesson.id).update(state=State.PLANNED)
    news = told(Doing.UNDONE, lesson, lesson.teacher, lesson.teacher, "")
    desk.tell(EVENT, State.PLANNED, reason, news, course=lesson.course, before=State.CANCELLED)
    return None
