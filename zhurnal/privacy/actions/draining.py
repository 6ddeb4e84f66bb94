"""From the spool into the table, in batches, again and again without harm."""

import threading
from collections.abc import Iterator, Sequence
from itertools import islice
from logging import getLogger
from pathlib import Path
from uuid import UUID

from django.apps import apps
from django.db.models import Model

from zhurnal.kernel import readings
from zhurnal.organisation.models import College
from zhurnal.privacy import spool
from zhurnal.privacy.models import Reading
from zhurnal.privacy.rules.lines import Line, Whose, read

BATCH = 500
logger = getLogger("zhurnal.errors")
_lock = threading.Lock()
Found = dict[tuple[str, UUID], list[readings.Circle]]


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
            _insert(college, batch)
    if spool.is_over(file):
        _removed(file, len(data))
    return len(known)


def _removed(file: Path, size: int) -> None:
    try:
        if file.stat().st_size == size:
            file.unlink()
    except OSError:  # another process has removed it, or holds it still
        return


def _insert(college: UUID, lines: Sequence[Line]) -> None:
    found = _found(college, lines)
    rows = [row for line in lines for row in _rows(line, found)]
    Reading.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)


def _found(college: UUID, lines: Sequence[Line]) -> Found:
    """Whose data the opened rows hold: some statements for each kind of row."""
    asked: dict[str, set[UUID]] = {}
    for line in lines:
        if line.target is not None:
            asked.setdefault(line.model, set()).add(line.target)
    found: Found = {}
    for label, ids in asked.items():
        model = _model(label)
        rows = readings.circles_of(model, college, sorted(ids)) if model else {}
        found |= {(label, pk): circles for pk, circles in rows.items()}
    return found


def _model(label: str) -> type[Model] | None:
    try:
        return apps.get_model(label)
    except LookupError:  # of a version that knew it
        return None


def _rows(line: Line, found: Found) -> Iterator[Reading]:
    whose = [Whose(readings.PERSON, one) for one in line.people]
    whose += line.whose
    if line.target is not None:
        whose += [Whose(one.kind, one.key, one.since) for one in found.get((line.model, line.target), ())]
    whose = list(dict.fromkeys(whose)) or [Whose("", line.college)]
    for part, one in enumerate(whose):
        yield Reading(
            id=UUID(int=line.event.int + part), college_id=line.college, event=line.event, part=part, parts=len(whose),
            at=line.at, person=line.person, account=line.account, session=line.session, who=line.who, door=line.door,
            action=line.action, model=line.model, target=line.target, kind=one.kind, key=one.key if one.kind else None,
            since=one.since, file=line.file,
        )  # fmt: skip
