"""Two people change one row: what each of them changed is kept, and a field that both changed is put to the second. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from zhurnal.kernel.typed import one_line

Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Clash:
    """A field that somebody else changed meanwhile. ``seen``: what stood there, ``now``: what stands, ``typed``: what is wanted."""

    key: str
    seen: str
    now: str
    typed: str


@dataclass(frozen=True, slots=True)
class Merged:
    """``changes``: key → text to be written; ``clashes``: fields about which the person decides first."""

    changes: Mapping[str, str] = field(default_factory=dict)
    clashes: tuple[Clash, ...] = ()


def merge(keys: Collection[str], typed: Texts, seen: Texts, now: Texts) -> Merged:
    """What the form changes. A field that the person left alone stays as it is now; what was typed is never dropped."""
    changes: dict[str, str] = {}
    clashes = []
    for key in keys:
        mine, was, stands = (one_line(texts.get(key, "")) for texts in (typed, seen, now))
        if mine in (was, stands):
            continue
        if was == stands:
            changes[key] = mine
        else:
            clashes.append(Clash(key, was, stands, mine))
    return Merged(changes, tuple(clashes))
