"""What the worker does: the oldest job, unit by unit, until nothing waits."""

import logging
import secrets
from collections.abc import Sequence
from datetime import UTC, datetime

from django.db.models import F

from zhurnal.jobs.folder import Folder
from zhurnal.jobs.models import Job
from zhurnal.jobs.rules.states import MOST_ATTEMPTS, OPEN, State, kept_until
from zhurnal.jobs.signals import job_ended
from zhurnal.jobs.worker import PATIENCE, alone
from zhurnal.jobs.works import Unit, Work, work_named
from zhurnal.kernel.errors import Refused
from zhurnal.kernel.export import file_name
from zhurnal.kernel.refusal import Refusal
from zhurnal.organisation.queries import colleges
from zhurnal.people.actor import PersonActor, actor_of
from zhurnal.people.models import Account

log = logging.getLogger("zhurnal.errors")

TRACE = "error %s in job %s"
NAMED = 5  # units that are named among those that could not be made
_GONE = "Учётная запись того, кто просил об этой работе, закрыта."
_KILLED = "Работа трижды обрывалась вместе с сервером. Сообщите администратору."
_UNKNOWN = "Такой работы больше нет: журнал обновлён. Запустите её заново."


def work_until_idle(patience: float = PATIENCE) -> int:
    """Do everything that waits; returns how many jobs were taken up. Nothing where another worker is at it."""
    taken = 0
    with alone(patience) as only:
        while only and (job := _oldest()) is not None:
            taken += 1
            _perform(job)
    return taken


def _oldest() -> Job | None:
    """The job that waits longest, of any college. One that is «running» lost its worker: there is no other."""
    found = [
        Job.objects.of(college.pk).filter(state__in=OPEN).order_by("asked_at", "pk").first() for college in colleges()
    ]
    return min((job for job in found if job is not None), key=lambda job: job.asked_at, default=None)


def _perform(job: Job) -> None:
    work, actor = work_named(job.kind), _asker(job)
    if work is None or actor is None or job.attempts >= MOST_ATTEMPTS:
        _end(job, actor, State.FAILED, said=_UNKNOWN if work is None else _GONE if actor is None else _KILLED)
        return
    begun = (
        Job.objects.of(job.college_id)
        .filter(pk=job.pk, state__in=OPEN)
        .update(state=State.RUNNING, attempts=F("attempts") + 1, started_at=datetime.now(UTC), said="", fault="")
    )
    if not begun:
        return  # stopped since it was looked for
    try:
        _units(job, work, actor)
    except Refused as refused:
        _end(job, actor, State.FAILED, said=str(refused.refusal)[:300])
    except Exception as error:
        number = _number()
        log.error(TRACE, number, job.kind, exc_info=error)
        said = f"Работа не выполнена. Сообщите администратору номер {number}: по нему найдут причину."
        _end(job, actor, State.FAILED, said=said, fault=number)


def _number() -> str:
    return secrets.token_hex(4).upper()


def _units(job: Job, work: Work, actor: PersonActor) -> None:
    folder, rows = Folder(job.pk), Job.objects.of(job.college_id).filter(pk=job.pk)
    units = list(work.units(actor, job.arguments))
    failed: list[tuple[Unit, str]] = []
    number = (
        _number()
    )  # one for all that goes wrong in this job: it is said once, and found in the log as often as it happened
    for place, unit in enumerate(units):
        if not rows.filter(state=State.RUNNING).update(done=place, total=len(units), said=unit.words[:300]):
            return  # somebody stopped it
        if not folder.has(unit):
            why = _made(job, work, actor, folder, unit, number)
            failed += [(unit, why)] if why else []
    if not rows.filter(state=State.RUNNING).update(done=len(units), total=len(units)):
        return  # stopped while the last one was made: its pieces stay
    if failed:
        raise Refused(_not_made(failed, len(units)))
    _close(job, work, actor, folder, units)


def _made(job: Job, work: Work, actor: PersonActor, folder: Folder, unit: Unit, number: str) -> str:
    """Make a unit; why it was not made where the others are made all the same, else nothing."""
    try:
        folder.keep(unit, work.make(actor, job.arguments, unit))
    except Refused as refused:
        if not work.goes_on:
            raise
        return str(refused.refusal)
    except Exception as error:
        if not work.goes_on:
            raise
        log.error(TRACE, number, job.kind, exc_info=error)
        return f"Сообщите администратору номер {number}."
    return ""


def _not_made(failed: Sequence[tuple[Unit, str]], of: int) -> Refusal:
    """Some names first, then the reasons, each once: what is said has little room, and the reasons bear the numbers to ask by."""
    names = ", ".join(unit.words for unit, _why in failed[:NAMED])
    names += f" и ещё {len(failed) - NAMED}" if len(failed) > NAMED else ""
    reasons = " ".join(dict.fromkeys(why for _unit, why in failed))
    words = {"count": len(failed), "of": of, "names": names, "reasons": reasons}
    return Refusal("some_failed", "Не сделано %(count)s из %(of)s: %(names)s. %(reasons)s", words)


def _close(job: Job, work: Work, actor: PersonActor, folder: Folder, units: Sequence[Unit]) -> None:
    pieces = list(folder.pieces(units))
    if work.close is not None:
        pieces += work.close(actor, job.arguments, pieces)
    ending, size = folder.finish(pieces)
    folder.sweep(keep_result=True)
    named = file_name(work.file_name(actor, job.arguments), ending.removeprefix(".")) if size else ""
    keys = [unit.key for unit in units]
    _end(
        job, actor, State.DONE, done=len(units), total=len(units), said="", units=keys, file_name=named, file_bytes=size
    )


def _end(job: Job, actor: PersonActor | None, state: State, **more: object) -> None:
    now = datetime.now(UTC)
    changed = (
        Job.objects.of(job.college_id)
        .filter(pk=job.pk, state__in=OPEN)
        .update(state=state, ended_at=now, keep_until=kept_until(now), **more)
    )
    if changed and actor is not None:
        job_ended.send(Job, actor=actor, job=Job.objects.of(job.college_id).get(pk=job.pk))


def _asker(job: Job) -> PersonActor | None:
    """Who asked, with his rights of today; None when he has none any more."""
    account = Account.objects.of(job.college_id).filter(person=job.asked_by_id, is_active=True).first()
    actor = actor_of(account, door="job") if account is not None else None
    return actor if actor is not None and actor.roles else None
