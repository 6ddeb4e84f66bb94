"""What the giver does: accepts, returns, withdraws, gives more time, stops the repetition."""

from dataclasses import dataclass
from datetime import UTC, date
from uuid import UUID

from django.db import transaction

from zhurnal.kernel import audit, policy
from zhurnal.kernel.errors import Absent, Refused
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.actor import PersonActor
from zhurnal.tasks.actions.give import PAST, tell
from zhurnal.tasks.actions.trace import Trace, leave_trace
from zhurnal.tasks.actions.work import MOVED, people_of
from zhurnal.tasks.models import Assignment, Task
from zhurnal.tasks.policy import MANAGE
from zhurnal.tasks.rules.news import Event
from zhurnal.tasks.rules.rhythm import Rhythm
from zhurnal.tasks.rules.states import CLOSED, OPEN, STANDING, Move, State, after

OWN = Refusal("own_report", "Это ваш собственный отчёт: принимает его тот, кто дал поручение.")
NOTHING_STANDS = Refusal("nothing_stands", "Все исполнители уже отчитались, и отчёты приняты: менять здесь нечего.")
_EVENTS = {Move.ACCEPT: Event.ACCEPTED, Move.RETURN: Event.RETURNED}


@dataclass(frozen=True, slots=True)
class Verdict:
    """On the report of one assignee: ``ACCEPT`` or ``RETURN`` with words."""

    assignment: UUID
    move: Move
    words: str = ""


def judge_report(actor: PersonActor, task: Task, verdict: Verdict) -> None:
    """Accept a report or return it. Raises ``Refused`` where there is no report, or it is one's own."""
    policy.require(actor, MANAGE, task)
    with transaction.atomic():
        head = audit.lock(actor.college_id, task.pk)
        rows = Assignment.objects.of(actor.college_id).filter(task=task.pk, pk=verdict.assignment)
        standing: Assignment | None = rows.first()
        if standing is None:
            raise Absent
        if standing.person_id == actor.person_id:
            raise Refused(OWN)
        state = after(State(standing.state), verdict.move)
        if state is None:
            raise Refused(MOVED)
        rows.update(state=state, closed_at=actor.now.astimezone(UTC) if state in CLOSED else None)
        leave_trace(
            head,
            actor,
            task,
            Trace(verdict.move, text=verdict.words, assignment=standing.pk, before=standing.state, after=state),
        )
        tell(actor, task, _EVENTS[verdict.move], [standing.person_id])


def withdraw_task(actor: PersonActor, task: Task, words: str) -> None:
    """Nobody has to do it any more; what was accepted stays accepted. It does not come again either."""
    policy.require(actor, MANAGE, task)
    with transaction.atomic():
        head = audit.lock(actor.college_id, task.pk)
        people = people_of(actor, task, STANDING)
        if not people:
            raise Refused(NOTHING_STANDS)
        standing = Assignment.objects.of(actor.college_id).filter(task=task.pk, state__in=STANDING)
        standing.update(state=State.WITHDRAWN, closed_at=actor.now.astimezone(UTC))
        Task.objects.of(actor.college_id).filter(pk=task.pk).update(goes_on=False)
        leave_trace(
            head, actor, task, Trace(Move.WITHDRAW, text=words, after={"people": [str(person) for person in people]})
        )
        tell(actor, task, Event.WITHDRAWN, people)


def postpone_task(actor: PersonActor, task: Task, due: date, words: str) -> None:
    """Another deadline for all who have not reported; the next of the series keeps its own. Raises ``Refused`` for a past day or where nothing stands."""
    policy.require(actor, MANAGE, task)
    if due < actor.today:
        raise Refused(PAST)
    with transaction.atomic():
        head = audit.lock(actor.college_id, task.pk)
        rows = Task.objects.of(actor.college_id).filter(pk=task.pk)
        before, planned = rows.values_list("due", "planned").get()
        people = people_of(actor, task, OPEN)
        if not people:
            raise Refused(NOTHING_STANDS)
        rows.update(due=due, planned=planned or before)
        leave_trace(
            head, actor, task, Trace(Move.POSTPONE, text=words, before=before.isoformat(), after=due.isoformat())
        )
        task.due = due
        tell(actor, task, Event.POSTPONED, people)


def stop_repeating(actor: PersonActor, task: Task) -> None:
    """The task stays as it is, and does not come again."""
    policy.require(actor, MANAGE, task)
    with transaction.atomic():
        head = audit.lock(actor.college_id, task.pk)
        rows = Task.objects.of(actor.college_id).filter(pk=task.pk, goes_on=True).exclude(rhythm=Rhythm.ONCE)
        if not rows.update(goes_on=False):
            raise Refused(MOVED)
        leave_trace(head, actor, task, Trace(Move.STOP))
