"""Every reading of personal data is written down before its answer leaves, without a statement (2.1).

The same reading of the same session within ten minutes is told once. When the spool cannot be written the pages open all the same: the
lines wait in memory for the next reading, and the log and the page «Состояние» say so.
"""

import threading
import time
from collections import deque
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from logging import getLogger

from zhurnal.kernel.errors import Unconfirmed
from zhurnal.kernel.ids import uuid7
from zhurnal.kernel.readings import Told
from zhurnal.privacy import limits, spool
from zhurnal.privacy.rules.lately import Lately
from zhurnal.privacy.rules.lines import Line, Whose, written

WAITING = 5_000  # lines kept in memory while the spool cannot be written
SAID_AGAIN = 60.0  # seconds between two lines of the log about it
logger = getLogger("zhurnal.errors")
lately = Lately()


@dataclass
class Trouble:
    """What of this process could not be written: ``since`` (None: all is well), how many lines were lost for good."""

    since: datetime | None = None
    lost: int = 0
    said: float = 0.0


trouble = Trouble()
_waiting: deque[bytes] = deque()
_lock = threading.Lock()


def keep(sender: object, readings: Sequence[Told], *, file: bool, **_more: object) -> None:
    """Receives ``personal_data_opened``."""
    moment = datetime.now(UTC)
    seconds = moment.timestamp()
    with _lock:
        fresh = [one for one in readings if lately.is_new(_key(one, file=file), seconds)]
    if fresh:
        _write([written(_line(one, moment, file=file)) for one in fresh])
        exceeded = limits.count_file(fresh[0].actor, _key(fresh[0], file=file)) if file else None
        if exceeded is not None:
            _write([written(exceeded)])


def guard(told: Told) -> None:
    """Before a reading is shown: where it is one too many, that is written down and the person is asked who he is."""
    exceeded = limits.guard(told)
    if exceeded is not None:
        _write([written(exceeded)])
        raise Unconfirmed


def _key(told: Told, *, file: bool) -> Hashable:
    actor = told.actor
    who = actor.session or actor.account_id or actor.name
    return (actor.college_id, who, told.action, told.target, hash((told.people, told.circles)), file)


def _line(told: Told, moment: datetime, *, file: bool) -> Line:
    actor = told.actor
    return Line(
        uuid7(), moment, actor.college_id, actor.person_id, actor.account_id, actor.session,
        "" if actor.person_id else actor.name[:200], actor.door, told.action, told.model, told.target, file,
        told.people, tuple(Whose(one.kind, one.key, one.since) for one in told.circles),
    )  # fmt: skip


def _write(lines: Sequence[bytes]) -> None:
    with _lock:
        earlier = list(_waiting)
        try:
            spool.append(b"".join([*earlier, *lines]))
        except OSError as error:
            _not_written(lines, error)
            return
        _waiting.clear()
        if trouble.since is not None:
            logger.warning("readings of personal data are written down again, %s waited", len(earlier))
            trouble.since = None


def _not_written(lines: Sequence[bytes], error: OSError) -> None:
    _waiting.extend(lines)
    while len(_waiting) > WAITING:
        _waiting.popleft()
        trouble.lost += 1
    trouble.since = trouble.since or datetime.now(UTC)
    now = time.monotonic()
    if now - trouble.said > SAID_AGAIN or not trouble.said:
        trouble.said = now
        logger.error(
            "readings of personal data cannot be written down (%s): %s wait in memory, %s are lost",
            type(error).__name__, len(_waiting), trouble.lost,
        )  # fmt: skip


def forget() -> None:
    """Begin anew, as after a start."""
    with _lock:
        lately.clear()
        limits.pace.clear()
        _waiting.clear()
        trouble.since, trouble.lost, trouble.said = None, 0, 0.0
