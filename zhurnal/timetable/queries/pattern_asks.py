"""Lessons at which a human must look after a generation."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from zhurnal.people.actor import PersonActor
from zhurnal.timetable.models import Lesson

WORDS = {
    "gone": "В сетке его больше нет, но в нём уже есть записи: оно осталось, где стояло.",
    "other_teacher": "В сетке у него другой преподаватель или другие часы, но в нём уже есть записи: оно осталось прежним.",
}


@dataclass(frozen=True, slots=True)
class AskedLesson:
    """A lesson and why it waits for a human."""

    date: date
    pair: int
    group: str
    title: str
    why: str


def lessons_told(actor: PersonActor, asks: Iterable[tuple[UUID, str]]) -> list[AskedLesson]:
    """The lessons in words, by date. One statement."""
    codes = dict(asks)
    rows = Lesson.objects.of(actor.college_id).filter(pk__in=list(codes)).order_by("date", "pair")
    columns = ("pk", "date", "pair", "course__group__name", "course__discipline__short_name")
    return [
        AskedLesson(day, pair, group, title, WORDS[codes[pk]])
        for pk, day, pair, group, title in rows.values_list(*columns)
    ]
