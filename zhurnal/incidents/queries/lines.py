"""Changes as lines of a page: where, whose mark, what became of what; four statements for any number of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from uuid import UUID

from zhurnal.curriculum.models import Course
from zhurnal.grading.models import WorkKind
from zhurnal.incidents.rules.changes import DOUBT_WORDS, Column, Marked
from zhurnal.journal.queries.place_names import columns_of, names_of
from zhurnal.people.actor import PersonActor

NO_DEVICE = "устройство неизвестно"


@dataclass(frozen=True, slots=True)
class Line:
    """One change."""

    id: UUID
    at: datetime
    day: date
    lesson: UUID
    course: UUID
    student: str
    column: str
    before: str
    after: str
    device: str
    fresh: bool
    doubts: tuple[str, ...]
    reason: str
    seq: int
    receipt: str
    place: tuple[UUID, UUID, int]


@dataclass(frozen=True, slots=True)
class Group:
    """Changes of one journal from one device, in the order of time."""

    course: UUID
    title: str
    device: str
    fresh: bool
    lines: tuple[Line, ...]


def grouped(actor: PersonActor, changes: Sequence[Marked]) -> tuple[Group, ...]:
    """The changes by device and journal: first what came from a new device."""
    pages = titles(actor, {one.course for one in changes})
    lines = lines_of(actor, changes)
    lines.sort(key=lambda one: (not one.fresh, one.device, pages.get(one.course, ""), str(one.course), one.at, one.seq))
    parts = groupby(lines, key=lambda one: (one.fresh, one.device, one.course))
    return tuple(
        Group(course, pages.get(course, ""), device, fresh, tuple(rows)) for (fresh, device, course), rows in parts
    )


@dataclass(frozen=True, slots=True)
class ColumnLine:
    """A column of an old lesson that became another: where, what it was and is, each with its weight."""

    at: datetime
    day: date
    course: UUID
    title: str
    before: str
    after: str
    device: str


def column_lines(actor: PersonActor, changes: Sequence[Column]) -> tuple[ColumnLine, ...]:
    """The changed columns in words. Two statements where there are any."""
    if not changes:
        return ()
    pages = titles(actor, {one.course for one in changes})
    kinds = dict(WorkKind.objects.of(actor.college_id).values_list("code", "name"))

    def said(kind: str, weight: int) -> str:
        return f"{kinds.get(kind, 'вид работы')}, вес {weight / 100:g}".replace(".", ",")

    return tuple(
        ColumnLine(
            one.at, one.day, one.course, pages.get(one.course, ""), said(*one.before), said(*one.after),
            one.device or NO_DEVICE,
        )
        for one in changes
    )  # fmt: skip


def titles(actor: PersonActor, courses: set[UUID]) -> dict[UUID, str]:
    """How journals are called: «Э-21, Электротехника»."""
    rows = Course.objects.of(actor.college_id).filter(pk__in=courses)
    return {
        pk: f"{group}, {discipline}" + (f", {part}" if part else "")
        for pk, group, discipline, part in rows.values_list("pk", "group__name", "discipline__name", "subgroup__name")
    }


def lines_of(actor: PersonActor, changes: Sequence[Marked]) -> list[Line]:
    """The changes with names."""
    students = names_of(actor.college_id, {one.student for one in changes})
    columns = columns_of(actor.college_id, {one.lesson for one in changes})
    return [
        Line(
            one.id, one.at, one.day, one.lesson, one.course, students.get(one.student.hex, "студент"),
            _column(one.slot, columns.get(one.lesson, {})), one.before or "–", one.after or "–", one.device or NO_DEVICE,
            one.fresh, tuple(DOUBT_WORDS[doubt] for doubt in one.doubts), one.reason, one.seq, one.receipt,
            (one.lesson, one.student, one.slot),
        )
        for one in changes
    ]  # fmt: skip


def _column(slot: int, columns: dict[int, str]) -> str:
    if slot == 0:
        return "явка"
    words = columns.get(abs(slot), f"столбец {abs(slot)}")
    return words if slot > 0 else f"{words}, отработка"
