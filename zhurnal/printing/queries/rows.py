"""Everything that stands on the pages of some courses of one group: so many statements for one course, no more for thirty."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from zhurnal.assessment.models import Result
from zhurnal.assessment.rules import trace
from zhurnal.curriculum.models import Course, CourseTeacher, Group, Membership, SubgroupMembership
from zhurnal.curriculum.queries import plan_corrections
from zhurnal.inspection.models import Visa
from zhurnal.journal.models import Entry, Excuse, LessonRecord, Work
from zhurnal.journal.queries.shapes import ListedStudent
from zhurnal.journal.rules import targets
from zhurnal.journal.rules.corrections import is_correction
from zhurnal.journal.rules.signs import RequestState
from zhurnal.journal.rules.stays import within
from zhurnal.kernel.models import Change
from zhurnal.kernel.sql import fetch_all, hexed, marks_for, table, uid
from zhurnal.people.rules.names import alphabetical, full_name, short_name
from zhurnal.timetable.models import Lesson, Substitution
from zhurnal.timetable.rules.lesson import State

RELATED = ("group", "group__curriculum", "subgroup", "discipline", "term", "year")
PORTION = 5000  # targets in one statement


@dataclass(slots=True)
class PaperLesson:
    """A lesson that was held, with what is written about it; ``called``: its roll was called; ``works``: (slot, letters, name of the kind, title, for everyone)."""

    id: str
    date: date
    pair: int
    hours: int
    teacher: str
    substituted: bool
    topic: str = ""
    homework: str = ""
    corrected_words: bool = False
    called: bool = False
    works: list[tuple[int, str, str, str, bool]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Told:
    """One change from the record: who, when, before, after, reason, its number in the page's chain."""

    chain: UUID
    target: str
    before: Any
    after: Any
    author: str
    at: datetime
    reason: str
    seq: int


@dataclass(slots=True)
class Rows:
    """What was read. Keys: courses by UUID, lessons and students by 32 hexadecimal digits."""

    stays: list[ListedStudent] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    parts: dict[UUID, dict[str, list[tuple[date, date | None]]]] = field(default_factory=dict)
    lessons: dict[UUID, list[PaperLesson]] = field(default_factory=dict)
    cells: dict[UUID, dict[tuple[str, str], dict[int, str]]] = field(default_factory=dict)
    excuses: dict[str, list[tuple[date, date, str]]] = field(default_factory=dict)
    teachers: dict[UUID, list[str]] = field(default_factory=dict)
    results: dict[tuple[UUID, UUID], list[tuple[str, str, str, str]]] = field(default_factory=dict)
    instead: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    signed: dict[str, Told] = field(default_factory=dict)
    corrections: list[Told] = field(default_factory=list)
    visas: dict[UUID, list[tuple[date, str, datetime]]] = field(default_factory=dict)
    by_order: dict[UUID, int] = field(default_factory=dict)

    def listed(self, course: Course) -> list[ListedStudent]:
        """The stays of the course's list in its term, by the alphabet; of a subgroup only the days in it."""
        found = self.stays
        if course.subgroup_id is not None:
            ranges = self.parts.get(course.subgroup_id, {})
            found = [
                ListedStudent(row.id, row.surname, row.given, row.patronymic, entered, left, row.order_in, row.order_out, row.note, row.recorded_at)
                for row in found
                for entered, left in within((row.entered, row.left), ranges.get(row.id.hex, ()))
            ]  # fmt: skip
        starts, ends = course.term.starts, course.term.ends
        return [row for row in found if row.entered <= ends and (row.left is None or row.left > starts)]


def load_rows(college: UUID, group: Group, courses: Sequence[Course], today: date, *, history: bool = True) -> Rows:
    """The rows of these pages. ``history``: with signatures and corrections."""
    rows = Rows()
    ids = [course.pk for course in courses]
    _load_list(rows, college, group)
    _load_lessons(rows, college, ids, today)
    corrected = _load_cells(rows, college, courses)
    _load_around(rows, college, group, courses)
    rows.by_order = plan_corrections(college, ids, today)
    if history:
        _load_visas(rows, college, ids)
        _load_history(rows, college, ids, corrected)
    return rows


def _load_list(rows: Rows, college: UUID, group: Group) -> None:
    members = Membership.objects.of(college).filter(group=group.pk)
    names = ("student_id", "student__surname", "student__given", "student__patronymic")
    found = [
        ListedStudent(*row)
        for row in members.values_list(*names, "entered", "left", "order_in", "order_out", "note", "recorded_at")
    ]
    rows.stays = sorted(found, key=lambda row: (alphabetical(row.surname, row.given, row.patronymic), row.entered))
    for row in rows.stays:
        rows.numbers.setdefault(row.id.hex, len(rows.numbers) + 1)
    parts: dict[UUID, dict[str, list[tuple[date, date | None]]]] = defaultdict(lambda: defaultdict(list))
    inside = SubgroupMembership.objects.of(college).filter(subgroup__group=group.pk)
    for subgroup, student, since, until in inside.values_list("subgroup_id", "student_id", "since", "until"):
        parts[subgroup][student.hex].append((since, until))
    rows.parts = parts


