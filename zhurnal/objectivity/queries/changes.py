"""Improved old marks of a term, from the cells that were ever corrected and their record of changes."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import F

from zhurnal.journal.models import Entry
from zhurnal.journal.rules import targets
from zhurnal.kernel.models import Change
from zhurnal.objectivity.queries.scope import Scope
from zhurnal.objectivity.rules.improvements import Improved, Replaced, improved


@dataclass(frozen=True, slots=True)
class ImprovedCell:
    """An improved mark and where it stands."""

    course: UUID
    lesson: UUID
    student: UUID
    slot: int
    mark: Improved


@dataclass(frozen=True, slots=True)
class _Place:
    course: UUID
    lesson: UUID
    student: UUID
    slot: int
    day: date


def improved_cells(scope: Scope, old_days: int, course: UUID | None = None) -> list[ImprovedCell]:
    """Cells of the term (of one journal) whose old mark was raised. Two statements; one where nothing was corrected late."""
    places = _corrected(scope, old_days, course)
    if not places:
        return []
    history = _history(scope, places)
    found = []
    for target, place in places.items():
        mark = improved(place.day, history.get(target, ()), old_days)
        if mark is not None:
            found.append(ImprovedCell(place.course, place.lesson, place.student, place.slot, mark))
    return sorted(found, key=lambda cell: (cell.mark.on, cell.mark.lesson, str(cell.student)), reverse=True)


def _corrected(scope: Scope, old_days: int, course: UUID | None) -> dict[str, _Place]:
    """target → place of the marks that were corrected and last touched when they were old."""
    rows = Entry.objects.of(scope.college).filter(
        corrected__gt=0, slot__gt=0, lesson__term=scope.term, lesson__date__lte=scope.day
    )
    if course is not None:
        rows = rows.filter(course=course)
    found = {}
    columns = ("course_id", "lesson_id", "student_id", "slot", "changed_at", "lesson__date")
    for row in rows.order_by(F("lesson_id")).values_list(*columns):
        own, lesson, student, slot, at, day = row
        if at.astimezone(scope.zone).date() - day > timedelta(days=old_days):
            found[targets.cell(lesson.hex, student.hex, slot)] = _Place(own, lesson, student, slot, day)
    return found


def _history(scope: Scope, places: Iterable[str]) -> dict[str, list[Replaced]]:
    """target → its changes up to the day, the first first."""
    rows = Change.objects.of(scope.college).filter(target__in=list(places), at__lt=scope.before)
    found: dict[str, list[Replaced]] = defaultdict(list)
    columns = ("target", "before", "after", "at", "actor_name", "reason")
    for target, before, after, at, by, reason in rows.order_by("seq").values_list(*columns):
        found[target].append(Replaced(_sign(before), _sign(after), _day(at, scope), by, reason))
    return found


def _sign(value: Any) -> Any:
    """A recorded sign; of an отработка only the sign."""
    return value["value"] if isinstance(value, dict) else value or ""


def _day(at: datetime, scope: Scope) -> date:
    return at.astimezone(scope.zone).date()
