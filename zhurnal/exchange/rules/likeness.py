"""Which known names a strange one might mean. Only ever a proposal: a person decides."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

LATIN = str.maketrans("abcehkmoptxy", "авсенкмортху")
ENOUGH, MOST, SHORTEST = 0.72, 5, 3


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
    plain = text.casefold().replace("ё", "е").translate(LATIN)
    return "".join(sign for sign in plain if sign.isalnum())


def nearest(name: str, known: Iterable[tuple[str, str]], most: int = MOST) -> list[tuple[str, str]]:
    """(id, title) of the names that are like this one, the likest first; the beginning of a name is like the whole."""
    wanted = skeleton(name)
    if not wanted:
        return []
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(wanted)
    found: list[tuple[float, str, str]] = []
    for pk, title in known:
        bones = skeleton(title)
        if bones == wanted or (len(wanted) >= SHORTEST and bones.startswith(wanted)):
            found.append((1.0, title, pk))
            continue
        matcher.set_seq1(bones)
        if matcher.real_quick_ratio() >= ENOUGH and matcher.quick_ratio() >= ENOUGH:
            likeness = matcher.ratio()
            if likeness >= ENOUGH:
                found.append((likeness, title, pk))
    return [(pk, title) for _likeness, title, pk in sorted(found, key=lambda row: (-row[0], row[1], row[2]))[:most]]
