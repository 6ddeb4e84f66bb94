"""Results as plain rows, for this room and for those above."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from zhurnal.assessment.models import Result
from zhurnal.assessment.rules.levels import Level
from zhurnal.curriculum.models import Course, Discipline, Membership
from zhurnal.kernel.sql import fetch_all, marks_for, table, uid, uuids

FIELDS = (
    "student_id", "discipline_id", "discipline__index", "discipline__name", "term_id", "semester", "level", "form", "value",
    "mastery", "source", "pk", "term__number", "term__year__name", "checkpoint_id", "proposed", "average", "reason", "ground",
    "personal_until", "published_at", "set_at", "version", "course_id", "group_id",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Marked:
    """What a standing result says of a student."""

    student: UUID
    discipline: UUID
    index: str
    name: str
    term: UUID
    semester: int
    level: str
    form: str
    value: str
    mastery: str
    source: str


@dataclass(frozen=True, slots=True)
class ResultRow(Marked):
    """One standing result whole; ``average`` in hundredths; ``published_at`` None: students and parents must not learn of it."""

    id: UUID
    term_number: int
    year: str
    checkpoint: UUID | None
    proposed: str
    average: int | None
    reason: str
    ground: str
    personal_until: dt.date | None
    published_at: dt.datetime | None
    set_at: dt.datetime
    version: int
    course: UUID | None
    group: UUID | None


def results_of_group(college_id: UUID, group: UUID, term: UUID) -> list[ResultRow]:
    """All results in a term of everybody who was ever on the group's list, struck-out ones left out. One statement."""
    members = Membership.objects.of(college_id).filter(group=group)
    return _rows(Result.objects.of(college_id).filter(term=term, student__in=members.values("student")))


def results_of_student(college_id: UUID, student: UUID, *, published: bool) -> list[ResultRow]:
    """A student's results of all years in order of semesters. ``published``: only what he himself may see. One statement."""
    rows = Result.objects.of(college_id).filter(student=student)
    return _rows(rows.filter(published_at__isnull=False) if published else rows)


def results_of_students(college_id: UUID, students: Iterable[UUID], *, term: UUID | None = None) -> list[ResultRow]:
    """Standing results of these students, of all years or of one term. One statement."""
    rows = Result.objects.of(college_id).filter(student__in=list(students))
    return _rows(rows if term is None else rows.filter(term=term))


def marked_of_students(college_id: UUID, students: Iterable[UUID]) -> list[Marked]:
    """The same of all years with nothing but what they say, in order of time, for lists of the whole college. One statement."""
    wanted = [uid(student) for student in students]
    rows = fetch_all(
        f"""
        SELECT r.student_id, r.discipline_id, d."index", d.name, r.term_id, r.semester, r.level, r.form, r.value, r.mastery,
               r.source
          FROM {table(Result)} r
          JOIN {table(Discipline)} d ON d.college_id = r.college_id AND d.id = r.discipline_id
         WHERE r.college_id = %s AND r.student_id IN ({marks_for(wanted)}) AND NOT (r.value = '' AND r.mastery = '')
         ORDER BY r.semester, r.level, r.set_at
        """,  # noqa: S608  (only names of our own tables and placeholders are put in)
        [uid(college_id), *wanted],
    )
    return [
        Marked(uuids(student), uuids(discipline), index, name, uuids(term), *rest)
        for student, discipline, index, name, term, *rest in rows
    ]


def results_of_page(
    college_id: UUID, course: Course, students: Iterable[UUID], *, checkpoint: UUID | None = None, year: bool = False
) -> list[ResultRow]:
    """Term results (or of a checkpoint, or of the year) of these students of a page, struck-out ones too: their versions count. One statement."""
    level = Level.YEAR if year else Level.CHECKPOINT if checkpoint else Level.TERM
    rows = Result.objects.of(college_id).filter(
        discipline=course.discipline_id,
        term=course.term_id,
        level=level,
        checkpoint=checkpoint,
        student__in=list(students),
    )
    return [ResultRow(*row) for row in rows.order_by("student_id").values_list(*FIELDS)]


def in_order(rows: QuerySet[Result]) -> QuerySet[Result]:
    """In order of semesters and disciplines, as every list shows them."""
    return rows.order_by("semester", "discipline__index", "discipline__name", "level", "set_at")


def _rows(rows: QuerySet[Result]) -> list[ResultRow]:
    ordered = in_order(rows.exclude(value="", mastery=""))
    return [ResultRow(*row) for row in ordered.values_list(*FIELDS)]
