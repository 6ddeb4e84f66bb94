"""Who leads a course."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from zhurnal.curriculum.models import CourseTeacher
from zhurnal.curriculum.relations import valid_on
from zhurnal.kernel import prepared


def teaches(college_id: UUID, course_id: UUID, person_id: UUID | None, day: date) -> bool:
    """Whether the person leads the course on the day."""
    values = {"college": college_id, "course": course_id, "person": person_id, "day": day}
    return bool(person_id and prepared.run("teaches", _rows, values))


def _rows(values: prepared.Values) -> QuerySet[Any]:
    rows = CourseTeacher.objects.of(values["college"]).filter(valid_on(values["day"]))
    return rows.filter(course=values["course"], teacher=values["person"]).values_list("pk")
