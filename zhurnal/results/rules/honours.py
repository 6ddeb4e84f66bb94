"""A diploma with honours (A4.14): nothing but 5 and 4 in the supplement, at least 75 % fives with the state attestation."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from zhurnal.assessment.rules.indicators import share
from zhurnal.assessment.rules.values import MARKS

NEEDED = Fraction(75)


@dataclass(frozen=True, slots=True)
class Honours:
    """``fives`` of ``known`` marks now; ``ahead`` marks are still to come. ``spoiled``: why it cannot be reached, "" when it can."""

    fives: int
    known: int
    ahead: int
    spoiled: str = ""

    @property
    def now(self) -> Fraction | None:
        """Share of fives now, per cent; credits are left out."""
        return share(self.fives, self.known)

    @property
    def reachable(self) -> Fraction | None:
        """The share if everything to come is a five."""
        return share(self.fives + self.ahead, self.known + self.ahead)

    @property
    def holds(self) -> bool:
        """Whether the share is enough as it stands: exactly, 74.99 is not 75."""
        return not self.spoiled and self.now is not None and self.now >= NEEDED

    @property
    def possible(self) -> bool:
        """Whether it can still be reached."""
        return not self.spoiled and self.reachable is not None and self.reachable >= NEEDED

    @property
    def fours_left(self) -> int:
        """How many fours what is to come may still hold."""
        total = self.known + self.ahead
        allowed = total - -(-3 * total // 4)  # fours among all marks
        return max(0, min(self.ahead, allowed - (self.known - self.fives)))


def honours(marks: Iterable[str], ahead: int, *, debts: int = 0, state: Iterable[str] = ()) -> Honours:
    """From the marks of the supplement so far (``state``: of the state attestation) and how many graded rows are still to come."""
    attested = [value for value in state if value in MARKS]
    known = [*(value for value in marks if value in MARKS), *attested]
    spoiled = ""
    if debts:
        spoiled = "есть долг"
    elif any(value in ("3", "2") for value in known):
        spoiled = "есть «3»"
    elif any(value != "5" for value in attested):
        spoiled = "на ГИА не «5»"
    found = Honours(known.count("5"), len(known), ahead, spoiled)
    if not spoiled and not found.possible:
        return Honours(found.fives, found.known, ahead, "не хватит пятёрок")
    return found
