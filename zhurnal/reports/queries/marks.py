"""Marks set in lessons of some days, by student and discipline: what a notice to parents tells (A9)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction
from typing import Any
from uuid import UUID

from zhurnal.curriculum.models import Course, Discipline
from zhurnal.journal.models import Entry, Work
from zhurnal.journal.queries.then import Then, cells_then, places_of
from zhurnal.journal.rules.signs import MARKS, is_mark
from zhurnal.timetable.rules.lesson import State


@dataclass(slots=True)
class Taken:
    """A student's marks in one discipline in the order of time; ``points`` and ``weights`` make his mean."""

    marks: list[str] = field(default_factory=list)
    points: int = 0
    weights: int = 0

    @property
    def mean(self) -> Fraction | None:
        """The weighted mean of 5, 4, 3, 2 (A2.11)."""
        return Fraction(self.points, self.weights) if self.weights else None


def marks_between(
    college_id: UUID, group: UUID, since: date, until: date, moment: datetime | None = None
) -> dict[UUID, dict[UUID, Taken]]:
    """student → discipline → his marks. Two statements; a mark of a struck-out work is none.

    ``moment``: as the cells stood then, which takes four more: a work that has been struck out since had its marks.
    """
    works = Work.objects.of(college_id).filter(course__group=group, lesson__date__gte=since, lesson__date__lte=until)
    works = works if moment else works.filter(removed=False)
    weights = {(lesson, slot): weight for lesson, slot, weight in works.values_list("lesson_id", "slot", "weight")}
    rows = Entry.objects.of(college_id).filter(
        course__group=group, lesson__date__gte=since, lesson__date__lte=until, lesson__state=State.PLANNED
    )
    ordered = rows.exclude(slot=0).exclude(value="").order_by("lesson__date", "lesson__pair", "slot")
    cells = list(ordered.values_list(*_CELL))
    changed = cells_then(college_id, [group], until, moment, roll=False)
    if changed:
        cells = _then(college_id, cells, changed, since)
    found: dict[UUID, dict[UUID, Taken]] = defaultdict(lambda: defaultdict(Taken))
    for lesson, student, slot, _day, _pair, discipline, value in cells:
        weight = weights.get((lesson, abs(slot)))
        if weight is None or not is_mark(value):
            continue
        taken = found[student][discipline]
        taken.marks.append(value)
        if value in MARKS:
            taken.points += int(value) * weight
            taken.weights += weight
    return found


_CELL = ("lesson_id", "student_id", "slot", "lesson__date", "lesson__pair", "course__discipline_id", "value")


def _then(
    college_id: UUID, cells: Iterable[tuple[Any, ...]], changed: Sequence[Then], since: date
) -> list[tuple[Any, ...]]:
    """The cells as they stood, in the same order. Two statements."""
    places = places_of(college_id, changed)
    disciplines = disciplines_of(college_id, {one.course for one in changed})
    since_then = {(one.lesson, one.student, one.slot) for one in changed}
    found = [row for row in cells if row[:3] not in since_then]
    for one in changed:
        place = places.get(one.lesson)
        if place is not None and place.date >= since:
            where = (one.lesson, one.student, one.slot, place.date, place.pair, disciplines[one.course])
            found.append((*where, one.value))
    return sorted(found, key=lambda row: (row[3], row[4], row[2]))


def titles(college_id: UUID, disciplines: set[UUID]) -> dict[UUID, str]:
    """discipline → «ОП.02 Электротехника». One statement."""
    rows = Discipline.objects.of(college_id).filter(pk__in=disciplines).values_list("pk", "index", "name")
    return {pk: f"{index} {name}".strip() for pk, index, name in rows}


def disciplines_of(college_id: UUID, courses: set[UUID]) -> dict[UUID, UUID]:
    """page → its discipline. One statement."""

    return dict(Course.objects.of(college_id).filter(pk__in=courses).values_list("pk", "discipline_id"))
