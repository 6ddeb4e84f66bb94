"""What the desk reads and writes in the database."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from zhurnal.curriculum.models import Course, Membership, SubgroupMembership
from zhurnal.curriculum.relations import on_list
from zhurnal.grading.weights import weighed_kinds
from zhurnal.journal.models import Entry, LessonRecord, OpenRequest, StudentFeed, Work
from zhurnal.journal.rules.locks import Day
from zhurnal.journal.rules.places import Opening
from zhurnal.journal.rules.signs import RequestState
from zhurnal.journal.rules.stays import within
from zhurnal.kernel import prepared, sql, together
from zhurnal.kernel.models import Change
from zhurnal.kernel.together import NOTHING, Statement
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
    frozen: bool = False
    viewed_until: Day | None = None
    openings: list[Opening] = field(default_factory=list)
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
    name: str = ""
    closed_on: date | None = None

    def open_on(self, day: date) -> bool:
        """Whether a lesson of that day may get a column of it."""
        return self.closed_on is None or day < self.closed_on


def lessons_and_records(college_id: UUID, course_id: UUID, wanted: Collection[UUID]) -> tuple[Statement, Statement]:
    """What ``desk_lessons`` puts together: those of the wanted lessons that belong to the course, and their records."""
    values = {"college": college_id, "course": course_id, "lessons": tuple(sorted(wanted))}
    return prepared.read("desk lessons", _lessons, values), prepared.read("desk records", _records, values)


def desk_lessons(
    college_id: UUID, course_id: UUID, lessons: Iterable[Any], records: Iterable[LessonRecord]
) -> dict[UUID, DeskLesson]:
    """The lessons with their records, from the rows of both."""
    found: dict[UUID, DeskLesson] = {}
    for pk, day, state, substituted, frozen, viewed, teacher, *name in lessons:
        record = LessonRecord(college_id=college_id, lesson_id=pk, course_id=course_id)
        cancelled = state == State.CANCELLED
        found[pk] = DeskLesson(
            pk, day, cancelled, substituted, teacher, short_name(*name), record, is_new=True, frozen=frozen is not None,
            viewed_until=viewed,
        )  # fmt: skip
    for record in records:
        if record.lesson_id in found:
            found[record.lesson_id].record = record
            found[record.lesson_id].is_new = False
    return found


def _lessons(values: prepared.Values) -> QuerySet[Any]:
    rows = Lesson.objects.of(values["college"]).filter(course=values["course"], pk__in=values["lessons"])
    return rows.values_list(
        "pk", "date", "state", "substituted", "course__frozen_at", "course__viewed_until", "teacher_id",
        "teacher__surname", "teacher__given", "teacher__patronymic",
    )  # fmt: skip


def _records(values: prepared.Values) -> QuerySet[Any]:
    return LessonRecord.objects.of(values["college"]).filter(lesson__in=values["lessons"])


def open_permissions(college_id: UUID, lessons: Iterable[DeskLesson]) -> None:
    """What of these closed lessons was opened by permission, and until when."""
    closed = {lesson.id: lesson for lesson in lessons}
    rows = OpenRequest.objects.of(college_id).filter(lesson__in=list(closed), state=RequestState.APPROVED)
    for pk, until, opened in rows.values_list("lesson_id", "open_until", "places"):
        if until is not None:
            closed[pk].openings.append(Opening(until, opened))


def stays_of(college_id: UUID, course: Course, only: set[UUID] | None) -> tuple[Statement, Statement]:
    """What ``desk_students`` puts together: stays in the group, of these students or of all, and days in the subgroup."""
    own = tuple(sorted(only)) if only is not None else None
    stays = prepared.read("desk students", _stays, {"college": college_id, "group": course.group_id, "only": own})
    if course.subgroup_id is None:
        return stays, NOTHING
    values = {"college": college_id, "subgroup": course.subgroup_id}
    return stays, prepared.read("desk ranges", _of_subgroup, values)


def desk_students(
    course: Course, stays: Iterable[Any], ranges: Iterable[tuple[UUID, date, date | None]]
) -> dict[UUID, list[DeskStudent]]:
    """Stays on the course's list by student; in a course of a subgroup, its days narrow those of the group."""
    days: dict[UUID, list[tuple[date, date | None]]] = {}
    for student, since, until in ranges:
        days.setdefault(student, []).append((since, until))
    found: dict[UUID, list[DeskStudent]] = {}
    for pk, entered, left, recorded in stays:
        parts = [(entered, left)] if course.subgroup_id is None else within((entered, left), days.get(pk, ()))
        for begins, ends in parts:
            found.setdefault(pk, []).append(DeskStudent(pk, begins, ends, recorded))
    return found


