"""Who leads a course."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from zhurnal.curriculum.models import CourseTeacher
from zhurnal.curriculum.relations import valid_on
from zhurnal.kernel import prepared, together
from zhurnal.kernel.together import NOTHING, Statement


def teaches(college_id: UUID, course_id: UUID, person_id: UUID | None, day: date) -> bool:
    """Whether the person leads the course on the day."""
    return bool(together.ask(teaching(college_id, course_id, person_id, day))[0])


def teaching(college_id: UUID, course_id: UUID, person_id: UUID | None, day: date) -> Statement:
    """The same, to be asked together with others; the answer is empty when he does not."""
    values = {"college": college_id, "course": course_id, "person": person_id, "day": day}
    return prepared.read("teaches", _rows, values) if person_id else NOTHING


def _rows(values: prepared.Values) -> QuerySet[Any]:
    rows = CourseTeacher.objects.of(values["college"]).filter(valid_on(values["day"]))
    return rows.filter(course=values["course"], teacher=values["person"]).values_list("pk")
