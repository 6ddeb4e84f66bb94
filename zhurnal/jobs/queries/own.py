"""One's own jobs."""

from zhurnal.jobs.models import Job
from zhurnal.jobs.policy import READ
from zhurnal.kernel.policy import visible
from zhurnal.people.actor import PersonActor

SHOWN = 50


def own_jobs(actor: PersonActor) -> list[Job]:
    """The newest first."""
    return list(visible(actor, READ).order_by("-asked_at", "-pk")[:SHOWN])
