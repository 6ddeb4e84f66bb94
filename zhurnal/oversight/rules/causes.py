"""How a new cause of absence stands to those that were set before it (A6.3)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from zhurnal.journal.rules.signs import ExcuseKind

KIND_WORDS: Mapping[str, str] = {
    ExcuseKind.ILLNESS: "болезнь",
    ExcuseKind.VALID: "уважительная причина",
    ExcuseKind.ORDER: "приказ",
    ExcuseKind.UNEXCUSED: "без уважительной причины",
}


@dataclass(frozen=True, slots=True)
class Days:
    """Days of one cause."""

    id: UUID
    since: date
    until: date


@dataclass(frozen=True, slots=True)
class Yielded:
    """What becomes of an older cause: it begins later, or (``since`` None) stands no more."""

    id: UUID
    since: date | None


def yielding(since: date, until: date, older: Iterable[Days]) -> list[Yielded]:
    """Older causes that must make room, since of two causes for a day the one that begins later is read.

    Those that begin before the new one may stay: on the common days the new one is read.
    """
    found = []
    for days in older:
        if days.until < since or days.since > until or days.since < since:
            continue
        found.append(Yielded(days.id, until + timedelta(days=1) if days.until > until else None))
    return found
