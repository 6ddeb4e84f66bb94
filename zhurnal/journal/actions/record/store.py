"""What the desk reads and writes in the database."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import F, Q

from zhurnal.curriculum.models import Course, Membership, SubgroupMembership
from zhurnal.curriculum.relations import on_list
from zhurnal.grading.models import WorkKind
from zhurnal.journal.models import Entry, LessonRecord, OpenRequest, StudentFeed, Work
from zhurnal.journal.rules.signs import RequestState
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
    """Those of the wanted lessons that belong to the course."""
    rows = Lesson.objects.of(college_id).filter(course=course_id, pk__in=wanted)
    found: dict[UUID, DeskLesson] = {}
    for pk, day, state, substituted, teacher, *name in rows.values_list(
        "pk", "date", "state", "substituted", "teacher_id",
        "teacher__surname", "teacher__given", "teacher__patronymic",
    ):  # fmt: skip
        record = LessonRecord(college_id=college_id, lesson_id=pk, course_id=course_id)
        cancelled = state == State.CANCELLED
        found[pk] = DeskLesson(pk, day, cancelled, substituted, teacher, short_name(*name), record, is_new=True)
    for record in LessonRecord.objects.of(college_id).filter(lesson__in=list(found)):
        found[record.lesson_id].record = record
        found[record.lesson_id].is_new = False
    _open_permissions(college_id, found)
    return found


def _open_permissions(college_id: UUID, lessons: dict[UUID, DeskLesson]) -> None:
    """Until when a closed lesson was opened; asked only for lessons of the past."""
    rows = OpenRequest.objects.of(college_id).filter(lesson__in=list(lessons), state=RequestState.APPROVED)
    for lesson, until in rows.values_list("lesson_id", "open_until"):
        known = lessons[lesson].open_until
        lessons[lesson].open_until = until if known is None or (until and until > known) else known


def desk_students(
    college_id: UUID, course: Course, since: date, until: date, only: set[UUID] | None
) -> dict[UUID, list[DeskStudent]]:
    """Stays on the course's list that touch the range, by student."""
    rows = Membership.objects.of(college_id).filter(
        Q(left__isnull=True) | Q(left__gt=since), group=course.group_id, entered__lte=until
    )
    if only is not None:
        rows = rows.filter(student__in=only)
    found: dict[UUID, list[DeskStudent]] = {}
    for pk, entered, left, recorded in rows.values_list("student_id", "entered", "left", "recorded_at"):
        found.setdefault(pk, []).append(DeskStudent(pk, entered, left, recorded))
    if course.subgroup_id is None:
        return found
    members = SubgroupMembership.objects.of(college_id).filter(subgroup=course.subgroup_id, since__lte=until)
    members = members.filter(Q(until__isnull=True) | Q(until__gte=since))
    inside = set(members.values_list("student_id", flat=True))
    return {pk: stays for pk, stays in found.items() if pk in inside}


def desk_cells(college_id: UUID, course_id: UUID, lessons: Iterable[UUID]) -> dict[tuple[UUID, UUID, int], Entry]:
    """The cells of the lessons."""
    rows = Entry.objects.of(college_id).filter(course=course_id, lesson__in=list(lessons))
    return {(entry.lesson_id, entry.student_id, entry.slot): entry for entry in rows}


def desk_works(college_id: UUID, lessons: dict[UUID, DeskLesson]) -> None:
    """Fill in the works of the lessons, removed ones too (their slots are not used again)."""
    for work in Work.objects.of(college_id).filter(lesson__in=list(lessons)):
        lessons[work.lesson_id].works[work.slot] = work


def desk_kinds(college_id: UUID) -> dict[str, DeskKind]:
    """Kinds of work by code."""
    rows = WorkKind.objects.of(college_id).values_list("pk", "code", "weight")
    return {code: DeskKind(pk, code, weight) for pk, code, weight in rows}


_ENTRY_KEY = ["college", "course", "lesson", "student", "slot"]
_ENTRY_REST = ["value", "dated", "version", "corrected", "author", "changed_at"]
_RECORD_PARTS = [
    "topic", "programme_topic", "topic_version", "homework", "homework_due", "homework_version",
    "roll_called_at", "roll_version", "recorded_at", "late_entries",
]  # fmt: skip


def write_cells(entries: list[Entry]) -> None:
    """Insert or update the cells in one statement."""
    if entries:
        Entry.objects.bulk_create(entries, update_conflicts=True, update_fields=_ENTRY_REST, unique_fields=_ENTRY_KEY)


def write_records(records: list[LessonRecord]) -> None:
    """Insert or update lesson records in one statement."""
    if records:
        LessonRecord.objects.bulk_create(
            records, update_conflicts=True, update_fields=_RECORD_PARTS, unique_fields=["college", "lesson"]
        )


def move_feeds(college_id: UUID, students: set[UUID], group: UUID | None, day: date) -> None:
    """Tell the diaries of these students, or of the whole group, that something changed."""
    rows: Any = StudentFeed.objects.of(college_id)
    if group is not None:
        members = Membership.objects.of(college_id).filter(on_list(day), group=group)
        rows = rows.filter(Q(student__in=members.values("student_id")) | Q(student__in=students))
    elif students:
        rows = rows.filter(student__in=students)
    else:
        return
    rows.update(version=F("version") + 1)