def _of_subgroup(values: prepared.Values) -> QuerySet[Any]:
    rows = SubgroupMembership.objects.of(values["college"]).filter(subgroup=values["subgroup"])
    return rows.values_list("student_id", "since", "until")


def _stays(values: prepared.Values) -> QuerySet[Any]:
    rows = Membership.objects.of(values["college"]).filter(group=values["group"])
    if values["only"] is not None:
        rows = rows.filter(student__in=values["only"])
    return rows.values_list("student_id", "entered", "left", "recorded_at")


def cells_of(college_id: UUID, course_id: UUID, lessons: Collection[UUID], only: set[UUID] | None) -> Statement:
    """The cells of the lessons, of these students or of all."""
    values = {
        "college": college_id, "course": course_id, "lessons": tuple(sorted(lessons)),
        "only": tuple(sorted(only)) if only is not None else None,
    }  # fmt: skip
    return prepared.read("desk cells", _cells, values)


def _cells(values: prepared.Values) -> QuerySet[Any]:
    rows = Entry.objects.of(values["college"]).filter(course=values["course"], lesson__in=values["lessons"])
    return rows if values["only"] is None else rows.filter(student__in=values["only"])


def works_of(college_id: UUID, course_id: UUID, lessons: Collection[UUID]) -> Statement:
    """The works of the lessons, removed ones too (their slots are not used again)."""
    values = {"college": college_id, "course": course_id, "lessons": tuple(sorted(lessons))}
    return prepared.read("desk works", _works, values)


def _works(values: prepared.Values) -> QuerySet[Any]:
    return Work.objects.of(values["college"]).filter(course=values["course"], lesson__in=values["lessons"])


def kinds_of(college_id: UUID, course: Course) -> Statement:
    """(id, code, weight, name, closed_on) of the kinds of work; the weight is that of the page."""
    values = {"college": college_id, "course": course.id, "discipline": course.discipline_id}
    return prepared.read("desk kinds", _kinds, values)


def _kinds(values: prepared.Values) -> QuerySet[Any]:
    rows = weighed_kinds(values["college"], values["course"], values["discipline"])
    return rows.values_list("pk", "code", "effective", "name", "closed_on")


def done_before(college_id: UUID, keys: Iterable[UUID]) -> Statement:
    """(key, person, moment, target) of the commands that were already carried out."""
    return prepared.read("done", _by_keys, {"college": college_id, "keys": tuple(keys)})


def _by_keys(values: prepared.Values) -> QuerySet[Any]:
    rows = Change.objects.of(values["college"]).filter(key__in=values["keys"])
    return rows.values_list("key", "actor_id", "at", "target")


_ENTRY_KEY = ("college_id", "course_id", "lesson_id", "student_id", "slot")
_ENTRY_REST = ("value", "dated", "version", "corrected", "author_id", "changed_at")
_RECORD_REST = (
    "topic", "programme_topic_id", "topic_version", "homework", "homework_due", "homework_version",
    "roll_called_at", "roll_version", "recorded_at", "late_entries",
)  # fmt: skip


def written_cells(entries: list[Entry]) -> Statement:
    """Insert or update the cells in one statement."""
    return sql.inserting(Entry, entries, _ENTRY_KEY, _ENTRY_REST)


def written_records(records: list[LessonRecord]) -> Statement:
    """Insert or update lesson records in one statement."""
    return sql.inserting(LessonRecord, records, ("college_id", "lesson_id"), _RECORD_REST)


def move_feeds(college_id: UUID, students: Collection[UUID], group: UUID | None, day: date) -> None:
    """Tell the diaries now."""
    together.ask(*moved_feeds(college_id, students, group, day))


def moved_feeds(college_id: UUID, students: Collection[UUID], group: UUID | None, day: date) -> list[Statement]:
    """Tell the diaries of these students, and of a whole group, that something changed.

    Rows are taken in the order of their students: two courses of one group, written at once, must not wait for each other.
    """
    wanted = set(students)
    if group is not None:
        members = Membership.objects.of(college_id).filter(on_list(day), group=group)
        wanted |= set(members.values_list("student_id", flat=True))
    if not wanted:
        return []
    params = [sql.uid(college_id), *(sql.uid(student) for student in sorted(wanted))]
    rows = f"college_id = %s AND student_id IN ({sql.marks_for(wanted)})"
    moving = Statement(f"UPDATE {sql.table(StudentFeed)} SET version = version + 1 WHERE {rows}", params)  # noqa: S608
    if len(wanted) == 1 or not connection.features.has_select_for_update:
        return [moving]
    ordered = f"SELECT student_id FROM {sql.table(StudentFeed)} WHERE {rows} ORDER BY student_id FOR UPDATE"  # noqa: S608
    return [Statement(ordered, params), moving]
