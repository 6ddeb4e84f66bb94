"""What the journal says of the students of some pages up to a day: evidence for marks, its derivation, the lessons behind it.

Six statements whatever the number of pages and groups, to be asked together with others (``reading``, then ``studied``).
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from zhurnal.assessment.rules.accumulation import Held
from zhurnal.assessment.rules.explaining import Weighed
from zhurnal.assessment.rules.proposing import Evidence
from zhurnal.curriculum.models import Course, Membership, SubgroupMembership
from zhurnal.grading.models import WorkKind
from zhurnal.journal.models import Entry, Excuse, Work
from zhurnal.journal.rules import signs
from zhurnal.journal.rules.attendance import excuse_kind
from zhurnal.journal.rules.signs import ExcuseKind, RequestState
from zhurnal.journal.rules.stays import within
from zhurnal.kernel import prepared
from zhurnal.kernel.sql import marks_for, table, uid
from zhurnal.kernel.together import NOTHING, Statement
from zhurnal.people.rules.names import alphabetical
from zhurnal.timetable.models import Lesson
from zhurnal.timetable.rules.lesson import State

Days = tuple[dt.date, dt.date | None]


@dataclass(frozen=True, slots=True)
class Studied:
    """One student of one page: who he is, whether he is on the list on the last day asked about, and what he has."""

    id: UUID
    name: str
    listed: bool
    evidence: Evidence
    marks: tuple[Weighed, ...]
    history: tuple[Held, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """What of a course is needed to read it."""

    id: UUID
    group: UUID
    subgroup: UUID | None


def reading(college_id: UUID, pages: Sequence[Page], since: dt.date, until: dt.date) -> list[Statement]:
    """The statements for ``studied``: memberships, days in subgroups, lessons, works, entries, causes of absence."""
    if not pages:
        return [NOTHING] * 6
    place = {"college": college_id, "groups": tuple(sorted({page.group for page in pages}))}
    wanted = [uid(page.id) for page in pages]
    own = uid(college_id)
    days = {**place, "since": since, "until": until}
    return [
        prepared.read("study members", _members, {**place, "until": until}),
        prepared.read("study subgroups", _subgroups, place),
        Statement(
            f"SELECT course_id, id, date, hours FROM {table(Lesson)} WHERE college_id = %s "  # noqa: S608
            f"AND course_id IN ({marks_for(wanted)}) AND date >= %s AND date <= %s AND state <> %s "
            "ORDER BY date, pair",
            [own, *wanted, since, until, State.CANCELLED],
        ),
        Statement(
            f"SELECT w.lesson_id, w.slot, w.weight, k.name, w.title FROM {table(Work)} w "  # noqa: S608
            f"JOIN {table(WorkKind)} k ON k.college_id = w.college_id AND k.id = w.kind_id "
            f"WHERE w.college_id = %s AND w.course_id IN ({marks_for(wanted)}) AND NOT w.removed",
            [own, *wanted],
        ),
        Statement(
            f"SELECT lesson_id, student_id, slot, value FROM {table(Entry)} "  # noqa: S608
            f"WHERE college_id = %s AND course_id IN ({marks_for(wanted)}) AND value <> ''",
            [own, *wanted],
        ),
        prepared.read("study causes", _causes, days),
    ]


def _members(values: prepared.Values) -> QuerySet[Any]:
    rows = Membership.objects.of(values["college"]).filter(group__in=values["groups"], entered__lte=values["until"])
    return rows.values_list(
        "group_id", "student_id", "student__surname", "student__given", "student__patronymic", "entered", "left"
    )


def _subgroups(values: prepared.Values) -> QuerySet[Any]:
    rows = SubgroupMembership.objects.of(values["college"]).filter(subgroup__group__in=values["groups"])
    return rows.values_list("subgroup_id", "student_id", "since", "until")


def _causes(values: prepared.Values) -> QuerySet[Any]:
    members = Membership.objects.of(values["college"]).filter(group__in=values["groups"])
    rows = Excuse.objects.of(values["college"]).filter(
        since__lte=values["until"], until__gte=values["since"], state=RequestState.APPROVED,
        student__in=members.values("student"),
    )  # fmt: skip
    return rows.order_by("since").values_list("student_id", "since", "until", "kind")


def studied(pages: Sequence[Page], until: dt.date, answers: Sequence[Any]) -> dict[UUID, list[Studied]]:
    """course → its students in alphabetical order, from the answers to ``reading``."""
    members, subgroups, lessons, works, entries, causes = answers
    people = _people(members)
    parts = _grouped((subgroup, (student, since, last)) for subgroup, student, since, last in subgroups)
    held = _grouped((course, (lesson, _date(day), hours)) for course, lesson, day, hours in lessons)
    kinds = {(lesson, slot): (weight, kind, title) for lesson, slot, weight, kind, title in works}
    values: dict[Any, dict[Any, list[tuple[int, str]]]] = {}
    for lesson, student, slot, value in entries:
        values.setdefault(student, {}).setdefault(lesson, []).append((slot, value))
    excuses = _grouped((student, (since, last, kind)) for student, since, last, kind in causes)
    found: dict[UUID, list[Studied]] = {}
    for page in pages:
        listed, stays = people.get(page.group, ([], {}))
        own = stays if page.subgroup is None else _narrowed(stays, parts.get(page.subgroup, []))
        lessons_of = held.get(uid(page.id), [])
        found[page.id] = [
            _student(
                Line(student, name, own[student], until), lessons_of, values.get(uid(student), {}), kinds,
                excuses.get(student, []),
            )
            for student, name in listed
            if own.get(student)
        ]  # fmt: skip
    return found


@dataclass(frozen=True, slots=True)
class Line:
    """A student with his days on the list of a page."""

    id: UUID
    name: str
    stays: list[Days]
    until: dt.date

    def listed_on(self, day: dt.date) -> bool:
        """Whether he was on the list that day."""
        return any(entered <= day and (left is None or day < left) for entered, left in self.stays)


def _student(
    line: Line,
    lessons: list[tuple[Any, dt.date, int]],
    values: dict[Any, list[tuple[int, str]]],
    kinds: dict[tuple[Any, int], tuple[int, str, str]],
    causes: list[tuple[dt.date, dt.date, str]],
) -> Studied:
    marks: list[Weighed] = []
    history: list[Held] = []
    ill = 0
    for lesson, day, hours in lessons:
        if not line.listed_on(day):
            continue
        had = values.get(lesson, ())
        in_lesson = []
        absent = released = False
        for slot, value in had:
            if slot == 0:
                absent, released = absent or signs.is_absence(value), released or value == signs.RELEASED
            elif (lesson, abs(slot)) in kinds:
                weight, kind, title = kinds[lesson, abs(slot)]
                marks.append(Weighed(value, weight, day, kind, title, made_up=slot < 0))
                in_lesson.append(value)
        if absent and excuse_kind(day, causes) == ExcuseKind.ILLNESS:
            ill += hours
        history.append(Held(day, hours, absent, released, tuple(in_lesson)))
    return Studied(
        line.id, line.name, line.listed_on(line.until), _evidence(marks, history, ill), tuple(marks), tuple(history)
    )


def _evidence(marks: list[Weighed], history: list[Held], ill: int) -> Evidence:
    counted = [mark for mark in marks if mark.value in signs.MARKS and mark.weight]
    passed = sum(mark.value == signs.CREDITS[0] for mark in marks)
    failed = sum(mark.value == signs.CREDITS[1] for mark in marks)
    return Evidence(
        total=sum(int(mark.value) * mark.weight for mark in counted),
        weights=sum(mark.weight for mark in counted),
        marks=len(counted) + passed + failed,
        credits=passed,
        failures=failed,
        held=sum(held.hours for held in history),
        missed=sum(held.hours for held in history if held.absent),
        ill=ill,
        released=sum(held.hours for held in history if held.released),
    )


def _people(members: Iterable[tuple[Any, ...]]) -> dict[UUID, tuple[list[tuple[UUID, str]], dict[UUID, list[Days]]]]:
    """group → (students in alphabetical order with «Абрамов Кирилл», student → his days on the group's list)."""
    names: dict[UUID, tuple[str, str, str]] = {}
    stays: dict[UUID, dict[UUID, list[Days]]] = {}
    for group, student, surname, given, patronymic, entered, left in members:
        names[student] = (surname, given, patronymic)
        stays.setdefault(group, {}).setdefault(student, []).append((entered, left))
    found = {}
    for group, own in stays.items():
        order = sorted(own, key=lambda student: alphabetical(*names[student]))
        found[group] = ([(student, f"{names[student][0]} {names[student][1]}".strip()) for student in order], own)
    return found


def _narrowed(
    stays: dict[UUID, list[Days]], ranges: Iterable[tuple[UUID, dt.date, dt.date | None]]
) -> dict[UUID, list[Days]]:
    """Only the members of a subgroup, each for the days he was in it."""
    days = _grouped((student, (since, until)) for student, since, until in ranges)
    return {
        student: [part for stay in own for part in within(stay, days.get(student, ()))]
        for student, own in stays.items()
    }


def _grouped(pairs: Iterable[tuple[Any, Any]]) -> dict[Any, list[Any]]:
    found: dict[Any, list[Any]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found


@lru_cache(maxsize=2_000)
def _date(value: Any) -> dt.date:
    """A date of either database."""
    return dt.date.fromisoformat(value) if isinstance(value, str) else value


def pages_of_discipline(college_id: UUID, course: Course) -> list[Page]:
    """All pages of the course's group, term and discipline: of the whole group and of subgroups. One statement.

    A result is of the discipline, so the marks of all its pages speak of it.
    """
    rows = Course.objects.of(college_id).filter(
        group=course.group_id, term=course.term_id, discipline=course.discipline_id
    )
    return [
        Page(pk, course.group_id, subgroup) for pk, subgroup in rows.order_by("pk").values_list("pk", "subgroup_id")
    ]


def shared_page(course: Course, pages: Iterable[Page]) -> UUID | None:
    """The page of the whole group on which the discipline's results are set, None where it is this one or there is none."""
    return next((page.id for page in pages if page.subgroup is None and page.id != course.id), None)


def together_of(course: UUID, found: dict[UUID, list[Studied]]) -> list[Studied]:
    """The students of one page, each with what he has on all the pages read."""
    rest: dict[UUID, list[Studied]] = {}
    for page, students in found.items():
        if page != course:
            for row in students:
                rest.setdefault(row.id, []).append(row)
    return [_joined(row, rest.get(row.id, [])) for row in found[course]]


def _joined(row: Studied, others: list[Studied]) -> Studied:
    if not others:
        return row
    return replace(
        row,
        evidence=sum((other.evidence for other in others), row.evidence),
        marks=(*row.marks, *(mark for other in others for mark in other.marks)),
        history=tuple(
            sorted((*row.history, *(held for other in others for held in other.history)), key=lambda held: held.day)
        ),
    )
