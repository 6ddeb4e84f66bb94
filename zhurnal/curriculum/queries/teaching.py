"""Who leads a course."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from zhurnal.curriculum.models import CourseTeacher
from zhurnal.curriculum.relations import valid_on
from zhurnal.kernel import prepared, together
from zhurnal.kernel.together import NOTHING, Statement
from zhurnal.people.rules.names import alphabetical, short_name


def teaches(college_id: UUID, course_id: UUID, person_id: UUID | None, day: date) -> bool:
    """Whether the person leads the course on the day."""
    return bool(together.ask(teaching(college_id, course_id, person_id, day))[0])


def teaching(college_id: UUID, course_id: UUID, person_id: UUID | None, day: date) -> Statement:
    """The same, to be asked together with others; the answer is empty when he does not."""
    values = {"college": college_id, "course": course_id, "person": person_id, "day": day}
    return prepared.read("teaches", _rows, values) if person_id else NOTHING


def leading_names(college_id: UUID, courses: Iterable[UUID], day: date) -> dict[UUID, list[str]]:
    """course → «О. С. Кравцова» of those who lead it on the day, by surname. One statement."""
    found: dict[UUID, list[tuple[str, str, str]]] = defaultdict(list)
    rows = CourseTeacher.objects.of(college_id).filter(valid_on(day), course__in=list(courses))
    # In no order: asked for one, SQLite walks the people by name and seeks each of them in each of the courses.
    for course, *name in rows.values_list("course_id", "teacher__surname", "teacher__given", "teacher__patronymic"):
        found[course].append((name[0], name[1], name[2]))
    return {
        course: [short_name(*name) for name in sorted(names, key=lambda name: alphabetical(*name))]
        for course, names in found.items()
    }


def _rows(values: prepared.Values) -> QuerySet[Any]:
    rows = CourseTeacher.objects.of(values["college"]).filter(valid_on(values["day"]))
    return rows.filter(course=values["course"], teacher=values["person"]).values_list("pk")
