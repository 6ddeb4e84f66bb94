"""When a pair is: by weekday, shift and building (C3). Pure.

A second shift either goes on counting (pairs 4, 5, 6) or counts from one again. In the first case a pair's number says all; in the second
«1-я пара» is two places of a day, told apart by the shift. Shift 1 of a place means «the first shift that rings», so nobody is asked for a
shift where the number says all.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from zhurnal.timetable.rules.pattern import Half

FIRST = 1
HOUR = timedelta(minutes=45)
Times = tuple[time, time]


@dataclass(slots=True)
class Bells:
    """All bells of a college: (building, shift, weekday, pair) → times.

    ``shifts``: (building, weekday, pair) → the shifts that ring it, in order. ``later``: weekday → its own places of later shifts.
    """

    rings: dict[tuple[str, int, int, int], Times] = field(default_factory=dict)
    shifts: dict[tuple[str, int, int], list[int]] = field(default_factory=dict)
    later: dict[int, list[tuple[int, int]]] = field(default_factory=dict)

    @classmethod
    def of(cls, rows: Iterable[tuple[str, int, int, int, time, time]]) -> "Bells":
        """From rows of building, shift, weekday, pair, beginning, end."""
        found = cls()
        for building, shift, weekday, pair, starts, ends in sorted(rows):
            found.rings[building, shift, weekday, pair] = starts, ends
            found.shifts.setdefault((building, weekday, pair), []).append(shift)
        for (building, weekday, pair), shifts in found.shifts.items():
            told = {found.rings[building, shifts[0], weekday, pair]}
            for shift in shifts[1:] if not building else ():
                if (ring := found.rings[building, shift, weekday, pair]) not in told:
                    told.add(ring)
                    found.later.setdefault(weekday, []).append((shift, pair))
        for places in found.later.values():
            places.sort()
        return found

    def at(self, weekday: int, pair: int, shift: int = FIRST, building: str = "") -> Times | None:
        """The times of a place: of the building before those of all. A later shift that does not ring the pair has none."""
        for place in dict.fromkeys((building, "")):
            shifts = self.shifts.get((place, weekday, pair), ())
            told = shift if shift > FIRST else next(iter(shifts), FIRST)
            if (ring := self.rings.get((place, told, weekday, pair))) is not None:
                return ring
        return None

    def own_places(self, weekday: int) -> list[tuple[int, int]]:
        """(shift, pair) of a weekday where a later shift rings a number that has quite another time in the first, in order."""
        return self.later.get(weekday, [])

    def shift_of(self, weekday: int, pair: int, starts: time) -> int:
        """The shift of a lesson that begins then: a later one only where its number alone does not tell."""
        for shift, number in self.own_places(weekday):
            first, last = self.rings["", shift, weekday, number]
            if number == pair and first <= starts < last:
                return shift
        return FIRST

    def counts_anew(self, weekday: int, pair: int, shift: int, building: str = "") -> bool:
        """Whether the pair's number alone would lead to another shift than this one."""
        return shift > FIRST and self.at(weekday, pair, shift, building) != self.at(weekday, pair, FIRST, building)

    def home_of(self, weekday: int, pair: int, starts: time, ends: time, building: str = "") -> tuple[int, str, Half]:
        """Shift, building and half of a lesson by its minutes; the bells of ``building``, its room's, are asked before those of all.

        Minutes that fit exactly go before a bell that only rings around the beginning; a half is 45 minutes of a pair and nothing
        else. The first shift's whole pair where no bell tells.
        """
        own = [
            ((b != building, b != "", b), s, times)
            for (b, s, day, number), times in self.rings.items()
            if (day, number) == (weekday, pair)
        ]
        exact = [(near, half, s) for near, s, times in own for half in Half if span(half, times) == (starts, ends)]
        if exact:
            near, half, shift = min(exact)
            return shift, near[-1], half
        around = [(near, s) for near, s, (first, last) in own if first <= starts < last]
        near, shift = min(around, default=((False, False, ""), FIRST))
        return shift, near[-1], Half.WHOLE


def span(half: Half, times: Times) -> Times:
    """The minutes of a place: the whole pair, or 45 minutes at its beginning or end."""
    starts, ends = times
    if half is Half.FIRST:
        return starts, (datetime.combine(date.min, starts) + HOUR).time()
    return (starts if half is Half.WHOLE else (datetime.combine(date.min, ends) - HOUR).time()), ends


def place_key(pair: int, shift: int) -> str:
    """A pair in a form, on the board and in an address: «3», of the second shift «3/2»."""
    return str(pair) if shift == FIRST else f"{pair}/{shift}"


def read_place(key: str) -> tuple[int, int]:
    """Pair and shift of a key. Raises ``ValueError`` for what is none."""
    pair, slash, shift = key.partition("/")
    return int(pair), int(shift) if slash else FIRST
