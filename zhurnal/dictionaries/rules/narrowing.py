"""A list narrowed by words and choices, sorted, and cut into pages. Pure: works on the texts of its rows."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from zhurnal.kernel.sought import begins, fold

PAGE = 50
Texts = Mapping[str, str]


class Shown(StrEnum):
    """Which rows: those in use, those that were closed, both."""

    OPEN = ""
    CLOSED = "closed"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person asked of a list. ``only``: key of a column → the text that must stand there."""

    words: str = ""
    only: Mapping[str, str] = field(default_factory=dict)
    shown: Shown = Shown.OPEN
    sort: str = ""
    backwards: bool = False
    page: int = 1


def is_closed(texts: Texts, today: dt.date) -> bool:
    """Whether the row is over: closed by today, or its last day has passed."""
    closed, until = read_day(texts.get("closed_on", "")), read_day(texts.get("until", ""))
    return (closed is not None and closed <= today) or (until is not None and until < today)


def read_day(text: str) -> dt.date | None:
    """The day of «24.11.2026»; None for anything else."""
    parts = text.split(".")
    try:
        return dt.date(int(parts[2]), int(parts[1]), int(parts[0])) if len(parts) == 3 else None
    except ValueError:
        return None


def fits(texts: Texts, wish: Wish, today: dt.date) -> bool:
    """Whether the row is asked for: every word begins a word of it, every choice stands in its column."""
    if wish.shown is not Shown.ALL and is_closed(texts, today) is not (wish.shown is Shown.CLOSED):
        return False
    if any(texts.get(key, "") != text for key, text in wish.only.items()):
        return False
    words = fold(wish.words).split()
    if not words:
        return True
    whole = " ".join(text for key, text in texts.items() if key != "code").replace("«", "« ")
    return begins(words, whole)


def sort_key(text: str) -> tuple[int, float, str]:
    """Empty last, days by the calendar, numbers by size, words by the alphabet («ё» as «е»), «Э-9» before «Э-11»."""
    if not text:
        return (2, 0, "")
    day = read_day(text)
    if day is not None:
        return (0, day.toordinal(), "")
    if text.isdecimal():
        return (0, int(text), "")
    return (1, 0, _natural(fold(text)))


def _natural(text: str) -> str:
    """Digits padded, so that they compare by size."""
    parts, number = [], ""
    for sign in (*text, ""):
        if sign and sign in "0123456789":
            number += sign
            continue
        parts.append(number.zfill(8) if number else "")
        parts.append(sign)
        number = ""
    return "".join(parts)


def pages_of(rows: int) -> int:
    """How many pages; an empty list has one."""
    return max(1, -(-rows // PAGE))


def choices_of(all_texts: Iterable[Texts], key: str) -> list[str]:
    """What stands in a column, each text once, sorted."""
    return sorted({texts[key] for texts in all_texts if texts.get(key)}, key=sort_key)


def namesakes(all_texts: Sequence[Texts]) -> set[str]:
    """Folded full names that two rows bear."""
    seen: set[str] = set()
    twice: set[str] = set()
    for texts in all_texts:
        name = person_key(texts)
        (twice if name in seen else seen).add(name)
    return twice


def person_key(texts: Texts) -> str:
    """The folded full name of a row of people."""
    return fold(" ".join(texts.get(key, "") for key in ("surname", "given", "patronymic")))
