"""The closed set of results and what each means (A2.1, A2.12, A4.6–A4.8, A1.9)."""

from typing import NamedTuple

MARKS = ("5", "4", "3", "2")
CREDITED, NOT_CREDITED = "зач", "незач"
NOT_ATTESTED = "на"
RELEASED = "осв"
ATTESTED, UNATTESTED = "атт", "неатт"  # of a checkpoint without marks (A4.1)

VALUES = (*MARKS, CREDITED, NOT_CREDITED, NOT_ATTESTED, RELEASED, ATTESTED, UNATTESTED)

MASTERED, NOT_MASTERED = "освоен", "не освоен"
MASTERY = (MASTERED, NOT_MASTERED)

PRINTED = {
    NOT_ATTESTED: "н/а",
    CREDITED: "зач.",
    NOT_CREDITED: "незач.",
    RELEASED: "осв.",
    ATTESTED: "атт.",
    UNATTESTED: "не атт.",
}
IN_WORDS = {
    "5": "отлично",
    "4": "хорошо",
    "3": "удовлетворительно",
    "2": "неудовлетворительно",
    CREDITED: "зачтено",
    NOT_CREDITED: "не зачтено",
    NOT_ATTESTED: "не аттестован",
    RELEASED: "освобождён",
    ATTESTED: "аттестован",
    UNATTESTED: "не аттестован",
}

_UNFIT = frozenset({"2", NOT_CREDITED, NOT_ATTESTED, UNATTESTED})
POSITIVE = frozenset({"5", "4", "3", CREDITED, ATTESTED})


def is_unfit(value: str, mastery: str = "") -> bool:
    """Not successful: an academic debt (A4.7, A4.8). A module that is not mastered is none whatever its mark (A1.9)."""
    return value in _UNFIT or mastery == NOT_MASTERED


def is_positive(value: str, mastery: str = "") -> bool:
    """A result with which a student goes on; a released one is neither positive nor unfit (A2.12)."""
    return value in POSITIVE and mastery != NOT_MASTERED


class Outcome(NamedTuple):
    """A result as figures take it: the value, and of a module whether it is mastered."""

    value: str
    mastery: str = ""

    @property
    def unfit(self) -> bool:
        """A debt: «2», «н/а», «незач», a module that is not mastered."""
        return is_unfit(self.value, self.mastery)

    @property
    def unmastered(self) -> bool:
        """A module that is not mastered with a mark that would do."""
        return self.mastery == NOT_MASTERED and is_positive(self.value)


def printed(value: str) -> str:
    """As it stands on paper: «5», «н/а», «зач.»; empty for nothing."""
    return PRINTED.get(value, value)
