"""What is written about a lesson, asked from below: floors above the timetable keep the writing, and register a probe here.

Whoever changes lessons (the office, the editor, a generation) asks ``burdens`` first: nothing written is ever lost.
"""

from collections.abc import Callable, Collection, Mapping
from uuid import UUID

from zhurnal.timetable.rules.burden import Burden

Probe = Callable[[UUID, Collection[UUID]], Mapping[UUID, Burden]]
"""(college, lessons) → burden of those that carry anything."""

Traces = Callable[[UUID, Collection[UUID]], set[UUID]]
"""(college, lessons) → those that any row names, even an empty one."""

_probes: list[Probe] = []
_traces: list[Traces] = []


def register(probe: Probe) -> Probe:
    """Ask this probe too."""
    if probe not in _probes:
        _probes.append(probe)
    return probe


def burdens(college_id: UUID, lessons: Collection[UUID]) -> dict[UUID, Burden]:
    """lesson → burden; those that carry nothing are left out."""
    found: dict[UUID, Burden] = {}
    for probe in _probes if lessons else ():
        for lesson, burden in probe(college_id, lessons).items():
            found[lesson] = max(burden, found.get(lesson, Burden.NOTHING))
    return found


def register_traces(traces: Traces) -> Traces:
    """Ask this one too before a lesson is deleted."""
    if traces not in _traces:
        _traces.append(traces)
    return traces


def traced(college_id: UUID, lessons: Collection[UUID]) -> set[UUID]:
    """Lessons that some row above names, and which therefore stay in the database."""
    return set().union(*(traces(college_id, lessons) for traces in _traces)) if lessons else set()
