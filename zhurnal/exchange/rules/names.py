"""Names of people and things as files write them."""

import re
from typing import NamedTuple

from zhurnal.kernel.sought import fold as fold  # noqa: PLC0414  (files of imports know it by this name)

INITIAL = re.compile(r"^\w\.?$")
INITIALS = re.compile(r"^(\w)\.\s*(\w)\.?$")
NUMBER = re.compile(r"^\*?-?\d{1,9}$")
LONGEST = 80


class Name(NamedTuple):
    """Surname, given name, patronymic; the last two may be initials or missing."""

    surname: str
    given: str
    patronymic: str

    @property
    def brief(self) -> bool:
        """Whether the given name is only an initial, or missing."""
        return not self.given or bool(INITIAL.match(self.given))


def fit(text: str, limit: int) -> str:
    """The text, cut with «…» where the journal has no room for it."""
    text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 1] + "…"


def split_name(name: str, first: str = "", last: str = "") -> Name:
    """A full name in one field, or in two: «Кравцова О. С.», «Кравцова Ольга Сергеевна», last «Кравцова», first «Ольга»."""
    if first and last:
        given, _space, patronymic = " ".join(first.split()).partition(" ")
        return _cut(" ".join(last.split()), given, patronymic)
    words = " ".join((name or last or first).split()).split(" ", 1)
    if len(words) == 1:
        return _cut(words[0], "", "")
    letters = INITIALS.match(words[1])
    if letters:
        return _cut(words[0], f"{letters[1]}.", f"{letters[2]}.")
    given, _space, patronymic = words[1].partition(" ")
    return _cut(words[0], given, patronymic)


def _cut(*parts: str) -> Name:
    return Name(*(fit(part, LONGEST) for part in parts))


def full_key(name: Name) -> str:
    """Equal for one full name."""
    return fold(" ".join(part for part in name if part))


def initials_key(name: Name) -> str:
    """Equal for «Кравцова О. С.» and «Кравцова Ольга Сергеевна»; "" where there are no initials to compare."""
    return fold(f"{name.surname} {name.given[:1]} {name.patronymic[:1]}") if name.given else ""


def is_running_number(outer_id: str) -> bool:
    """An id such as «*12» is a place in the file, not a name: with the next export it may mean somebody else."""
    return bool(NUMBER.match(outer_id))
