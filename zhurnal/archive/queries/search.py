"""Journals of the years that are over, found by year, group, discipline, student (1.11 c, A12.7)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from zhurnal.academic_year.models import AcademicYear
from zhurnal.archive.policy import JOURNAL
from zhurnal.curriculum.models import CourseTeacher, Membership
from zhurnal.kernel import policy
from zhurnal.kernel.search import LAST_SIGN, START, Asked, Rows, Term, beginning, matching
from zhurnal.kernel.sought import read_sought
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person
from zhurnal.people.rules.names import short_name

MOST = 200
MOST_STUDENTS = 50


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list is narrowed to; words as they were typed."""

    year: UUID | None = None
    group: str = ""
    discipline: str = ""
    student: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One journal."""

    id: UUID
    year: str
    group: str
    discipline: str
    part: str
    term: int
    teachers: str
    closed: bool


@dataclass(frozen=True, slots=True)
class Found:
    """Journals in reach; ``more``: the list was cut. ``students``: whom the name fitted, with their groups by years."""

    years: list[AcademicYear]
    lines: list[Line]
    more: bool
    students: list[tuple[str, str]]


def _asked(actor: PersonActor, text: str) -> Asked:
    words = read_sought(text, actor.today).words
    return Asked(actor.college_id, tuple(Term(one, f" {one}", one[:START], one[:START] + LAST_SIGN) for one in words))


def journals(actor: PersonActor, filters: Filters) -> Found:
    """Journals of years that are over, the newest first. Five statements at most."""
    own = actor.college_id
    rows: Rows = policy.visible(actor, JOURNAL)
    years = list(AcademicYear.objects.of(own).filter(pk__in=rows.values("year_id")).order_by("-starts"))
    if filters.year:
        rows = rows.filter(year=filters.year)
    rows = matching(rows, _asked(actor, filters.group), "group__name", inside=True)
    rows = matching(rows, _asked(actor, filters.discipline), "discipline__index", "discipline__name")
    students: list[tuple[str, str]] = []
    if filters.student.strip():
        known, students = _students(actor, filters.student, rows)
        rows = rows.filter(group__in=known)
    found = rows.order_by("-year__starts", "group__name", "discipline__name", "term__number", "pk").values_list(
        "pk", "year__name", "group__name", "discipline__index", "discipline__name", "subgroup__name", "term__number",
        "year__closed_at",
    )[: MOST + 1]  # fmt: skip
    return Found(years, _lines(actor, list(found[:MOST])), len(found) > MOST, students)


def _students(actor: PersonActor, text: str, journals: Rows) -> tuple[Rows, list[tuple[str, str]]]:
    """A subquery of the groups of the students whom the name fits, of the groups of these journals only; and the students with their groups."""
    people = beginning(Person.objects.of(actor.college_id), _asked(actor, text), "surname", "given", "patronymic")
    members = Membership.objects.of(actor.college_id).filter(
        student__in=people.values("pk"), group__in=journals.values("group_id")
    )
    order = ("student__surname", "student__given", "student_id", "group__year__starts")
    columns = ("student_id", "student__surname", "student__given", "group__name", "group__year__name")
    told: dict[UUID, tuple[str, list[str]]] = {}
    for student, surname, given, name, year in members.order_by(*order).values_list(*columns)[:MOST]:
        told.setdefault(student, (f"{surname} {given}", []))[1].append(f"{name}, {year}")
    return members.values("group_id"), [(name, "; ".join(dict.fromkeys(said))) for name, said in told.values()][
        :MOST_STUDENTS
    ]


def _lines(actor: PersonActor, rows: list[Any]) -> list[Line]:
    teachers = teachers_of(actor.college_id, [row[0] for row in rows])
    return [
        Line(
            pk,
            year,
            group,
            f"{index} {name}".strip(),
            part or "",
            term,
            ", ".join(teachers.get(pk, [])),
            closed is not None,
        )
        for pk, year, group, index, name, part, term, closed in rows
    ]


def teachers_of(college_id: UUID, courses: Iterable[UUID]) -> dict[UUID, list[str]]:
    """course → its teachers in the order in which they led it."""
    rows = CourseTeacher.objects.of(college_id).filter(course__in=list(courses)).order_by("since", "pk")
    found: dict[UUID, list[str]] = {}
    for course, *name in rows.values_list("course_id", "teacher__surname", "teacher__given", "teacher__patronymic"):
        said = short_name(*name)
        if said not in found.setdefault(course, []):
            found[course].append(said)
    return found
