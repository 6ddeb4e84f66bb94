"""The average explains itself: which marks, which weights, what it would be without each (A2.11; clause 1.11 d)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from zhurnal.journal.rules import signs
from zhurnal.journal.rules.average import weighted_average
from zhurnal.kernel.rounding import half_up


@dataclass(frozen=True, slots=True)
class Weighed:
    """One mark of the journal: its value, its weight in hundredths, its day and kind of work; ``made_up``: an отработка."""

    value: str
    weight: int
    day: date
    kind: str = ""
    title: str = ""
    made_up: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A mark that counts, and the average in hundredths as it would be without it (None: nothing would be left)."""

    mark: Weighed
    without: int | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """``average`` in hundredths; ``total``: Σ mark · weight, ``weights``: Σ weight, both in hundredths of a weight.

    ``plain``: the average without weights, beside the weighted one (A2.11).
    """

    average: int | None
    plain: int | None
    total: int
    weights: int
    parts: tuple[Part, ...]


def explain(marks: Sequence[Weighed]) -> Explanation:
    """The average with its derivation; marks in order of time. A weight of 0 takes no part; зач, осв and «н» never do."""
    counted = sorted(
        (mark for mark in marks if mark.value in signs.MARKS and mark.weight),
        key=lambda mark: (mark.day, mark.kind, mark.title, mark.made_up, mark.value),
    )
    total = sum(int(mark.value) * mark.weight for mark in counted)
    weights = sum(mark.weight for mark in counted)
    return Explanation(
        average=weighted_average((mark.value, mark.weight) for mark in counted),
        plain=weighted_average((mark.value, 1) for mark in counted),
        total=total,
        weights=weights,
        parts=tuple(
            Part(mark, rounded(total - int(mark.value) * mark.weight, weights - mark.weight)) for mark in counted
        ),
    )


def rounded(total: int, weights: int) -> int | None:
    """Σ mark · weight over Σ weight in hundredths, by the one rounding there is; None where nothing counts."""
    return half_up(100 * total, weights) if weights else None


def share(part: int, whole: int) -> int | None:
    """Per cent in tenths (333 = 33,3), half up; None of an empty whole: it is shown as «–», never as 0."""
    return half_up(1000 * part, whole) if whole else None
