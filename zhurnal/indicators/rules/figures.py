"""Everything that is known of one line of a dashboard: a college, a department, a group, a teacher… Pure."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

from zhurnal.assessment.rules.indicators import GroupFigures, Tally, tally
from zhurnal.assessment.rules.values import Outcome
from zhurnal.indicators.rules.sums import Sums
from zhurnal.oversight.rules.hours import Hours

EMPTY = Counter[Outcome]()


class Side(StrEnum):
    """What it is held beside."""

    NOW = "now"
    BEFORE = "before"
    YEAR_AGO = "year_ago"


def tally_of(counts: Counter[Outcome]) -> Tally:
    """The tally of counted results."""
    return tally(counts.elements())


@dataclass(slots=True)
class Marked:
    """Final values (or of a checkpoint), counted; ``now`` beside the last and last year's ones."""

    now: Counter[Outcome] = field(default_factory=Counter)
    before: Counter[Outcome] = field(default_factory=Counter)
    year_ago: Counter[Outcome] = field(default_factory=Counter)


@dataclass(slots=True)
class Stood:
    """What stands at the end of a day. ``at_risk`` of ``forecast`` students (or student × journal) may end with a debt; ``findings`` are open.

    ``findings`` is None where nobody looked for any.
    """

    hours: Hours = field(default_factory=lambda: Hours(0))
    findings: int | None = None
    at_risk: int = 0
    forecast: int = 0


@dataclass(slots=True)
class Figures(Stood):
    """One line, with what stood at the end of the last period and a year ago beside it.

    ``tasks``: (done in time, all that were due) of whoever heads the line.

    ``by_students``: the figures of whole students (trap 1), where the line is made of whole groups.
    """

    now: Sums = field(default_factory=Sums)
    before: Sums = field(default_factory=Sums)
    year_ago: Sums = field(default_factory=Sums)
    finals: Marked = field(default_factory=Marked)
    checkpoint: Marked = field(default_factory=Marked)
    by_students: GroupFigures | None = None
    stood_before: Stood = field(default_factory=Stood)
    stood_year_ago: Stood = field(default_factory=Stood)

    def stood(self, side: Side) -> Stood:
        """What stood at the end of that side's days."""
        return {Side.NOW: self, Side.BEFORE: self.stood_before, Side.YEAR_AGO: self.stood_year_ago}[side]

    tasks: tuple[int, int] = (0, 0)
