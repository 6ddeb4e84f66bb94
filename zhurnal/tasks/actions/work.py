"""What an assignee does: takes the task, reports on it; and what anybody of the task says."""

from collections.abc import Sequence
from datetime import UTC
from uuid import UUID

from django.db import transaction

from zhurnal.kernel import audit, policy
from zhurnal.kernel.errors import Absent, Refused
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.actor import PersonActor
from zhurnal.tasks.actions.give import tell
from zhurnal.tasks.actions.trace import Trace, leave_trace
from zhurnal.tasks.models import Assignment, Task
from zhurnal.tasks.policy import SAY, WORK
from zhurnal.tasks.rules.documents import Document
from zhurnal.tasks.rules.news import Event
from zhurnal.tasks.rules.states import Move, State, after

MOVED = Refusal("moved", "С этим поручением уже что-то сделали. Посмотрите, как оно стоит сейчас, и повторите.")


def take_task(actor: PersonActor, task: Task) -> None:
    """The assignee has seen it and works on it. Raises ``Refused`` where it stands otherwise."""
    _move(actor, task, Move.TAKE, "", ())


def report_task(actor: PersonActor, task: Task, words: str, documents: Sequence[Document] = ()) -> None:
    """The assignee tells what was done. Raises ``Refused`` where nothing is to be reported."""
    _move(actor, task, Move.REPORT, words, documents)


def _move(actor: PersonActor, task: Task, move: Move, words: str, documents: Sequence[Document]) -> None:
    policy.require(actor, WORK, task)
    with transaction.atomic():
        head = audit.lock(actor.college_id, task.pk)
        rows = Assignment.objects.of(actor.college_id).filter(task=task.pk, person=actor.person_id)
        standing: Assignment | None = rows.first()
        if standing is None:
            raise Absent
        state = after(State(standing.state), move)
        if state is None:
            raise Refused(MOVED)
        if move is Move.REPORT:
            rows.update(state=state, reported_at=actor.now.astimezone(UTC))
        else:
            rows.update(state=state)
        leave_trace(
            head,
            actor,
            task,
            Trace(move, text=words, assignment=standing.pk, documents=documents, before=standing.state, after=state),
        )
        if move is Move.REPORT:
            tell(actor, task, Event.REPORTED, [task.giver_id])


def say(actor: PersonActor, task: Task, words: str, documents: Sequence[Document] = ()) -> None:
    """A word in the task's trace; the giver and the assignees hear that something was said."""
    policy.require(actor, SAY, task)
    with transaction.atomic():
        head = audit.lock(actor.college_id, task.pk)
        leave_trace(head, actor, task, Trace(Move.COMMENT, text=words, documents=documents))
        tell(actor, task, Event.SAID, [task.giver_id, *people_of(actor, task)])


def people_of(actor: PersonActor, task: Task, states: Sequence[State] = tuple(State)) -> list[UUID]:
    """Assignees with whom the task stands so."""
    rows = Assignment.objects.of(actor.college_id).filter(task=task.pk, state__in=states)
    return list(rows.values_list("person_id", flat=True))
