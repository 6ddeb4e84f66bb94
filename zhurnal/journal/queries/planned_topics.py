"""The topics of a course's work programme, with those that the same students had in earlier terms (A5.13)."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Min, OuterRef, QuerySet, Subquery

from zhurnal.curriculum.models import Course, ProgrammeTopic
from zhurnal.journal.models import LessonRecord
from zhurnal.kernel import prepared
from zhurnal.kernel.together import NOTHING, Statement

Row = tuple[UUID, int, str, date | None, str]


def listing_topics(college_id: UUID, course: Course) -> Statement:
    """(id, number, title, earlier, homework) of each topic of the programme, in its order.

    ``earlier``: the day on which the same students recorded the topic in a term before this one: a programme of a year goes
    on where the term before ended. ``course.term`` is at hand.
    """
    if course.programme_id is None:
        return NOTHING
    name = "planned topics of a subgroup" if course.subgroup_id else "planned topics of a group"
    return prepared.read(name, _listed, _values(college_id, course))


def topics_of(college_id: UUID, course: Course) -> list[dict[str, Any]]:
    """The topics in their order: {"pk", "number", "title", "hours", "kind", "homework", "earlier"}."""
    if course.programme_id is None:
        return []
    rows = _topics(_values(college_id, course))
    return list(rows.values("pk", "number", "title", "hours", "kind", "homework", "earlier"))


def _values(college_id: UUID, course: Course) -> dict[str, Any]:
    values = {
        "college": college_id, "programme": course.programme_id, "group": course.group_id,
        "discipline": course.discipline_id, "starts": course.term.starts,
    }  # fmt: skip
    return values | {"subgroup": course.subgroup_id} if course.subgroup_id else values


def _listed(values: prepared.Values) -> QuerySet[Any]:
    return _topics(values).values_list("pk", "number", "title", "earlier", "homework")


def _topics(values: prepared.Values) -> QuerySet[Any]:
    own = values["college"]
    whose = {"course__subgroup": values["subgroup"]} if "subgroup" in values else {"course__subgroup__isnull": True}
    # Joined, not IN, and the least day, not the first in order: else SQLite walks all records or all lessons of the college for each topic.
    recorded = LessonRecord.objects.of(own).filter(
        course__group=values["group"], course__discipline=values["discipline"], course__programme=values["programme"],
        course__term__starts__lt=values["starts"], programme_topic=OuterRef("pk"), **whose,
    )  # fmt: skip
    days = recorded.values("programme_topic").annotate(first=Min("lesson__date")).values("first")
    rows = ProgrammeTopic.objects.of(own).filter(programme=values["programme"])
    found: QuerySet[Any] = rows.annotate(earlier=Subquery(days)).order_by("number")
    return found


def numbered_topics(rows: Iterable[Row]) -> dict[UUID, tuple[int, str]]:
    """id → (number, title)."""
    return {pk: (number, title) for pk, number, title, _earlier, _homework in rows}


def planned_homework(rows: Iterable[Row]) -> dict[str, str]:
    """id in hexadecimal → homework, of the topics that have one."""
    return {pk.hex: homework for pk, _number, _title, _earlier, homework in rows if homework}


def taken_earlier(rows: Iterable[Row]) -> list[int]:
    """Numbers of the topics recorded in earlier terms, in order of time."""
    return [
        number
        for _day, number in sorted((day, number) for _pk, number, _title, day, _homework in rows if day is not None)
    ]
