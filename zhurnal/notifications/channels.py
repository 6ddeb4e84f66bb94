"""Ways by which a notice leaves the journal: e-mail; each registers itself here.

The inbox is no channel but the record: a channel is told, after the commit, which notices are new or fuller, reads them by
id, and marks or sends what goes to whoever asked for it; what takes time waits for the clock. What it sends carries no name and no mark (reliability § 5: «Есть новая запись»).
"""

import logging
from collections.abc import Callable, Sequence
from uuid import UUID

Channel = Callable[[UUID, Sequence[UUID]], None]
"""College and ids of notices; ``tests`` show the shape."""

_channels: dict[str, Channel] = {}


def register_channel(name: str, channel: Channel) -> None:
    """Let a channel hear of notices; a name declared twice replaces the first."""
    _channels[name] = channel


def forget_channel(name: str) -> None:
    """Let it hear no more."""
    _channels.pop(name, None)


def send_on(college_id: UUID, notices: Sequence[UUID]) -> None:
    """Tell every channel; one that fails stops neither the others nor the journal."""
    for name, channel in _channels.items() if notices else ():
        try:
            channel(college_id, notices)
        except Exception:
            logging.getLogger(__name__).exception("channel %s failed", name)
