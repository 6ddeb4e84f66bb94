"""Practice and the timetable (A5.16): on its days the group has no lessons of the timetable, and owes no hours for them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

EVERY_DAY = "1234567"
PRACTICE_INDICES = ("УП", "ПП", "ПДП")


class PracticeKind(StrEnum):
    """УП, ПП, ПДП."""

    EDUCATIONAL = "educational"
    PRODUCTION = "production"
    PRE_DIPLOMA = "pre_diploma"


PRACTICE_NAMES = {
    PracticeKind.EDUCATIONAL: "учебная практика",
    PracticeKind.PRODUCTION: "производственная практика",
    PracticeKind.PRE_DIPLOMA: "преддипломная практика",
}


@dataclass(frozen=True, slots=True)
class Practice:
    """Days of practice: from ``starts`` to ``ends``, on ``weekdays`` (digits, 1 is Monday)."""

    starts: date
    ends: date
    kind: PracticeKind = PracticeKind.EDUCATIONAL
    weekdays: str = EVERY_DAY

    def holds(self, day: date) -> bool:
        """Whether the group is in practice on the day."""
        return self.starts <= day <= self.ends and str(day.isoweekday()) in self.weekdays


def practice_on(periods: Iterable[Practice], day: date) -> Practice | None:
    """The practice that keeps the group out of the timetable on the day, or None."""
    return next((period for period in periods if period.holds(day)), None)


def overlapping(one: Practice, other: Practice) -> bool:
    """Whether two practices of a group want the same day."""
    if one.starts > other.ends or other.starts > one.ends:
        return False
    return bool(set(one.weekdays) & set(other.weekdays))


def clash(practice: Practice) -> str:
    """Why a lesson cannot stand there: «группа на практике с 09.11 по 22.11»."""
    return f"группа на практике с {practice.starts:%d.%m} по {practice.ends:%d.%m}"