def _load_lessons(rows: Rows, college: UUID, courses: list[UUID], today: date) -> None:
    held = Lesson.objects.of(college).filter(course__in=courses, date__lte=today).exclude(state=State.CANCELLED)
    names = ("teacher__surname", "teacher__given", "teacher__patronymic")
    by_id: dict[str, PaperLesson] = {}
    lessons: dict[UUID, list[PaperLesson]] = defaultdict(list)
    columns = held.order_by("date", "pair", "pk").values_list(
        "pk", "course_id", "date", "pair", "hours", "substituted", *names
    )
    for pk, course, day, pair, hours, substituted, *name in columns:
        row = PaperLesson(pk.hex, day, pair, hours, short_name(*name), substituted)
        by_id[row.id] = row
        lessons[course].append(row)
    written = LessonRecord.objects.of(college).filter(course__in=courses)
    for lesson, topic, homework, topics, tasks, called in written.values_list(
        "lesson_id", "topic", "homework", "topic_version", "homework_version", "roll_called_at"
    ):
        if known := by_id.get(lesson.hex):
            known.topic, known.homework, known.corrected_words = topic, homework, topics > 1 or tasks > 1
            known.called = called is not None
    works = Work.objects.of(college).filter(course__in=courses, removed=False).order_by("slot")
    for lesson, *work in works.values_list(
        "lesson_id", "slot", "kind__short", "kind__name", "title", "kind__marks_everyone"
    ):
        if known := by_id.get(lesson.hex):
            known.works.append((work[0], work[1], work[2], work[3], work[4]))
    rows.lessons = lessons
    substitutions = Substitution.objects.of(college).filter(lesson__course__in=courses)
    planned = ("planned_teacher__surname", "planned_teacher__given", "planned_teacher__patronymic")
    for lesson, surname, given, patronymic, reason in substitutions.values_list("lesson_id", *planned, "reason"):
        rows.instead[lesson.hex] = (short_name(surname, given, patronymic), surname, reason)


def _load_cells(rows: Rows, college: UUID, courses: Sequence[Course]) -> list[str]:
    """Fill in the cells; returns the targets of those that were corrected."""
    pages = {hexed(uid(course.pk)): course.pk for course in courses}
    wanted = [uid(course.pk) for course in courses]
    found = fetch_all(
        f"SELECT course_id, lesson_id, student_id, slot, value, corrected FROM {table(Entry)} "  # noqa: S608
        f"WHERE college_id = %s AND course_id IN ({marks_for(wanted)})",
        [uid(college), *wanted],
    )
    cells: dict[UUID, dict[tuple[str, str], dict[int, str]]] = {pk: {} for pk in pages.values()}
    corrected = []
    for page, lesson, student, slot, value, times in found:
        place = hexed(lesson), hexed(student)
        if value:
            cells[pages[hexed(page)]].setdefault(place, {})[slot] = value
        if times:
            corrected.append(targets.cell(*place, slot))
    rows.cells = cells
    return corrected


def _load_around(rows: Rows, college: UUID, group: Group, courses: Sequence[Course]) -> None:
    members = Membership.objects.of(college).filter(group=group.pk)
    excuses = Excuse.objects.of(college).filter(student__in=members.values("student_id"), state=RequestState.APPROVED)
    for student, since, until, kind in excuses.order_by("since").values_list("student_id", "since", "until", "kind"):
        rows.excuses.setdefault(student.hex, []).append((since, until, kind))
    leading = CourseTeacher.objects.of(college).filter(course__in=[course.pk for course in courses])
    names = ("teacher__surname", "teacher__given", "teacher__patronymic")
    for course, *name in leading.order_by("since", "pk").values_list("course_id", *names):
        known = rows.teachers.setdefault(course, [])
        if full_name(*name) not in known:
            known.append(full_name(*name))
    results = Result.objects.of(college).filter(
        group=group.pk, term__in={course.term_id for course in courses},
        discipline__in={course.discipline_id for course in courses}, checkpoint__isnull=True,
    ).exclude(value="")  # fmt: skip
    for discipline, term, *row in results.values_list(
        "discipline_id", "term_id", "student_id", "level", "form", "value"
    ):
        rows.results.setdefault((discipline, term), []).append((row[0].hex, row[1], row[2], row[3]))


def _load_visas(rows: Rows, college: UUID, courses: list[UUID]) -> None:
    """Who has looked the pages through up to which day, the earliest day first."""
    names = ("checker__surname", "checker__given", "checker__patronymic")
    found = Visa.objects.of(college).filter(course__in=courses).order_by("until", "made_at")
    for course, until, at, *name in found.values_list("course_id", "until", "made_at", *names):
        rows.visas.setdefault(course, []).append((until, short_name(*name), at))


_TOLD = ("chain", "target", "before", "after", "actor_name", "at", "reason", "seq")


def _load_history(rows: Rows, college: UUID, courses: list[UUID], corrected: list[str]) -> None:
    """Signatures: the last who wrote the topic; corrections: whatever replaced or struck out what had stood."""
    lessons = [lesson for found in rows.lessons.values() for lesson in found]
    standing = {targets.part("topic", lesson.id) for lesson in lessons if lesson.topic}
    rewritten = [lesson.id for lesson in lessons if lesson.corrected_words]
    struck = {targets.part("topic", lesson) for lesson in rewritten} - standing
    wanted = [*standing, *struck, *(targets.part("homework", lesson) for lesson in rewritten), *corrected]
    for first in range(0, len(wanted), PORTION):
        changes = Change.objects.of(college).filter(Q(target__in=wanted[first : first + PORTION]), chain__in=courses)
        for row in changes.order_by("chain", "seq").values_list(*_TOLD):
            told = Told(*row)
            if told.target in standing:
                rows.signed[targets.lesson_of(told.target)] = told
            if is_correction(told.target, told.before, told.after):
                rows.corrections.append(told)


def replaced_results(college: UUID, courses: list[UUID]) -> list[Told]:
    """Term, year and other results of these pages that were replaced or struck out. One statement."""
    changes = Change.objects.of(college).filter(chain__in=courses, target__startswith=trace.PREFIX)
    said = (Told(*row) for row in changes.order_by("chain", "seq").values_list(*_TOLD))
    return [told for told in said if trace.is_correction(told.target, told.before, told.after)]
