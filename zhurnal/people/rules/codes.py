"""Codes with which a person opens his own account: how long they live, who needs a second person, how they are read. Pure."""

from collections.abc import Collection
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum

from zhurnal.people.rules.roles import Role

LIVES = timedelta(days=14)
HIGH = frozenset(
    {
        Role.ADMINISTRATOR, Role.IVC_HEAD, Role.DIRECTOR, Role.DEPUTY_ACADEMIC, Role.DEPUTY_PRACTICE, Role.INSPECTOR,
    }
)  # fmt: skip
"""Who sees or changes the whole college: such an account is given by two people."""


class CodeState(StrEnum):
    """What became of a code."""

    ASKED = "asked"
    ISSUED = "issued"
    EXPIRED = "expired"
    USED = "used"
    CANCELLED = "cancelled"


CODE_WORDS = {
    CodeState.ASKED: "ждёт второго человека",
    CodeState.ISSUED: "ждёт первого входа",
    CodeState.EXPIRED: "срок вышел",
    CodeState.USED: "пароль придуман",
    CodeState.CANCELLED: "больше не действует",
}


def needs_second(roles: Collection[str]) -> bool:
    """Whether one person is not enough to give an account with these roles."""
    return not HIGH.isdisjoint(roles)


def last_day(asked_at: datetime, zone: tzinfo | None, expires: date | None = None) -> date:
    """The last day on which a code works or, while it only waits for a second person, on which he may still give it."""
    return expires or asked_at.astimezone(zone).date() + LIVES


def state_of(*, issued: bool, used: bool, cancelled: bool, expires: date | None, today: date) -> CodeState:
    """Where a code stands today; ``expires``: its ``last_day``."""
    if used:
        return CodeState.USED
    if cancelled:
        return CodeState.CANCELLED
    if not issued:
        return CodeState.EXPIRED if expires is not None and expires < today else CodeState.ASKED
    return CodeState.EXPIRED if expires is None or expires < today else CodeState.ISSUED


def plain(code: str) -> str:
    """A code as typed: large letters, spaces and dashes do not matter."""
    return "".join(sign for sign in code.lower() if sign.isalnum())


def page_asked(text: str) -> int:
    """Which page of the register is meant; what is no number means the first."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1
