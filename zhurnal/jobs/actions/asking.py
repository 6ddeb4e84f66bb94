"""Asking for a job, stopping it, taking it up again."""

from datetime import UTC, datetime

from django.db import transaction

from zhurnal.jobs.models import Job
from zhurnal.jobs.policy import RESUME, STOP
from zhurnal.jobs.rules.states import MOST_OPEN, OPEN, STOPPED, State, kept_until
from zhurnal.jobs.worker import start_worker
from zhurnal.jobs.works import Arguments, work_named
from zhurnal.kernel import policy
from zhurnal.kernel.errors import UnknownAction
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.actor import PersonActor

_TOO_MANY = Refusal(
    "too_many_jobs",
    f"У вас уже делается {MOST_OPEN} работ. Дождитесь их или остановите лишнюю на странице «Фоновые работы».",
)


def ask(actor: PersonActor, kind: str, title: str, arguments: Arguments) -> Job | Refusal:
    """Have work done. Who asks again for the same while it is being done gets the job that runs. The caller checked the right."""
    if work_named(kind) is None:
        raise UnknownAction(kind)
    with transaction.atomic():
        running: list[Job] = list(Job.objects.of(actor.college_id).filter(asked_by=actor.person_id, state__in=OPEN))
        for job in running:
            if (job.kind, job.arguments) == (kind, arguments):
                return job
        if len(running) >= MOST_OPEN:
            return _TOO_MANY
        new = Job(
            college_id=actor.college_id, kind=kind, title=title[:200], arguments=arguments, asked_by_id=actor.person_id,  # type: ignore[misc]  # the caller's door let a person in
            asked_at=datetime.now(UTC),
        )  # fmt: skip
        Job.objects.bulk_create([new])
        transaction.on_commit(start_worker)
    return new


def stop(actor: PersonActor, job: Job) -> None:
    """Stop it; a unit that is being made is made to its end and kept."""
    policy.require(actor, STOP, job)
    now = datetime.now(UTC)
    Job.objects.of(actor.college_id).filter(pk=job.pk, state__in=OPEN).update(
        state=State.CANCELLED, ended_at=now, keep_until=kept_until(now)
    )


def resume(actor: PersonActor, job: Job) -> None:
    """Go on where it stopped: what was made is not made again."""
    policy.require(actor, RESUME, job)
    with transaction.atomic():
        Job.objects.of(actor.college_id).filter(pk=job.pk, state__in=STOPPED).update(
            state=State.WAITING, attempts=0, fault="", said="", ended_at=None, keep_until=None
        )
        transaction.on_commit(start_worker)
