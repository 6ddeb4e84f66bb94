"""Lessons at which a human must look after a generation."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from zhurnal.curriculum.models import Course
from zhurnal.people.actor import PersonActor
from zhurnal.timetable.models import Lesson
from zhurnal.timetable.rules.clashes import Shared
from zhurnal.timetable.rules.generation_clashes import Met

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


MET = {
    Shared.TEACHER: "В это время у преподавателя другое занятие: %s.",
    Shared.GROUP: "В это время у группы другое занятие: %s.",
    Shared.ROOM: "В это время кабинет занят: %s.",
}
MET_SHOWN = 200


def clashes_told(actor: PersonActor, met: Sequence[Met]) -> list[AskedLesson]:
    """Lessons from the pattern that meet lessons laid by hand or by a file, in words, the first two hundred. Two statements."""
    shown = met[:MET_SHOWN]
    courses = Course.objects.of(actor.college_id).filter(pk__in={one.course for one in shown})
    names = {
        pk: (group, title) for pk, group, title in courses.values_list("pk", "group__name", "discipline__short_name")
    }
    lessons = Lesson.objects.of(actor.college_id).filter(pk__in={one.other for one in shown})
    columns = ("pk", "course__group__name", "course__discipline__short_name")
    others = {pk: f"{group}, {title}" for pk, group, title in lessons.values_list(*columns)}
    return [
        AskedLesson(one.date, one.pair, group, title, MET[one.shared] % others[one.other])
        for one in shown
        if one.course in names and one.other in others
        for group, title in [names[one.course]]
    ]


def lessons_told(actor: PersonActor, asks: Iterable[tuple[UUID, str]]) -> list[AskedLesson]:
    """The lessons in words, by date. One statement."""
    codes = dict(asks)
    rows = Lesson.objects.of(actor.college_id).filter(pk__in=list(codes)).order_by("date", "pair")
    columns = ("pk", "date", "pair", "course__group__name", "course__discipline__short_name")
    return [
        AskedLesson(day, pair, group, title, WORDS[codes[pk]])
        for pk, day, pair, group, title in rows.values_list(*columns)
    ]
