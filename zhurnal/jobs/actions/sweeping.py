"""The night's sweeping: files that lay long enough go, and work that lost its worker begins again."""

from datetime import date

from zhurnal.jobs.folder import Folder
from zhurnal.jobs.models import Job
from zhurnal.jobs.rules.states import OPEN
from zhurnal.jobs.worker import start_worker
from zhurnal.organisation.models import College


def at_night(college: College, today: date) -> str:
    """What jobs made is removed when its time is over, also of those that stopped; the job itself stays as a trace."""
    rows = Job.objects.of(college.pk)
    swept = 0
    for job in rows.filter(keep_until__lt=today).exclude(state__in=OPEN):
        Folder(job.pk).sweep()
        swept += rows.filter(pk=job.pk).update(file_name="", keep_until=None)
    if rows.filter(state__in=OPEN).exists():
        start_worker()
    return f"убрано файлов работ: {swept}"
