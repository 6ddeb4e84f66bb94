"""The last written changes of fields, as long as they can be taken back. Shared by queries and actions."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from zhurnal.kernel.models import Change
from zhurnal.people.actor import PersonActor
from zhurnal.registers.rules.cells import Place
from zhurnal.registers.rules.fields import BY_KEY
from zhurnal.registers.rules.undoing import earlier
from zhurnal.registers.sheet import Sheet

WRITTEN = "registers.value.write"


@dataclass(frozen=True, slots=True)
class Last:
    """The newest change of one cell: by whom, when, and what stood there before (``before``; None where nobody knows)."""

    event: UUID
    place: Place
    at: datetime
    by: UUID | None
    who: str
    now: str
    before: str | None


def last_changes(actor: PersonActor, sheet: Sheet, fields: Collection[str]) -> list[Last]:
    """Of the students of the sheet, the newest first. One statement."""
    rows = Change.objects.of(actor.college_id).filter(chain__in=[one.id for one in sheet.students], action=WRITTEN)
    names = ("pk", "chain", "seq", "at", "actor_id", "actor_name", "target", "reason")
    return list(_newest(actor, sheet, fields, rows.order_by("-at", "chain", "-seq").values_list(*names)))


def _newest(
    actor: PersonActor, sheet: Sheet, fields: Collection[str], rows: Iterable[tuple[Any, ...]]
) -> Iterable[Last]:
    seen: set[Place] = set()
    for pk, chain, _seq, at, by, who, target, words in rows:
        _register, subject, key = target.split(":")
        place = Place(chain, UUID(subject), key)
        if key not in fields or place in seen:
            continue
        seen.add(place)
        now = sheet.value(place.subject, BY_KEY[key])
        yield Last(pk, place, at, by, who, now, earlier(BY_KEY[key], words, now, actor.today))
