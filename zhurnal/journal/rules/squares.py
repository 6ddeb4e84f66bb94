"""Four squares: topic, attendance, marks, homework — what of a lesson is recorded (design § 4)."""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum

NAMES = ("тема", "явка", "отметки", "задание")


class Fill(IntEnum):
    """State of one part of a lesson's record."""

    NONE = 0
    BEGUN = 1
    DONE = 2
    NOT_DUE = 3
    OVERDUE = 4


Squares = tuple[Fill, Fill, Fill, Fill]


@dataclass(frozen=True, slots=True)
class Column:
    """A kind of work in the lesson: how many marks stand, and whether every present student must get one."""

    marks: int
    marks_everyone: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one lesson's record. ``expected``: students on the list that day; ``absent``: with «н»."""

    date: date
    topic: bool
    homework: bool
    roll_called: bool
    marked_attendance: int
    expected: int
    absent: int
    columns: tuple[Column, ...] = ()
    cancelled: bool = False


def squares(facts: Facts, today: date) -> Squares:
    """The four states; what is missing on an earlier day is overdue."""
    if facts.cancelled:
        return (Fill.NOT_DUE,) * 4
    states = (
        Fill.DONE if facts.topic else Fill.NONE,
        _attendance(facts),
        _marks(facts),
        Fill.DONE if facts.homework else Fill.NONE,
    )
    if facts.date < today:
        return tuple(Fill.OVERDUE if state in (Fill.NONE, Fill.BEGUN) else state for state in states)  # type: ignore[return-value]
    return states


def _attendance(facts: Facts) -> Fill:
    if facts.roll_called or (facts.expected and facts.marked_attendance >= facts.expected):
        return Fill.DONE
    return Fill.BEGUN if facts.marked_attendance else Fill.NONE


def _marks(facts: Facts) -> Fill:
    if not facts.columns:
        return Fill.NOT_DUE
    present = max(facts.expected - facts.absent, 0)
    done = [column.marks >= (present if column.marks_everyone else min(1, present)) for column in facts.columns]
    if all(done):
        return Fill.DONE
    return Fill.BEGUN if any(column.marks for column in facts.columns) else Fill.NONE


def is_complete(states: Squares) -> bool:
    """Nothing of the lesson is missing."""
    return all(state in (Fill.DONE, Fill.NOT_DUE) for state in states)


def is_recorded(states: Squares) -> bool:
    """The roll was called or a mark stands: more than the topic and homework that are prepared before the bell."""
    return states[1] == Fill.DONE or states[2] in (Fill.BEGUN, Fill.DONE)


def is_begun(states: Squares) -> bool:
    """Something is recorded."""
    return any(state in (Fill.DONE, Fill.BEGUN) for state in states)
