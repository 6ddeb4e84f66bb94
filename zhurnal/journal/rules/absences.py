"""Missed hours (A6.1): all, for a valid cause, without one, with a cause that nobody told yet."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from zhurnal.journal.rules import signs
from zhurnal.journal.rules.attendance import is_valid_absence

UNEXCUSED = "нн"


@dataclass(slots=True)
class Missed:
    """Hours missed by sign («н», «ну», «нб», «нп», «нн»)."""

    hours: dict[str, int] = field(default_factory=dict)

    def add(self, sign: str, hours: int) -> None:
        """One more missed lesson."""
        self.hours[sign] = self.hours.get(sign, 0) + hours

    @property
    def total(self) -> int:
        """All missed hours."""
        return sum(self.hours.values())

    @property
    def valid(self) -> int:
        """Hours missed for a valid cause."""
        return sum(hours for sign, hours in self.hours.items() if is_valid_absence(sign))

    @property
    def unexcused(self) -> int:
        """Hours missed without a valid cause."""
        return self.hours.get(UNEXCUSED, 0)

    @property
    def unknown(self) -> int:
        """Hours whose cause nobody told yet."""
        return self.hours.get(signs.ABSENT, 0)


def by_month(lessons: Iterable[tuple[date, str, int]]) -> dict[date, Missed]:
    """First day of the month → missed hours, from (day, sign, hours); the newest month first."""
    found: dict[date, Missed] = {}
    for day, sign, hours in sorted(lessons, key=lambda row: row[0], reverse=True):
        if signs.is_absence(sign):
            found.setdefault(day.replace(day=1), Missed()).add(sign, hours)
    return found
