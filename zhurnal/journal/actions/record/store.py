"""What the desk reads and writes in the database."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from zhurnal.curriculum.models import Course, Membership, SubgroupMembership
from zhurnal.curriculum.relations import on_list
from zhurnal.grading.models import WorkKind
from zhurnal.journal.models import Entry, LessonRecord, OpenRequest, StudentFeed, Work
from zhurnal.journal.rules.signs import RequestState
from zhurnal.journal.rules.stays import within
from zhurnal.kernel import prepared, sql
from zhurnal.people.rules.names import short_name
from zhurnal.timetable.models import Lesson
from zhurnal.timetable.rules.lesson import State


@dataclass(slots=True)
class DeskLesson:
    """A lesson on the desk with its record (a fresh one when nothing is written yet) and its works by slot."""

    id: UUID
    date: date
    cancelled: bool
    substituted: bool
    teacher_id: UUID
    teacher: str
    record: LessonRecord
    is_new: bool
    open_until: datetime | None = None
    works: dict[int, Work] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DeskStudent:
    """A student's stay on the course's list."""

    id: UUID
    entered: date
    left: date | None
    recorded_at: datetime

    def listed_on(self, day: date) -> bool:
        """Whether he was on the list that day."""
        return self.entered <= day and (self.left is None or day < self.left)


@dataclass(frozen=True, slots=True)
class DeskKind:
    """A kind of work."""

    id: UUID
    code: str
    weight: int


def desk_lessons(college_id: UUID, course_id: UUID, wanted: set[UUID]) -> dict[UUID, DeskLesson]:
    """Those of the wanted lessons that belong to the course, with their records."""
    values = {"college": college_id, "course": course_id, "lessons": tuple(sorted(wanted))}
    if not wanted:
        return {}
    found: dict[UUID, DeskLesson] = {}
    for pk, day, state, substituted, teacher, *name in prepared.run("desk lessons", _lessons, values):
        record = LessonRecord(college_id=college_id, lesson_id=pk, course_id=course_id)
        cancelled = state == State.CANCELLED
        found[pk] = DeskLesson(pk, day, cancelled, substituted, teacher, short_name(*name), record, is_new=True)
    for record in prepared.run("desk records", _records, values):
        if record.lesson_id in found:
            found[record.lesson_id].record = record
            found[record.lesson_id].is_new = False
    return found


def _lessons(values: prepared.Values) -> QuerySet[Any]:
    rows = Lesson.objects.of(values["college"]).filter(course=values["course"], pk__in=values["lessons"])
    return rows.values_list(
        "pk", "date", "state", "substituted", "teacher_id",
        "teacher__surname", "teacher__given", "teacher__patronymic",
    )  # fmt: skip


def _records(values: prepared.Values) -> QuerySet[Any]:
    return LessonRecord.objects.of(values["college"]).filter(lesson__in=values["lessons"])


def open_permissions(college_id: UUID, lessons: Iterable[DeskLesson]) -> None:
    """Until when these closed lessons were opened by permission."""
    closed = {lesson.id: lesson for lesson in lessons}
    rows = OpenRequest.objects.of(college_id).filter(lesson__in=list(closed), state=RequestState.APPROVED)
    for pk, until in rows.values_list("lesson_id", "open_until"):
        known = closed[pk].open_until
        closed[pk].open_until = until if known is None or (until and until > known) else known


def desk_students(
    college_id: UUID, course: Course, since: date, until: date, only: set[UUID] | None
) -> dict[UUID, list[DeskStudent]]:
    """Stays on the course's list that touch the range, by student."""
    values = {
        "college": college_id, "group": course.group_id,
        "since": since, "until": until, "only": tuple(sorted(only)) if only is not None else None,
    }  # fmt: skip
    ranges = _ranges(college_id, course.subgroup_id) if course.subgroup_id is not None else None
    found: dict[UUID, list[DeskStudent]] = {}
    for pk, entered, left, recorded in prepared.run("desk students", _stays, values):
        parts = [(entered, left)] if ranges is None else within((entered, left), ranges.get(pk, ()))
        for begins, ends in parts:
            found.setdefault(pk, []).append(DeskStudent(pk, begins, ends, recorded))
    return found


