"""Everybody reaches the jobs he asked for himself; what a job may do its own actor decides, with its asker's rights of that day."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from django.db.models import Model, Q

from zhurnal.jobs.models import Job
from zhurnal.jobs.rules.states import OPEN, STOPPED, State
from zhurnal.jobs.works import work_named
from zhurnal.kernel.ids import id_of
from zhurnal.kernel.policy import Action, Actor, Policy, register
from zhurnal.kernel.readings import COLLEGE, Circle, declare_by
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.actor import PersonActor
from zhurnal.people.rules.roles import Role

READ, STOP, RESUME, TAKE = "jobs.own.read", "jobs.own.stop", "jobs.own.resume", "jobs.own.take"

_NOT_OPEN = Refusal("not_open", "Эта работа уже закончена, останавливать нечего.")
_NOT_STOPPED = Refusal("not_stopped", "Продолжить можно только остановленную работу.")
_NOT_READY = Refusal("not_ready", "Файла ещё нет: работа не закончена.")
_NOT_YOURS = Refusal(
    "not_yours_now", "Сегодня у вас нет права на всё, что есть в этом файле. Запустите работу ещё раз."
)
_SWEPT = Refusal("swept", "Файл хранился неделю и удалён. Запустите работу ещё раз.")


def _own(actor: PersonActor) -> Q:
    """What one asked for oneself."""
    return Q(asked_by=actor.person_id)


class JobPolicy(Policy):
    """Jobs."""

    model = Job
    actions = (
        Action(READ, dict.fromkeys(Role, _own)),
        Action(STOP, dict.fromkeys(Role, _own)),
        Action(RESUME, dict.fromkeys(Role, _own)),
        Action(TAKE, dict.fromkeys(Role, _own), personal="файл, заказанный в фоновых работах"),
    )

    def lock(self, actor: Actor, action: str, obj: Model) -> Refusal | None:
        """By the state of the job."""
        job: Job = obj  # type: ignore[assignment]
        if action == STOP and job.state not in OPEN:
            return _NOT_OPEN
        if action == RESUME and job.state not in STOPPED:
            return _NOT_STOPPED
        if action == TAKE and job.state != State.DONE:
            return _NOT_READY
        if action == TAKE and not job.file_name:
            return _SWEPT
        return _NOT_YOURS if action == TAKE and not _still_reached(actor, job) else None  # type: ignore[arg-type]


def _still_reached(actor: PersonActor, job: Job) -> bool:
    """Whether he has today's right to everything that the file holds: it outlives the role in which he asked for it.

    A file made before this was kept is taken while he reaches as many parts as it has.
    """
    work = work_named(job.kind)
    if work is None:
        return False
    reached = {unit.key for unit in work.units(actor, job.arguments)}
    return set(job.units) <= reached if job.units else len(reached) >= job.total


register(JobPolicy())


def _about(college_id: UUID, jobs: Sequence[UUID]) -> Iterator[tuple[UUID, Circle]]:
    """Whom the file is about: the group or department that the asker named, else the whole college."""
    for pk, said in Job.objects.of(college_id).filter(pk__in=list(jobs)).values_list("pk", "arguments"):
        named = ((kind, id_of(str(said.get(kind) or ""))) for kind in ("group", "department"))
        kind, key = next(((kind, key) for kind, key in named if key), (COLLEGE, college_id))
        yield pk, Circle(kind, key)


declare_by(Job, _about)
