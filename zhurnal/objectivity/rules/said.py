"""What was said of a finding, and whether it is settled."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Standing(StrEnum):
    """Where a finding stands."""

    OPEN = "open"
    ANSWERED = "answered"
    EXPLAINED = "explained"
    GROWN = "grown"  # it was explained, and more has come since


STANDING_WORDS = {
    Standing.OPEN: "без пояснения",
    Standing.ANSWERED: "есть ответ преподавателя",
    Standing.EXPLAINED: "объяснено",
    Standing.GROWN: "объяснено, с тех пор прибавилось",
}


@dataclass(frozen=True, slots=True)
class Said:
    """One word: who, when (by the college's clock), what; ``settles`` is a head's, ``weight`` how much there was of it then."""

    by: str
    at: datetime
    text: str
    settles: bool
    weight: int


def standing(said: Sequence[Said], weight: int) -> Standing:
    """Of a finding that weighs so much; ``said`` in the order in which it was said."""
    settled = next((word for word in reversed(said) if word.settles), None)
    if settled is not None:
        return Standing.GROWN if weight > settled.weight else Standing.EXPLAINED
    return Standing.ANSWERED if said else Standing.OPEN
