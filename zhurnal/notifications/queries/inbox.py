"""A person's inbox."""

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import blake2b
from uuid import UUID

from django.db.models import Max

from zhurnal.kernel import policy
from zhurnal.notifications.policy import READ
from zhurnal.people.actor import PersonActor

SHOWN = 100


@dataclass(frozen=True, slots=True)
class Letter:
    """A notice to read; ``at`` by the college's clock, without a zone, as it is read; ``lines``: what stands under the title."""

    id: UUID
    title: str
    lines: tuple[str, ...]
    at: datetime
    unread: bool
    opens: bool

    @property
    def day(self) -> date:
        """The day under which it stands."""
        return self.at.date()


def inbox_mark(actor: PersonActor) -> str:
    """A text that differs whenever the inbox would: what an open page asks every few seconds costs one small statement."""
    last = policy.visible(actor, READ).aggregate(happened=Max("happened_at"), read=Max("read_at"))
    told = repr((actor.person_id, actor.today, actor.unread, last["happened"], last["read"]))
    return blake2b(told.encode(), digest_size=9).hexdigest()


def inbox(actor: PersonActor) -> list[Letter]:
    """What the person was told, the newest first; the oldest of more than a hundred are not shown."""
    rows = policy.visible(actor, READ).order_by("-happened_at", "-pk")[:SHOWN]
    columns = rows.values_list("pk", "title", "items", "happened_at", "read_at", "url")
    return [
        Letter(
            pk, title, tuple(line for _key, _order, _head, line in items if line),
            at.astimezone(actor.now.tzinfo).replace(tzinfo=None), read is None, bool(url),
        )
        for pk, title, items, at, read, url in columns
    ]  # fmt: skip
