"""What was written ahead takes effect on its day, whoever comes first: the nightly command or somebody's request.

A room that writes something for a later day calls ``expect`` in the same transaction, and registers a job that carries out what
is due. The day stands in the college's own row, which every request reads anyway: a day without anything due costs nothing.
"""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q

from zhurnal.organisation.models import College

Job = Callable[[College, date], date | None]
"""Carries out what is due in a college by a day; tells the next day that it waits for."""

_jobs: list[Job] = []


def register_job(job: Job) -> None:
    """Have a job called on the days that were expected."""
    if job not in _jobs:
        _jobs.append(job)


def expect(college_id: UUID, day: date) -> None:
    """Something takes effect on this day."""
    rows = College.objects.filter(pk=college_id).filter(Q(due_on__isnull=True) | Q(due_on__gt=day))
    rows.update(due_on=day)


def turn_day(college_id: UUID, today: date) -> bool:
    """Carry out what is due; tells whether there was anything. Two callers at once do it once."""
    with transaction.atomic():
        rows = College.objects.filter(pk=college_id, due_on__lte=today)
        if connection.features.has_select_for_update:
            rows = rows.select_for_update(no_key=True)
        college = rows.first()
        if college is None:
            return False
        waiting = [day for job in _jobs if (day := job(college, today)) is not None]
        College.objects.filter(pk=college_id).update(due_on=min(waiting, default=None))
    return True
