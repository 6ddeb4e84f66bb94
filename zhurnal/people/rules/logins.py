"""Logins out of surnames, and passwords that can be read aloud and typed without mistakes."""

from collections.abc import Callable, Collection, Sequence
from itertools import count

LATIN = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґ",
        [
            "a",
            "b",
            "v",
            "g",
            "d",
            "e",
            "e",
            "zh",
            "z",
            "i",
            "y",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "f",
            "kh",
            "ts",
            "ch",
            "sh",
            "shch",
            "-",
            "y",
            "-",
            "e",
            "yu",
            "ya",
            "i",
            "i",
            "e",
            "g",
        ],
        strict=True,
    )
)
# Without 0, 1, l, o, i: they are taken for one another.
LETTERS, DIGITS = "abcdefghjkmnpqrstuvwxyz", "23456789"
LONGEST = 40


def latin(text: str) -> str:
    """«Кравцова» → «kravtsova»; only a–z and digits are left."""
    spelled = "".join(LATIN.get(sign, sign) for sign in text.lower())
    return "".join(sign for sign in spelled if sign.isascii() and sign.isalnum())[:LONGEST]


def free_login(surname: str, given: str, taken: Collection[str]) -> str:
    """The surname; with the initial, then with a number where it is taken."""
    base = latin(surname) or "person"
    if base not in taken:
        return base
    base = f"{base}.{latin(given)[:1]}" if latin(given) else base
    return next(login for number in count(1) if (login := base if number == 1 else f"{base}{number}") not in taken)


def one_time_password(choose: Callable[[Sequence[str]], str]) -> str:
    """«kmrt-3847-wxpa»: about 46 bits; ``choose`` takes one sign at random."""
    words = (LETTERS, DIGITS, LETTERS)
    return "-".join("".join(choose(signs) for _place in range(4)) for signs in words)