def _ranges(college_id: UUID, subgroup: UUID) -> dict[UUID, list[tuple[date, date | None]]]:
    """student → his days in the subgroup: first and last of each range."""
    found: dict[UUID, list[tuple[date, date | None]]] = {}
    for student, since, until in prepared.run(
        "desk ranges", _of_subgroup, {"college": college_id, "subgroup": subgroup}
    ):
        found.setdefault(student, []).append((since, until))
    return found


def _of_subgroup(values: prepared.Values) -> QuerySet[Any]:
    rows = SubgroupMembership.objects.of(values["college"]).filter(subgroup=values["subgroup"])
    return rows.values_list("student_id", "since", "until")


def _stays(values: prepared.Values) -> QuerySet[Any]:
    college, since, until = values["college"], values["since"], values["until"]
    rows = Membership.objects.of(college).filter(
        Q(left__isnull=True) | Q(left__gt=since), group=values["group"], entered__lte=until
    )
    if values["only"] is not None:
        rows = rows.filter(student__in=values["only"])
    return rows.values_list("student_id", "entered", "left", "recorded_at")


def desk_cells(
    college_id: UUID, course_id: UUID, lessons: Iterable[UUID], only: set[UUID] | None = None
) -> dict[tuple[UUID, UUID, int], Entry]:
    """The cells of the lessons, of these students or of all."""
    values = {
        "college": college_id, "course": course_id, "lessons": tuple(sorted(lessons)),
        "only": tuple(sorted(only)) if only is not None else None,
    }  # fmt: skip
    rows = prepared.run("desk cells", _cells, values)
    return {(entry.lesson_id, entry.student_id, entry.slot): entry for entry in rows}


def _cells(values: prepared.Values) -> QuerySet[Any]:
    rows = Entry.objects.of(values["college"]).filter(course=values["course"], lesson__in=values["lessons"])
    return rows if values["only"] is None else rows.filter(student__in=values["only"])


def desk_works(college_id: UUID, lessons: dict[UUID, DeskLesson]) -> None:
    """Fill in the works of the lessons, removed ones too (their slots are not used again)."""
    for work in prepared.run("desk works", _works, {"college": college_id, "lessons": tuple(sorted(lessons))}):
        lessons[work.lesson_id].works[work.slot] = work


def _works(values: prepared.Values) -> QuerySet[Any]:
    return Work.objects.of(values["college"]).filter(lesson__in=values["lessons"])


def desk_kinds(college_id: UUID) -> dict[str, DeskKind]:
    """Kinds of work by code."""
    rows = WorkKind.objects.of(college_id).values_list("pk", "code", "weight")
    return {code: DeskKind(pk, code, weight) for pk, code, weight in rows}


_ENTRY_KEY = ("college_id", "course_id", "lesson_id", "student_id", "slot")
_ENTRY_REST = ("value", "dated", "version", "corrected", "author_id", "changed_at")
_RECORD_REST = (
    "topic", "programme_topic_id", "topic_version", "homework", "homework_due", "homework_version",
    "roll_called_at", "roll_version", "recorded_at", "late_entries",
)  # fmt: skip


def write_cells(entries: list[Entry]) -> None:
    """Insert or update the cells in one statement."""
    sql.insert(Entry, entries, _ENTRY_KEY, _ENTRY_REST)


def write_records(records: list[LessonRecord]) -> None:
    """Insert or update lesson records in one statement."""
    sql.insert(LessonRecord, records, ("college_id", "lesson_id"), _RECORD_REST)


def move_feeds(college_id: UUID, students: Collection[UUID], group: UUID | None, day: date) -> None:
    """Tell the diaries of these students, and of a whole group, that something changed.

    Rows are taken in the order of their students: two courses of one group, written at once, must not wait for each other.
    """
    wanted = set(students)
    if group is not None:
        members = Membership.objects.of(college_id).filter(on_list(day), group=group)
        wanted |= set(members.values_list("student_id", flat=True))
    if not wanted:
        return
    params = [sql.uid(college_id), *(sql.uid(student) for student in sorted(wanted))]
    rows = f"college_id = %s AND student_id IN ({sql.marks_for(wanted)})"
    if len(wanted) > 1 and connection.features.has_select_for_update:
        ordered = f"SELECT student_id FROM {sql.table(StudentFeed)} WHERE {rows} ORDER BY student_id FOR UPDATE"  # noqa: S608
        sql.fetch_all(ordered, params)
    sql.execute(f"UPDATE {sql.table(StudentFeed)} SET version = version + 1 WHERE {rows}", params)  # noqa: S608
