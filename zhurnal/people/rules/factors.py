"""The second factor: whom it is asked of, how long a proof is fresh, how codes that change every 30 s are reckoned (RFC 6238). Pure."""

import base64
import hmac
import struct
from collections.abc import Collection
from datetime import date
from enum import StrEnum
from urllib.parse import quote, urlencode

from zhurnal.people.rules.roles import Role

STEP = 30
ISSUER = "Журнал"
DIGITS = 6
SKEW = 1
"""How many steps a telephone's clock may be before or behind."""
TRIES = 5
FRESH = 15 * 60
"""Seconds for which a proof opens what asks for one."""
RECOVERY_CODES = 10
ANSWER_WITHIN = 5 * 60
"""Seconds in which a passkey answers the question put to it."""
AT_ONCE = "at once"
FAMILY = frozenset({Role.STUDENT.value, Role.PARENT.value})


class Kind(StrEnum):
    """Kinds of proof besides the password."""

    APPLICATION = "app"
    PASSKEY = "passkey"
    RECOVERY = "recovery"


KIND_WORDS = {
    Kind.APPLICATION: "приложение с кодами",
    Kind.PASSKEY: "ключ входа",
    Kind.RECOVERY: "запасной код",
}


def is_staff(roles: Collection[str]) -> bool:
    """Whether somebody is more than a student or a parent."""
    return not FAMILY.issuperset(roles)


def lacks_step(*, passed: bool, guarded: bool, roles: Collection[str], demanded: bool) -> bool:
    """Whether a session reaches nothing yet but the second step: its account has a factor, or is of staff who must have one."""
    return not passed and (guarded or (demanded and is_staff(roles)))


def staff_step_day(*, on: bool, since: str) -> date | str | None:
    """From which day staff must have a second step: a day, ``AT_ONCE``, or None for never. What is no date demands it at once."""
    if not on:
        return None
    try:
        return date.fromisoformat(since)
    except ValueError:
        return AT_ONCE


def demanded_of_staff(*, on: bool, since: str, today: date) -> bool:
    """Whether staff must have a second step today."""
    day = staff_step_day(on=on, since=since)
    return day == AT_ONCE or (isinstance(day, date) and day <= today)


def is_fresh(confirmed: int, now: float) -> bool:
    """Whether a proof given at ``confirmed`` (seconds since 1970) still opens what asks for one."""
    return 0 <= now - confirmed < FRESH


def code_at(key: bytes, step: int) -> str:
    """The six digits of a step (HOTP of RFC 4226 with SHA-1, as all applications do)."""
    digest = hmac.digest(key, struct.pack(">Q", step), "sha1")
    place = digest[-1] & 15
    number = struct.unpack(">I", digest[place : place + 4])[0] & 0x7FFFFFFF
    return f"{number % 10**DIGITS:0{DIGITS}}"


def step_of(key: bytes, code: str, now: float, spent: int) -> int | None:
    """The step whose code this is, one before to one after the clock; None for a wrong code and for one that was used already."""
    digits = "".join(sign for sign in code if not sign.isspace())
    if len(digits) != DIGITS or not (digits.isascii() and digits.isdigit()):
        return None
    here, found = int(now // STEP), None
    for step in range(here - SKEW, here + SKEW + 1):  # all three are compared, whichever fits
        if hmac.compare_digest(code_at(key, step), digits) and step > spent:
            found = step
    return found


def is_six_digits(text: str) -> bool:
    """Whether a typed code is one of the application; others are recovery codes."""
    digits = "".join(sign for sign in text if not sign.isspace())
    return len(digits) == DIGITS and digits.isascii() and digits.isdigit()


def key_words(key: bytes) -> str:
    """The key as it is typed into an application, in groups of four."""
    text = base64.b32encode(key).decode().rstrip("=")
    return " ".join(text[place : place + 4] for place in range(0, len(text), 4))


def key_address(key: bytes, name: str) -> str:
    """What the application reads from the square; short, since every sign makes the square denser."""
    said = {"secret": base64.b32encode(key).decode().rstrip("="), "issuer": ISSUER, "digits": DIGITS, "period": STEP}
    return f"otpauth://totp/{quote(f'{ISSUER}:{name}')}?{urlencode(said, quote_via=quote)}"
