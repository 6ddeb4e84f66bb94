"""Hours planned, given and still to come (A5.2, A5.8, A5.9, A5.12). All in academic hours; a pair is two."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

PAIR = 2
C = TypeVar("C")


class Sign(StrEnum):
    """What the term comes to, if the timetable is kept."""

    BEHIND = "behind"
    ON_TRACK = "on_track"
    AHEAD = "ahead"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Hours:
    """One course in one term.

    ``plan``: of the curriculum with its corrections, 0 when none is known. ``given``: of lessons with topic and attendance (A5.12), with corrections.
    ``unrecorded``: of lessons of earlier days that miss one of them. ``ahead``: of lessons still to come, today's unrecorded ones
    among them. ``lost``: of lessons of earlier days that were cancelled. ``away``: of lessons that stand in the timetable on days of practice and
    are owed by nobody (A5.16). ``corrected``: how much of the plan is by corrections with an order (A5.9), more or less.
    """

    plan: int
    given: int = 0
    unrecorded: int = 0
    ahead: int = 0
    lost: int = 0
    away: int = 0
    corrected: int = 0

    @property
    def left(self) -> int:
        """What the plan still asks for."""
        return max(self.plan - self.given, 0)

    @property
    def due(self) -> int:
        """What the timetable gave room for up to now."""
        return self.given + self.unrecorded + self.lost

    @property
    def outcome(self) -> int:
        """More (+) or less (−) than the plan at the end of the term; 0 without a plan."""
        return self.given + self.unrecorded + self.ahead - self.plan if self.plan else 0

    @property
    def gap(self) -> int:
        """Hours that will be missing at the end of the term."""
        return max(-self.outcome, 0)

    @property
    def lacking(self) -> int:
        """Pairs that will be missing; a begun one counts whole."""
        return -(-self.gap // PAIR)

    @property
    def whole(self) -> int:
        """The length of the bar: the plan, or more where more is given."""
        return max(self.plan, self.given + self.unrecorded + self.ahead)

    @property
    def sign(self) -> Sign:
        """Behind, on track, ahead."""
        if not self.plan:
            return Sign.UNKNOWN
        if self.outcome < 0:
            return Sign.BEHIND
        return Sign.AHEAD if self.outcome > 0 else Sign.ON_TRACK

    def __add__(self, other: "Hours") -> "Hours":
        return Hours(
            self.plan + other.plan,
            self.given + other.given,
            self.unrecorded + other.unrecorded,
            self.ahead + other.ahead,
            self.lost + other.lost,
            self.away + other.away,
            self.corrected + other.corrected,
        )

    def __sub__(self, other: "Hours") -> "Hours":
        return Hours(
            self.plan - other.plan,
            self.given - other.given,
            self.unrecorded - other.unrecorded,
            self.ahead - other.ahead,
            self.lost - other.lost,
            self.away - other.away,
            self.corrected - other.corrected,
        )


@dataclass(frozen=True, slots=True)
class Together(Hours):
    """Several courses as one row: what one lacks is not made good by what another has too much. ``rest``: still asked for; ``result``:
    what they come to."""

    rest: int = 0
    result: int = 0

    @property
    def left(self) -> int:
        """What the plans still ask for."""
        return self.rest

    @property
    def outcome(self) -> int:
        """More (+) or less (−) than the plans at the end of the term."""
        return self.result


def of_students(courses: Iterable[tuple[Hashable, Hours]]) -> Hours:
    """Hours of a group's students over (place, hours of a course): subgroups that sit apart are one time of theirs (A5.2).

    Courses of one place (the subgroups of a discipline) count once; the one furthest behind speaks for all, so that nothing
    missing is hidden.
    """
    return sum((hours for _course, hours in speaking((place, None, hours) for place, hours in courses)), Hours(0))


def speaking(courses: Iterable[tuple[Hashable, C, Hours]]) -> list[tuple[C, Hours]]:
    """The courses that speak for the students, with their hours, of (place, course, its hours): one of each place."""
    behind: dict[Hashable, tuple[C, Hours]] = {}
    for place, course, hours in courses:
        known = behind.get(place)
        if known is None or (hours.outcome, hours.given) < (known[1].outcome, known[1].given):
            behind[place] = course, hours
    return list(behind.values())
