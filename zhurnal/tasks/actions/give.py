"""Giving a task."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date
from uuid import UUID

from django.db import transaction

from zhurnal.kernel import audit, policy
from zhurnal.kernel.errors import Absent, Refused
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.actor import PersonActor
from zhurnal.tasks.actions.trace import Trace, leave_trace
from zhurnal.tasks.models import Assignment, Task
from zhurnal.tasks.policy import GIVE
from zhurnal.tasks.rules.documents import Document
from zhurnal.tasks.rules.news import Event, TaskNews
from zhurnal.tasks.rules.rhythm import Rhythm
from zhurnal.tasks.rules.states import Move
from zhurnal.tasks.signals import tasks_told

NOBODY = Refusal("nobody", "Выберите, кому дать поручение.")
NOT_YOURS = Refusal(
    "not_yours", "Кому-то из выбранных вы больше не даёте поручений: обновите страницу и выберите заново."
)
PAST = Refusal("past", "Срок уже прошёл. Укажите сегодняшний день или позже.")


@dataclass(frozen=True, slots=True)
class Draft:
    """A task to be given. ``key``: of the form; the same form sent twice gives one task. ``about``, ``place``: what it is about."""

    key: UUID
    text: str
    due: date
    people: tuple[UUID, ...]
    rhythm: Rhythm = Rhythm.ONCE
    about: str = ""
    place: str = ""
    documents: Sequence[Document] = ()
    series: UUID | None = None
    day: int = 0


def give_task(actor: PersonActor, draft: Draft) -> Task:
    """Give it to all of the people, or to nobody.

    Raises ``Refused`` where nobody is chosen, somebody is out of reach, or the deadline has passed.
    """
    people = sorted(set(draft.people))
    if not people:
        raise Refused(NOBODY)
    if draft.due < actor.today:
        raise Refused(PAST)
    with transaction.atomic():
        head = audit.lock(actor.college_id, draft.key)
        standing: Task | None = Task.objects.of(actor.college_id).filter(pk=draft.key).first()
        if standing is not None:
            if standing.giver_id != actor.person_id:
                raise Absent
            return standing
        if policy.visible(actor, GIVE).filter(pk__in=people).count() != len(people) or actor.person_id is None:
            raise Refused(NOT_YOURS)
        task = _made(actor, replace(draft, people=tuple(people)))
        after = {"due": task.due.isoformat(), "people": [str(person) for person in people], "rhythm": task.rhythm}
        leave_trace(head, actor, task, Trace(Move.GIVE, text=draft.text, documents=draft.documents, after=after))
        tell(actor, task, Event.GIVEN, people)
    return task


def _made(actor: PersonActor, draft: Draft) -> Task:
    comes_again = draft.rhythm is not Rhythm.ONCE
    task: Task = Task.objects.create(
        id=draft.key, college_id=actor.college_id, text=draft.text, giver_id=actor.person_id, given_at=actor.now.astimezone(UTC),
        due=draft.due, about=draft.about, place=draft.place, rhythm=draft.rhythm, day=draft.day or draft.due.day,
        series=(draft.series or draft.key) if comes_again else None, goes_on=comes_again,
    )  # fmt: skip
    Assignment.objects.bulk_create(
        Assignment(college_id=actor.college_id, task_id=task.pk, person_id=person) for person in draft.people
    )
    return task


def tell(actor: PersonActor, task: Task, event: Event, people: Sequence[UUID]) -> None:
    """Let the people hear of it, but for who did it himself."""
    others = frozenset(people) - {actor.person_id}
    if others:
        tasks_told.send(Task, actor=actor, news=[TaskNews(event, task.pk, task.due, actor.name, others)])
