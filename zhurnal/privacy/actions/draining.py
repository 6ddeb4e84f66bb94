"""From the spool into the table, in batches, again and again without harm."""

import threading
from collections.abc import Sequence
from datetime import datetime
from itertools import islice
from logging import getLogger
from pathlib import Path
from uuid import UUID

from django.db import transaction

from zhurnal.kernel.faults import noted
from zhurnal.organisation.models import College
from zhurnal.people.actor import PersonActor
from zhurnal.privacy import spool
from zhurnal.privacy.limits import EXCEEDED
from zhurnal.privacy.models import Reading
from zhurnal.privacy.rows import rows_of
from zhurnal.privacy.rules.lines import Line, read
from zhurnal.privacy.signals import limit_exceeded

BATCH = 500
WHY = "предел чтения личных данных"
logger = getLogger("zhurnal.errors")
_lock = threading.Lock()


def drain() -> int:
    """Write everything that waits; tells how many lines were read. A file to which nobody writes any more is removed then.

    Two at once, in two processes, write the same rows, which the key of a row makes one.
    """
    with _lock:
        colleges = set(College.objects.values_list("pk", flat=True))
        return sum(_drained(file, colleges) for file in spool.files())


def _drained(file: Path, colleges: set[UUID]) -> int:
    try:
        data = file.read_bytes()
    except OSError as error:  # another process was quicker, or the disk is ill: the next round comes
        logger.warning("a file of readings was not read: %s", type(error).__name__)
        return 0
    found = list(read(data))
    known = [line for line in found if line is not None and line.college in colleges]
    if len(known) != len(found):
        logger.error("lines of readings that cannot be read, or of no college: %s", len(found) - len(known))
    whole = True
    for college in colleges:
        lines = iter([line for line in known if line.college == college])
        while batch := list(islice(lines, BATCH)):
            whole &= _inserted(college, batch)
    if whole and spool.is_over(file):
        _removed(file, len(data))
    return len(known)


def _inserted(college: UUID, batch: Sequence[Line]) -> bool:
    """A batch that fails is told in the log and waits in its file; the others and the other colleges do not wait with it."""
    try:
        _insert(college, batch)
    except Exception as error:  # noqa: BLE001  (whatever a room or a receiver fails by: its lines are tried again)
        noted("zhurnal.privacy", error)
        return False
    return True


def _removed(file: Path, size: int) -> None:
    try:
        if file.stat().st_size == size:
            file.unlink()
    except OSError:  # another process has removed it, or holds it still
        return


def _insert(college: UUID, lines: Sequence[Line]) -> None:
    with transaction.atomic():
        alarms = _new_alarms(college, lines)
        Reading.objects.bulk_create(rows_of(college, lines), batch_size=BATCH, ignore_conflicts=True)
        if alarms:
            actor = PersonActor.system(College.objects.get(pk=college), WHY)
            limit_exceeded.send(Reading, actor=actor, people=alarms)


def _new_alarms(college: UUID, lines: Sequence[Line]) -> dict[UUID, datetime]:
    """Who went over a limit and nobody was told yet: person → when."""
    asked = {line.event: line for line in lines if line.action == EXCEEDED and line.person is not None}
    if not asked:
        return {}
    known = set(Reading.objects.of(college).filter(pk__in=list(asked)).values_list("pk", flat=True))
    return {line.person: line.at for event, line in asked.items() if event not in known and line.person}
