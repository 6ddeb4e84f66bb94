"""Lessons that the office cancelled and that nobody held in their place (A5.5)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from zhurnal.timetable.models import LessonChange, Substitution
from zhurnal.timetable.rules.ground import ChangeKind
from zhurnal.timetable.rules.lesson import State


@dataclass(frozen=True, slots=True)
class Cancelled:
    """A cancelled lesson with the cause that the office gave."""

    date: date
    pair: int
    hours: int
    course: UUID
    teacher: UUID
    reason: str


def cancelled_lessons(college_id: UUID, since: date, until: date) -> list[Cancelled]:
    """In order of time, one statement.

    What a new timetable took away is no cancellation of the office and has no cause; where another discipline took the place,
    the sheet shows the substitution.
    """
    gave_way = Substitution.objects.of(college_id).filter(missed__isnull=False).values("missed_id")
    rows = LessonChange.objects.of(college_id).filter(
        kind=ChangeKind.CANCELLED, lesson__state=State.CANCELLED, lesson__date__gte=since, lesson__date__lte=until
    )
    columns = ("lesson__date", "lesson__pair", "lesson__hours", "lesson__course_id", "lesson__teacher_id", "reason")
    found = rows.exclude(lesson__in=gave_way).order_by("lesson__date", "lesson__pair", "lesson_id")
    return [Cancelled(*row) for row in found.values_list(*columns)]
