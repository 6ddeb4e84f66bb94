"""What can be found of the timetable: rooms by the name on the door, lessons by their day."""

from collections.abc import Sequence

from zhurnal.kernel.policy import Actor
from zhurnal.kernel.search import Asked, Rows, Shelf, Told, Way, matching, register_shelf, register_way
from zhurnal.timetable.models import Lesson, Room
from zhurnal.timetable.policy import ROOM_WEEK, TEACHER_WEEK, WEEK
from zhurnal.timetable.rules.lesson import State


def _rooms(rows: Rows, asked: Asked) -> Rows:
    return matching(rows, asked, "name", "building").order_by("building", "name")


def _tell_rooms(_actor: Actor, rooms: Sequence[Room]) -> list[Told]:
    return [Told(room.pk, f"Кабинет {room.name}", room.building) for room in rooms]


def _lessons(rows: Rows, asked: Asked) -> Rows:
    related = ("course__group", "course__subgroup", "course__discipline", "room")
    return rows.filter(date=asked.day).select_related(*related).order_by("pair", "course__group__name", "pk")


def _tell_lessons(_actor: Actor, lessons: Sequence[Lesson]) -> list[Told]:
    told = []
    for lesson in lessons:
        course = lesson.course
        part = f", {course.subgroup.name}" if course.subgroup else ""
        title = f"{lesson.date:%d.%m}, {lesson.pair} пара: {course.group.name}{part}, {course.discipline.short_name}"
        room = f"каб. {lesson.room.name}" if lesson.room else ""
        told.append(Told(lesson.pk, title, "отменено" if lesson.state == State.CANCELLED else room))
    return told


def register() -> None:
    """Called once, when the application starts."""
    register_shelf(Shelf("lesson", "Занятия", "calendar", 10, _lessons, _tell_lessons, by_day=True))
    register_shelf(Shelf("room", "Кабинеты", "building", 50, _rooms, _tell_rooms))
    register_way("room", Way(ROOM_WEEK, "timetable:week", "by=room&whose="))
    register_way("person", Way(TEACHER_WEEK, "timetable:week", "by=teacher&whose="))
    register_way("group", Way(WEEK, "timetable:week", "by=group&whose="))
