"""Everything measured of all journals of a term. A journal is compared with the whole college, whoever looks: all see the same numbers."""

from collections import OrderedDict, defaultdict
from collections.abc import Hashable
from dataclasses import dataclass
from time import monotonic
from typing import Any
from uuid import UUID

from django.db.models import QuerySet, Sum

from zhurnal.curriculum.models import Course
from zhurnal.kernel import prepared, together
from zhurnal.kernel.models import ChainHead
from zhurnal.objectivity.queries import marks
from zhurnal.objectivity.queries.changes import ImprovedCell, improved_cells
from zhurnal.objectivity.queries.results import TermMark, periods, term_marks
from zhurnal.objectivity.queries.scope import Scope
from zhurnal.objectivity.rules.exams import gap
from zhurnal.objectivity.rules.heaps import Heap, Period, end_heap, largest_sitting
from zhurnal.objectivity.rules.improvements import improvements
from zhurnal.objectivity.rules.measures import Measures
from zhurnal.objectivity.rules.proposals import departures
from zhurnal.objectivity.rules.strictness import Strictness, strictness
from zhurnal.objectivity.rules.thresholds import Thresholds

REMEMBERED = 4  # terms and days that a process keeps until the next change in their college
DEAR = 0.5  # seconds; what took longer to measure …
TIMES = 60  # … is shown for so many times its cost, though a mark was written meanwhile: at two seconds for two minutes


@dataclass(frozen=True, slots=True)
class _Kept:
    """Measures as of a number of changes; ``until``: by the process's clock, how long they are shown whatever is written."""

    number: int
    until: float
    measures: dict[UUID, Measures]


_kept: OrderedDict[Hashable, _Kept] = OrderedDict()


def measured(scope: Scope, limits: Thresholds) -> dict[UUID, Measures]:
    """course → what is measured of it, for every journal of the college's term. At most nine statements."""
    key, number, began = (scope.key(), limits), _number_of_changes(scope.college), monotonic()
    known = _kept.get(key)
    if known is None or (known.number != number and began >= known.until):
        measures = _measure(scope, limits)
        cost = monotonic() - began
        known = _kept[key] = _Kept(number, began + (TIMES * cost if cost > DEAR else 0.0), measures)
        while len(_kept) > REMEMBERED:
            _kept.popitem(last=False)
    return known.measures


def forget() -> None:
    """Measure everything anew."""
    _kept.clear()


def _number_of_changes(college: UUID) -> int:
    """Grows with every change that is written in the college."""
    rows = prepared.run("objectivity changes", _changes, {"college": college})
    return rows[0][0] or 0 if rows else 0


def _changes(values: prepared.Values) -> QuerySet[Any]:
    rows = ChainHead.objects.of(values["college"]).values("college_id").annotate(total=Sum("seq"))
    return rows.values_list("total")


def _measure(scope: Scope, limits: Thresholds) -> dict[UUID, Measures]:
    cells, held, hours = together.ask(marks.cells(scope), marks.lessons(scope), marks.written(scope))
    spreads, counted, strict = marks.spreads(scope, held, hours), marks.marks_by_journal(cells), strictness(cells)
    spans, given = periods(scope), term_marks(scope)
    raised: dict[UUID, list[ImprovedCell]] = defaultdict(list)
    for cell in improved_cells(scope, limits.old_days):
        raised[cell.course].append(cell)
    places = _places(scope)
    alike = _alike(places, strict)
    found = {}
    for course, (discipline, group) in places.items():
        spread = spreads.get(course) or marks.Spread()
        own = strict.get(course)
        found[course] = Measures(
            departures(mark.judged for mark in given.get(course, ())),
            heaps_of(spread, spans, scope, limits),
            largest_sitting(spread.entered, limits.old_days),
            gap(_pair(mark) for mark in given.get(course, ())),
            own,
            tuple(value for other, value in alike[discipline] if other != group) if own else (),
            improvements(
                (cell.mark for cell in raised[course]), counted.get(course, 0), scope.ends, scope.day, limits.end_days
            ),
        )
    return found


def heaps_of(spread: marks.Spread, spans: tuple[Period, ...], scope: Scope, limits: Thresholds) -> tuple[Heap, ...]:
    """The ends of the periods that have come."""
    heaps = (end_heap(spread.columns, span, scope.day, limits.end_days) for span in spans)
    return tuple(heap for heap in heaps if heap is not None)


def _pair(mark: TermMark) -> tuple[str, str]:
    return mark.judged.value, mark.exam


def _places(scope: Scope) -> dict[UUID, tuple[UUID, UUID]]:
    """course → (discipline, group), for every journal of the term."""
    rows = Course.objects.of(scope.college).filter(term=scope.term).order_by("pk")
    return {pk: (discipline, group) for pk, discipline, group in rows.values_list("pk", "discipline_id", "group_id")}


def _alike(
    places: dict[UUID, tuple[UUID, UUID]], strict: dict[UUID, Strictness]
) -> dict[UUID, list[tuple[UUID, float]]]:
    """discipline → (group, difference) of its journals."""
    found: dict[UUID, list[tuple[UUID, float]]] = defaultdict(list)
    for course, (discipline, group) in places.items():
        if course in strict:
            found[discipline].append((group, strict[course].difference.value))
    return found
