"""One's own jobs."""

from datetime import datetime

from zhurnal.jobs.models import Job
from zhurnal.jobs.policy import READ
from zhurnal.kernel.policy import visible
from zhurnal.people.actor import PersonActor

SHOWN = 50


def own_jobs(actor: PersonActor) -> list[tuple[Job, datetime]]:
    """The newest first, each with the moment by the college's clock."""
    return [(job, asked_at(actor, job)) for job in visible(actor, READ).order_by("-asked_at", "-pk")[:SHOWN]]


def asked_at(actor: PersonActor, job: Job) -> datetime:
    """When it was asked for, by the college's clock."""
    return job.asked_at.astimezone(actor.now.tzinfo)
