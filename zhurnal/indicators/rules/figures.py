"""Everything that is known of one line of a dashboard: a college, a department, a group, a teacher… Pure."""

from collections import Counter
from dataclasses import dataclass, field

from zhurnal.assessment.rules.indicators import GroupFigures, Tally
from zhurnal.indicators.rules.sums import Sums
from zhurnal.oversight.rules.hours import Hours

EMPTY = Counter[str]()


def tally_of(counts: Counter[str]) -> Tally:
    """The tally of counted values."""
    return Tally(tuple(sorted(counts.items())))


@dataclass(slots=True)
class Marked:
    """Final values (or of a checkpoint), counted; ``now`` beside the last and last year's ones."""

    now: Counter[str] = field(default_factory=Counter)
    before: Counter[str] = field(default_factory=Counter)
    year_ago: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class Figures:
    """One line. ``at_risk`` of ``forecast`` students (or student × journal) may end with a debt; ``findings`` stand open;

    ``tasks``: (done in time, all that were due) of whoever heads the line.

    ``by_students``: the figures of whole students (trap 1), where the line is made of whole groups.
    """

    now: Sums = field(default_factory=Sums)
    before: Sums = field(default_factory=Sums)
    year_ago: Sums = field(default_factory=Sums)
    finals: Marked = field(default_factory=Marked)
    checkpoint: Marked = field(default_factory=Marked)
    by_students: GroupFigures | None = None
    hours: Hours = field(default_factory=lambda: Hours(0))
    findings: int | None = None
    at_risk: int = 0
    forecast: int = 0
    tasks: tuple[int, int] = (0, 0)
