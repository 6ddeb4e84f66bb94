"""Lessons as they stand, in one statement: what queries show and actions judge by."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Q, Subquery

from zhurnal.curriculum.models import StreamCourse
from zhurnal.people.rules.names import short_name
from zhurnal.timetable.models import Lesson, Substitution, TeacherAbsence
from zhurnal.timetable.rules.clashes import Placed
from zhurnal.timetable.rules.ground import AbsenceState
from zhurnal.timetable.rules.lesson import State, is_remote


@dataclass(frozen=True, slots=True)
class Standing:
    """A lesson with the names around it. ``host``: the lesson it joined; ``stream``: the joined groups it belongs to."""

    id: UUID
    course: UUID
    term: UUID
    group: UUID
    subgroup: UUID | None
    date: dt.date
    pair: int
    starts: dt.time
    ends: dt.time
    hours: int
    room: UUID | None
    teacher: UUID
    state: str
    origin: str
    substituted: bool
    group_name: str
    subgroup_name: str
    name: str
    short: str
    room_name: str
    teacher_name: str
    host: UUID | None
    mode: str
    stream: UUID | None
    link: str

    @property
    def cancelled(self) -> bool:
        """Whether it is not held."""
        return self.state == State.CANCELLED

    @property
    def whose(self) -> str:
        """«Э-21», «Э-21, 1 подгруппа»."""
        return f"{self.group_name}, {self.subgroup_name}" if self.subgroup_name else self.group_name

    @property
    def words(self) -> str:
        """«Э-21, Электротехника»."""
        return f"{self.whose}, {self.name}"

    @property
    def brief(self) -> str:
        """The discipline where width forces."""
        return self.short or self.name

    @property
    def placed(self) -> Placed:
        """Its place, for the rule of clashes; a remote one takes no room."""
        joined, room = self.stream or self.host or self.id, None if is_remote(self.room_name) else self.room
        return Placed(self.id, self.date, self.starts, self.ends, self.teacher, self.group, self.subgroup, room, joined)


_COLUMNS = (
    "pk", "course_id", "term_id", "course__group_id", "course__subgroup_id", "date", "pair", "starts", "ends", "hours",
    "room_id", "teacher_id", "state", "origin", "substituted", "course__group__name", "course__subgroup__name",
    "course__discipline__name", "course__discipline__short_name", "room__name",
)  # fmt: skip
_TEACHER = ("teacher__surname", "teacher__given", "teacher__patronymic")


def standings(college_id: UUID, wanted: Q) -> list[Standing]:
    """The lessons, cancelled ones too, in order of time. One statement."""
    replaced = Substitution.objects.of(college_id).filter(lesson=OuterRef("pk"))
    streams = StreamCourse.objects.of(college_id).filter(course=OuterRef("course_id"))
    rows = (
        Lesson.objects.of(college_id)
        .filter(wanted)
        .order_by("date", "pair", "course__group__name", "course__subgroup__name", "pk")
        .values_list(
            *_COLUMNS, *_TEACHER,
            Subquery(replaced.values("host_id")[:1]), Subquery(replaced.values("mode")[:1]),
            Subquery(streams.values("stream_id")[:1]), "link",
        )
    )  # fmt: skip
    return [_standing(row) for row in rows]


def _standing(row: tuple[Any, ...]) -> Standing:
    head, (subgroup, name, short, room), person, (host, mode, stream, link) = row[:16], row[16:20], row[20:23], row[23:]
    rest: list[Any] = [
        subgroup or "",
        name,
        short or "",
        room or "",
        short_name(*person),
        host,
        mode or "",
        stream,
        link,
    ]
    values: list[Any] = [*head, *rest]
    return Standing(*values)


def standing_days(college_id: UUID, days: Iterable[dt.date]) -> list[Standing]:
    """All lessons that are held on these days."""
    return [row for row in standings(college_id, Q(date__in=sorted(set(days)))) if not row.cancelled]


def absences_on(college_id: UUID, since: dt.date, until: dt.date) -> list[TeacherAbsence]:
    """Known absences that touch these days."""
    rows = TeacherAbsence.objects.of(college_id).filter(state=AbsenceState.KNOWN, since__lte=until, until__gte=since)
    return list(rows.order_by("since", "pk"))


def is_away(absences: Iterable[TeacherAbsence], teacher: UUID, day: dt.date, pair: int) -> bool:
    """Whether a teacher is away from this pair."""
    return any(
        row.teacher_id == teacher and row.since <= day <= row.until and row.pair in (None, pair) for row in absences
    )
