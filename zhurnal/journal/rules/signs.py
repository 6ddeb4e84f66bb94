"""The closed set of signs of the journal (A2.1–A2.5, A2.12), and closed sets around it."""

from enum import StrEnum

MARKS = ("5", "4", "3", "2")
CREDITS = ("зач", "незач")
RELEASED = "осв"
PRESENT = "+"
ABSENT = "н"

# «н» with what is known about its cause: valid, illness, order, none.
ABSENCES = ("н", "ну", "нб", "нп", "нн")
LATE_LIMIT = 90  # minutes, one pair


class ExcuseKind(StrEnum):
    """Causes of absence as they stand beside «н»."""

    VALID = "у"
    ILLNESS = "б"
    ORDER = "п"
    UNEXCUSED = "н"


class RequestState(StrEnum):
    """State of something that waits for somebody's decision."""

    OPEN = "open"
    APPROVED = "approved"
    REJECTED = "rejected"


def is_mark(value: str) -> bool:
    """5, 4, 3, 2, зач, незач."""
    return value in MARKS or value in CREDITS


def is_absence(value: str) -> bool:
    """Any kind of «н»."""
    return value in ABSENCES


def late_minutes(value: str) -> int | None:
    """Minutes of «оNN», or None when the sign is another."""
    minutes = value[1:]
    return int(minutes) if value.startswith("о") and minutes.isascii() and minutes.isdigit() else None
