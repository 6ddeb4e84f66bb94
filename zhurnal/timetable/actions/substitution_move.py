"""Moving one lesson to another day, pair or room (A5.5: not a substitution while the teacher is the same)."""

import datetime as dt
from dataclasses import dataclass, replace
from uuid import UUID

from zhurnal.academic_year.models import Term
from zhurnal.kernel import policy
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.actor import PersonActor
from zhurnal.timetable.actions.substitution_desk import Desk, office, told
from zhurnal.timetable.models import Lesson, LessonChange, Room
from zhurnal.timetable.pattern_rows import bells_of
from zhurnal.timetable.policy import SET
from zhurnal.timetable.rules.arranging import change_refusal
from zhurnal.timetable.rules.bells import FIRST, span
from zhurnal.timetable.rules.ground import ChangeKind, Ground
from zhurnal.timetable.rules.lesson import State
from zhurnal.timetable.rules.moving import NOWHERE, SAME_PLACE, no_bell, place_refusal
from zhurnal.timetable.rules.news import Doing
from zhurnal.timetable.standing import Standing

EVENT = "timetable.lesson.move"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a lesson is to stand; without a room it keeps its own."""

    date: dt.date
    pair: int
    room: UUID | None = None


def move_lesson(actor: PersonActor, lesson: Lesson, place: Place, ground: Ground) -> Refusal | None:
    """Move it; None when it is done. What was prepared for it moves with it."""
    policy.require(actor, SET, lesson)
    if ground.refusal is not None:
        return ground.refusal
    with office(actor) as desk:
        found = desk.lesson(lesson.pk)
        moved = _moved(desk, found, place)
        if isinstance(moved, Refusal):
            return moved
        refusal = (
            change_refusal(desk.condition(found))
            or desk.away(moved, moved.teacher, moved.teacher_name)
            or desk.clash(moved.placed, moved)
            or desk.taken(moved)
        )
        if refusal is not None:
            return refusal
        _write(desk, found, moved, ground)
    return None


def _moved(desk: Desk, lesson: Standing, place: Place) -> Standing | Refusal:
    """The lesson at its new place, by the bells of its shift."""
    if (place.date, place.pair) == (lesson.date, lesson.pair) and place.room in (None, lesson.room):
        return SAME_PLACE
    term = Term.objects.of(desk.college).get(pk=lesson.term)
    practice = desk.practice(lesson, place.date)
    refusal = place_refusal(place.date, term.starts, term.ends, desk.holiday(place.date), practice)
    if refusal is not None:
        return refusal
    own = place.room or lesson.room
    rooms: dict[UUID | None, Room] = dict(Room.objects.of(desk.college).in_bulk({own, lesson.room} - {None}).items())
    room, left = rooms.get(own), rooms.get(lesson.room)
    if place.room and room is None:
        return NOWHERE
    if (place.date, place.pair) == (lesson.date, lesson.pair):
        starts, ends = lesson.starts, lesson.ends  # only the room is another
    else:
        minutes = _minutes(desk, lesson, place, (left.building if left else "", room.building if room else ""))
        if isinstance(minutes, Refusal):
            return minutes
        starts, ends = minutes
    return replace(
        lesson, date=place.date, pair=place.pair, starts=starts, ends=ends,
        room=room.pk if room else None, room_name=room.name if room else "",
    )  # fmt: skip


def _minutes(
    desk: Desk, lesson: Standing, place: Place, buildings: tuple[str, str]
) -> tuple[dt.time, dt.time] | Refusal:
    """When the lesson is at its new place: by the bells of its shift, and of the building where it goes from one to another.

    By the number alone where its shift only goes on counting.
    """
    bells, weekday, before = bells_of(desk.college), desk.weekday(place.date), desk.weekday(lesson.date)
    left, entered = buildings
    shift, building, half = bells.home_of(before, lesson.pair, lesson.starts, lesson.ends, left)
    anew = bells.counts_anew(before, lesson.pair, shift, building)
    if entered != left:
        building = entered
    ring = bells.at(weekday, place.pair, shift, building)
    if ring is None and not anew:
        ring = bells.at(weekday, place.pair, building=building)
    return no_bell(place.date, place.pair, shift if anew else FIRST) if ring is None else span(half, ring)


def _write(desk: Desk, lesson: Standing, moved: Standing, ground: Ground) -> None:
    Lesson.objects.of(desk.college).filter(pk=lesson.id, state=State.PLANNED).update(
        date=moved.date, pair=moved.pair, starts=moved.starts, ends=moved.ends, room_id=moved.room
    )
    known = LessonChange.objects.of(desk.college).filter(lesson=lesson.id, kind=ChangeKind.MOVED)
    said = {"cause": ground.cause, "reason": ground.words, "made_at": desk.moment, "by_file": False}
    if not known.update(**said):  # where it stood first is kept
        LessonChange.objects.create(
            college_id=desk.college, lesson_id=lesson.id, kind=ChangeKind.MOVED, cause=ground.cause, reason=ground.words,
            was_date=lesson.date, was_pair=lesson.pair, was_starts=lesson.starts, was_ends=lesson.ends,
            was_room_id=lesson.room, made_by_id=desk.actor.person_id, made_at=desk.moment,
        )  # fmt: skip
    before = {"date": lesson.date.isoformat(), "pair": lesson.pair, "room": lesson.room_name}
    after = {"date": moved.date.isoformat(), "pair": moved.pair, "room": moved.room_name}
    stays = (moved.date, moved.pair) == (lesson.date, lesson.pair)
    news = told(Doing.ROOM if stays else Doing.MOVED, moved, moved.teacher, moved.teacher, ground.words)
    news = replace(news, was_date=lesson.date, was_pair=lesson.pair)
    desk.tell(EVENT, after, ground.words, news, course=lesson.course, before=before)
