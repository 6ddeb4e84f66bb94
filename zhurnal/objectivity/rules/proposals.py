"""Term marks against what the journal proposed (A4.5)."""

from collections.abc import Iterable
from dataclasses import dataclass

from zhurnal.assessment.rules.values import MARKS
from zhurnal.objectivity.rules.intervals import Estimate, share
from zhurnal.objectivity.rules.thresholds import Thresholds

LEAST_RAISED = 3


@dataclass(frozen=True, slots=True)
class Judged:
    """A term mark beside the proposed one; both as they are kept, ``reason`` as it was written."""

    proposed: str
    value: str
    reason: str = ""

    @property
    def counts(self) -> bool:
        """Whether both are marks: «н/а», «зач.» and «осв.» are neither above nor below."""
        return self.proposed in MARKS and self.value in MARKS

    @property
    def step(self) -> int:
        """How many marks above (+) or below (−) the proposed one."""
        return int(self.value) - int(self.proposed) if self.counts else 0


@dataclass(frozen=True, slots=True)
class Departures:
    """What the term marks of one journal come to. ``unexplained``: departures either way without a word of reason."""

    total: int
    raised: int
    lowered: int
    unexplained: int
    share: Estimate

    def is_found(self, limits: Thresholds) -> bool:
        """Raised more often than usual and more often than lowered, or departed from without a word."""
        if self.unexplained:
            return True
        enough = self.total >= limits.students and self.raised >= LEAST_RAISED
        return enough and self.raised > self.lowered and self.share.low > limits.raised_share


def departures(rows: Iterable[Judged]) -> Departures:
    """Term marks of one journal against their proposals."""
    found = [row for row in rows if row.counts]
    raised = sum(row.step > 0 for row in found)
    return Departures(
        len(found),
        raised,
        sum(row.step < 0 for row in found),
        sum(row.step != 0 and not row.reason.strip() for row in found),
        share(raised, len(found)),
    )
