"""What was written ahead takes effect on its day, whoever comes first: the nightly command or somebody's request.

A room that writes something for a later day calls ``expect`` in the same transaction, and registers a job that carries out what
is due. The day stands in the college's own row, which every request reads anyway: a day without anything due costs nothing.
"""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from django.db import connection, transaction
from django.db.models import QuerySet

from zhurnal.organisation.models import College

Job = Callable[[College, date], date | None]
"""Carries out what is due in a college by a day; tells the next day that it waits for."""

_jobs: list[Job] = []


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


def turn_day(college_id: UUID, today: date) -> bool:
    """Carry out what is due; tells whether there was anything. Two callers at once do it once."""
    with transaction.atomic():
        college = _held(College.objects.filter(pk=college_id, due_on__lte=today)).first()
        if college is None:
            return False
        waiting = [day for job in _jobs if (day := job(college, today)) is not None]
        College.objects.filter(pk=college_id).update(due_on=min(waiting, default=None))
    return True
