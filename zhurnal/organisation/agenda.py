"""What was written ahead takes effect on its day, whoever comes first: the nightly command or somebody's request.

A room that writes something for a later day calls ``expect`` in the same transaction, and registers a job that carries out what
is due. The day stands in the college's own row, which every request reads anyway: a day without anything due costs nothing.
"""

import time
import traceback
from collections.abc import Callable
from datetime import date
from enum import Enum
from logging import getLogger
from pathlib import Path
from uuid import UUID

from django.db import OperationalError, connection, transaction
from django.db.models import QuerySet

from zhurnal.organisation.models import College

Job = Callable[[College, date], date | None]
"""Carries out what is due in a college by a day; tells the next day that it waits for."""


class Failed(Enum):
    """A job that did not end well."""

    FAILED = "failed"


FAILED = Failed.FAILED
PAUSE = 3600.0  # seconds for which requests leave a failing job alone; each process of the server counts for itself
_jobs: list[Job] = []
_failed: dict[UUID, float] = {}
logger = getLogger(__name__)


def register_job(job: Job) -> None:
    """Have a job called on the days that were expected."""
    if job not in _jobs:
        _jobs.append(job)


def expect(college_id: UUID, day: date) -> None:
    """Something takes effect on this day. To be called before anything else of the transaction is locked.

    The college's row is held till the end: ``turn_day``, which looks for the next day, waits and sees what is written here.
    """
    known = _held(College.objects.filter(pk=college_id)).values_list("due_on", flat=True).get()
    if known is None or known > day:
        College.objects.filter(pk=college_id).update(due_on=day)


def _held(rows: QuerySet[College]) -> QuerySet[College]:
    return rows.select_for_update(no_key=True) if connection.features.has_select_for_update else rows


def turn_day(college_id: UUID, today: date, *, patient: bool = False) -> bool:
    """Carry out what is due; tells whether there was anything. Two callers at once do it once.

    A job that fails stops no other: it stays due, stands in the log without anybody's data, and a ``patient`` caller (a
    request) tries it again only an hour later. Raises ``OperationalError`` when the database is busy.
    """
    if patient and time.time() - _failed.get(college_id, 0.0) < PAUSE:
        return False
    with transaction.atomic():
        college = _held(College.objects.filter(pk=college_id, due_on__lte=today)).first()
        if college is None:
            return False
        days = [_carried_out(job, college, today) for job in _jobs]
        waiting = [today if day is FAILED else day for day in days if day is not None]
        College.objects.filter(pk=college_id).update(due_on=min(waiting, default=None))
    _failed.pop(college_id, None)
    if FAILED in days:
        _failed[college_id] = time.time()
    return True


def _carried_out(job: Job, college: College, today: date) -> "date | Failed | None":
    try:
        with transaction.atomic():
            return job(college, today)
    except OperationalError:
        raise
    except Exception as trouble:  # noqa: BLE001  (whatever a job fails by, the day goes on without it)
        place = traceback.extract_tb(trouble.__traceback__)[-1]
        kind, where = type(trouble).__name__, f"{Path(place.filename).name}:{place.lineno}"
        # Not the message and not the values: they may name people.
        logger.error("what is due today was not carried out: %s at %s, tried again in an hour", kind, where)
        return FAILED
