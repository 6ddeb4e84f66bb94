"""What somebody looks for, made ready for comparing. Pure: rules may use it."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

LONGEST = 100  # characters of a question; nobody types more
MOST_WORDS = 6
_NUMERIC = re.compile(r"^(\d{1,2})\.(\d{1,2})(?:\.(\d{4}|\d{2}))?\.?$")
_WORDED = re.compile(r"^(\d{1,2}) ([а-я]{3,8})(?: (\d{4}))?$")
_MONTHS = ("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
_NEAR = {"вчера": -1, "сегодня": 0, "завтра": 1, "послезавтра": 2}


def fold(text: str) -> str:
    """For comparing: case, «ё» and spaces do not matter."""
    return " ".join(text.casefold().replace("ё", "е").split())


@dataclass(frozen=True, slots=True)
class Sought:
    """A question: its words, folded, and the day that it names, if it names one."""

    words: tuple[str, ...]
    day: dt.date | None = None

    def __bool__(self) -> bool:
        return self.day is not None or any(len(word) > 1 or word.isdigit() for word in self.words)

    def fits(self, text: str) -> bool:
        """Whether every word begins a word of the text, in any order; a part after a hyphen is a word too."""
        return begins(self.words, text)


def begins(words: Iterable[str], text: str) -> bool:
    """Whether each of the folded words begins a word, or a part of a word after a hyphen, of the text."""
    spaced = f" {fold(text)}"
    return all(f" {word}" in spaced or f"-{word}" in spaced for word in words)


def read_sought(text: str, today: dt.date) -> Sought:
    """The question in a line that somebody typed."""
    folded = fold("".join(sign if sign.isprintable() else " " for sign in text[:LONGEST]))
    return Sought(tuple(folded.split()[:MOST_WORDS]), read_day(folded, today))


def read_day(text: str, today: dt.date) -> dt.date | None:
    """«24.11», «24.11.2026», «24 ноября», «завтра»; a day without a year is the nearest to today."""
    if text in _NEAR:
        return today + dt.timedelta(days=_NEAR[text])
    numeric, worded = _NUMERIC.match(text), _WORDED.match(text)
    if numeric:
        day, month, year = int(numeric[1]), int(numeric[2]), numeric[3]
    elif worded:
        month = next((number for number, name in enumerate(_MONTHS, 1) if worded[2].startswith(name)), 0)
        day, year = int(worded[1]), worded[3]
    else:
        return None
    if year:
        return _date(int(year) % 100 + 2000, month, day)
    near = [found for shift in (-1, 0, 1) if (found := _date(today.year + shift, month, day))]
    return min(near, key=lambda found: abs(found - today), default=None)


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
