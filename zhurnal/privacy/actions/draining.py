"""From the spool into the table, in batches, again and again without harm."""

import threading
from itertools import islice
from logging import getLogger
from pathlib import Path
from uuid import UUID

from zhurnal.organisation.models import College
from zhurnal.privacy import spool
from zhurnal.privacy.models import Reading
from zhurnal.privacy.rows import rows_of
from zhurnal.privacy.rules.lines import read

BATCH = 500
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
    for college in colleges:
        lines = iter([line for line in known if line.college == college])
        while batch := list(islice(lines, BATCH)):
            Reading.objects.bulk_create(rows_of(college, batch), batch_size=BATCH, ignore_conflicts=True)
    if spool.is_over(file):
        _removed(file, len(data))
    return len(known)


def _removed(file: Path, size: int) -> None:
    try:
        if file.stat().st_size == size:
            file.unlink()
    except OSError:  # another process has removed it, or holds it still
        return
