"""Which known names a strange one might mean. Only ever a proposal: a person decides."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

LATIN = str.maketrans("abcehkmoptxy", "авсенкмортху")
DIGITS = str.maketrans("liо", "110")
DIGIT = re.compile(r"(?<=\d)[liо]+(?![a-zа-я])")  # «0907-2l»: a letter that was typed for the digit after digits
ENOUGH, MOST, SHORTEST = 0.72, 5, 3
INDEX = re.compile(r"^\s*[а-я]{2,4}\.?\s?\d[\d.]*\s+")
NO_WORD = re.compile(r"[^а-яa-z0-9]+")


@dataclass(frozen=True, slots=True)
class Question:
    """A name of a file that nobody has explained. ``near``: (id, title) of those it might mean, the likest first."""

    kind: str  # group | teacher | discipline | room | course
    key: str
    name: str
    line: int
    near: tuple[tuple[str, str], ...] = ()


def skeleton(text: str) -> str:
    """Letters and digits only, Latin look-alikes as Cyrillic: «Э-21» and «э 21» are one."""
    plain = DIGIT.sub(lambda found: found[0].translate(DIGITS), text.casefold().replace("ё", "е").translate(LATIN))
    return "".join(sign for sign in plain if sign.isalnum())


def _words(text: str) -> list[str]:
    """Words as skeletons, without the index before them."""
    plain = text.casefold().replace("ё", "е").translate(LATIN)
    return [word for word in NO_WORD.split(INDEX.sub("", plain)) if word]


def _shortens(words: list[str], whole: list[str]) -> bool:
    """Whether each word begins one of the whole name, in order, and the first begins the first."""
    if not words or not whole or len(words[0]) < SHORTEST or not whole[0].startswith(words[0]):
        return False
    left = iter(whole)
    return all(any(one.startswith(word) for one in left) for word in words)


def nearest(name: str, known: Iterable[tuple[str, str]], most: int = MOST) -> list[tuple[str, str]]:
    """(id, title) of the names that are like this one, the likest first.

    The beginning of a name is like the whole, and so are words cut short, with the index or without: «Устр. автом.» is like
    «МДК.01.01 Устройство автомобилей».
    """
    wanted, words = skeleton(name), _words(name)
    if not wanted:
        return []
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(wanted)
    found: list[tuple[float, str, str]] = []
    for pk, title in known:
        bones = skeleton(title)
        if bones == wanted or (
            len(wanted) >= SHORTEST and (bones.startswith(wanted) or _shortens(words, _words(title)))
        ):
            found.append((1.0, title, pk))
            continue
        matcher.set_seq1(bones)
        if matcher.real_quick_ratio() >= ENOUGH and matcher.quick_ratio() >= ENOUGH:
            likeness = matcher.ratio()
            if likeness >= ENOUGH:
                found.append((likeness, title, pk))
    return [(pk, title) for _likeness, title, pk in sorted(found, key=lambda row: (-row[0], row[1], row[2]))[:most]]
