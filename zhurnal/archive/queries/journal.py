"""A journal of a year that is over as a spread to read: marks on the left, lessons on the right (A12.7)."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from zhurnal.archive.queries.search import teachers_of
from zhurnal.assessment.models import Result
from zhurnal.assessment.rules.levels import SHORT_WORDS, Level, head_of
from zhurnal.assessment.rules.values import printed
from zhurnal.curriculum.models import Course, GroupLeader, Membership, SubgroupMembership
from zhurnal.journal.models import Entry, LessonRecord
from zhurnal.people.actor import PersonActor
from zhurnal.people.rules.names import alphabetical, short_name
from zhurnal.timetable.models import Lesson
from zhurnal.timetable.rules.lesson import State


@dataclass(frozen=True, slots=True)
class Held:
    """A lesson: a column on the left, a line on the right."""

    id: UUID
    date: date
    hours: int
    topic: str
    homework: str
    teacher: str
    substituted: bool
    cancelled: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A student: his cells in the order of the lessons held, his results in the order of the heads, until when he was on the list."""

    name: str
    cells: tuple[tuple[str, ...], ...]
    results: tuple[str, ...]
    left: date | None


@dataclass(frozen=True, slots=True)
class Page:
    """The spread. ``heads``: over the results of the term and, where there are any, of its examination and of the year (A1.6)."""

    title: str
    group: str
    year: str
    term: int
    part: str
    teachers: str
    leader: str
    closed: bool
    lessons: tuple[Held, ...]
    heads: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def held(self) -> tuple[Held, ...]:
        """Lessons that were not cancelled."""
        return tuple(one for one in self.lessons if not one.cancelled)


def archived_page(actor: PersonActor, course: Course) -> Page:
    """The course comes with its group, year, term, discipline, subgroup. Eight statements."""
    own = actor.college_id
    lessons = _lessons(own, course)
    held = [one.id for one in lessons if not one.cancelled]
    cells: dict[tuple[UUID, UUID], list[str]] = {}
    entries = (
        Entry.objects.of(own).filter(course=course.pk).exclude(value="").order_by("lesson_id", "student_id", "slot")
    )
    for lesson, student, value in entries.values_list("lesson_id", "student_id", "value"):
        cells.setdefault((lesson, student), []).append(value)
    listed = _listed(own, course)
    heads, results = _results(own, course, [student for student, *_rest in listed])
    rows = [
        Row(
            name, tuple(tuple(cells.get((lesson, student), ())) for lesson in held),
            tuple(results.get((student, head), "") for head in heads), left,
        )
        for student, name, left in listed
    ]  # fmt: skip
    teachers = ", ".join(teachers_of(own, [course.pk]).get(course.pk, []))
    discipline = f"{course.discipline.index} {course.discipline.name}".strip()
    part = course.subgroup.name if course.subgroup else ""
    return Page(
        discipline, course.group.name, course.year.name, course.term.number, part, teachers, _leader(own, course),
        course.year.closed_at is not None, tuple(lessons), heads, tuple(rows),
    )  # fmt: skip


def _results(
    own: UUID, course: Course, students: list[UUID]
) -> tuple[tuple[str, ...], dict[tuple[UUID, str], str]]:  # fmt: skip
    """(heads in the order of the page, (student, head) → result); the mark of the term always has its column."""
    rows = Result.objects.of(own).filter(
        student__in=students, term=course.term_id, discipline=course.discipline_id, checkpoint__isnull=True
    )
    order, known = list(SHORT_WORDS), {SHORT_WORDS[Level.TERM]: 0}
    found: dict[tuple[UUID, str], str] = {}
    for student, level, form, value in rows.exclude(value="").values_list("student_id", "level", "form", "value"):
        head = head_of(Level(level), form)
        known.setdefault(head, order.index(Level(level)))
        found[student, head] = printed(value)
    return tuple(sorted(known, key=lambda head: known[head])), found


def _lessons(own: UUID, course: Course) -> list[Held]:
    written = LessonRecord.objects.of(own).filter(course=course.pk)
    said: dict[UUID, tuple[str, str]] = {
        pk: (topic, task) for pk, topic, task in written.values_list("lesson_id", "topic", "homework")
    }
    rows = Lesson.objects.of(own).filter(course=course.pk).order_by("date", "pair", "pk")
    columns = (
        "pk",
        "date",
        "hours",
        "state",
        "substituted",
        "teacher__surname",
        "teacher__given",
        "teacher__patronymic",
    )
    found = []
    for pk, day, hours, state, substituted, *name in rows.values_list(*columns):
        topic, task = said.get(pk, ("", ""))
        found.append(Held(pk, day, hours, topic, task, short_name(*name), substituted, state == State.CANCELLED))
    return found


def _listed(own: UUID, course: Course) -> list[tuple[UUID, str, date | None]]:
    """Everybody who was ever on the list, in alphabetical order; ``left``: of who did not stay to the end."""
    members: Any = Membership.objects.of(own).filter(group=course.group_id)
    if course.subgroup_id:
        parts = SubgroupMembership.objects.of(own).filter(subgroup=course.subgroup_id)
        members = members.filter(student__in=parts.values("student_id"))
    names: dict[UUID, tuple[str, str, str]] = {}
    left: dict[UUID, date | None] = {}
    columns = ("student_id", "student__surname", "student__given", "student__patronymic", "left")
    for student, surname, given, patronymic, until in members.order_by("entered").values_list(*columns):
        names[student] = (surname, given, patronymic)
        left[student] = until if until is not None and until <= course.year.ends else None
    ordered = sorted(names, key=lambda student: alphabetical(*names[student]))
    return [(student, f"{names[student][0]} {names[student][1]}", left[student]) for student in ordered]


def _leader(own: UUID, course: Course) -> str:
    rows = GroupLeader.objects.of(own).filter(group=course.group_id).order_by("-since")
    name = rows.values_list("person__surname", "person__given", "person__patronymic").first()
    return short_name(*name) if name else ""
