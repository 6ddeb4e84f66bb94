"""How an absence is read: what the teacher saw, and what the leader's document says of it (three layers, A6.3)."""

from collections.abc import Iterable
from datetime import date

from zhurnal.journal.rules import signs

Range = tuple[date, date, str]


def excuse_kind(day: date, excuses: Iterable[Range]) -> str:
    """The kind of the cause that covers the day («б», «у», «п», «н»), or "" when none does; the last set wins."""
    found = ""
    for since, until, kind in excuses:
        if since <= day <= until:
            found = kind
    return found


def shown_sign(value: str, day: date, excuses: Iterable[Range]) -> str:
    """The sign with its cause: «н» becomes «нб», «ну», «нп», «нн» where a document covers the day."""
    return value + excuse_kind(day, excuses) if value == signs.ABSENT else value


def is_valid_absence(sign: str) -> bool:
    """Whether a shown sign is an absence for a valid cause."""
    return sign in ("ну", "нб", "нп")
