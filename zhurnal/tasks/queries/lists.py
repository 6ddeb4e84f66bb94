"""Tasks that one was given, and those that one gave."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef

from zhurnal.people.actor import PersonActor
from zhurnal.people.rules.names import list_name, short_name
from zhurnal.tasks.models import Assignment, Task
from zhurnal.tasks.rules.rhythm import Rhythm
from zhurnal.tasks.rules.states import CLOSED, OPEN, STANDING, STATE_WORDS, State, is_overdue

SHOWN = 200  # of what is behind; what somebody still has to do is shown whole
NAMED = 3  # assignees named in a row


@dataclass(frozen=True, slots=True)
class Mine:
    """A task that one was given."""

    id: UUID
    text: str
    due: date
    giver: str
    place: str
    state: State
    words: str
    overdue: bool
    again: bool


@dataclass(frozen=True, slots=True)
class MyTasks:
    """What one has to do, what waits to be accepted, and what is behind."""

    open: tuple[Mine, ...]
    waiting: tuple[Mine, ...]
    closed: tuple[Mine, ...]


@dataclass(frozen=True, slots=True)
class GivenTask:
    """A task that one gave: with how many it stands where, and who they are."""

    id: UUID
    text: str
    due: date
    place: str
    people: str
    number: int
    accepted: int
    waiting: int
    overdue: int
    withdrawn: int
    again: bool

    @property
    def closed(self) -> bool:
        """Nobody has anything to do with it."""
        return self.accepted + self.withdrawn == self.number

    @property
    def words(self) -> str:
        """Where it stands, in words."""
        if self.withdrawn == self.number:
            return STATE_WORDS[State.WITHDRAWN]
        whole = self.number - self.withdrawn
        if self.accepted == whole:
            return "принято"
        parts = [f"принято {self.accepted} из {whole}" if whole > 1 else ""]
        parts += [("ждёт приёмки" if whole == 1 else f"ждут приёмки {self.waiting}") if self.waiting else ""]
        parts += [("просрочено" if whole == 1 else f"просрочено {self.overdue}") if self.overdue else ""]
        return ", ".join(part for part in parts if part) or "в работе"


def my_tasks(actor: PersonActor) -> MyTasks:
    """The person's own, what is due first first. Two statements."""
    rows = Assignment.objects.of(actor.college_id).filter(person=actor.person_id).order_by("-task__due", "-pk")
    columns = (
        "task_id", "task__text", "task__due", "task__giver__surname", "task__giver__given", "task__giver__patronymic",
        "task__place", "state", "task__rhythm",
    )  # fmt: skip
    found = [
        Mine(
            pk, text, due, short_name(*giver), place, State(state), STATE_WORDS[State(state)],
            is_overdue(State(state), due, actor.today), rhythm != Rhythm.ONCE,
        )
        for some in (rows.filter(state__in=STANDING), rows.exclude(state__in=STANDING)[:SHOWN])
        for pk, text, due, *giver, place, state, rhythm in some.values_list(*columns)
    ]  # fmt: skip
    return MyTasks(
        tuple(one for one in reversed(found) if one.state in OPEN),
        tuple(one for one in reversed(found) if one.state is State.REPORTED),
        tuple(one for one in found if one.state in CLOSED),
    )


def given_tasks(actor: PersonActor) -> list[GivenTask]:
    """Tasks that the person gave, what waits for him first. Three statements."""
    rows = Task.objects.of(actor.college_id).filter(giver=actor.person_id).order_by("-due", "-pk")
    standing = Exists(Assignment.objects.of(actor.college_id).filter(task=OuterRef("pk"), state__in=STANDING))
    columns = ("pk", "text", "due", "place", "goes_on")
    tasks = [*rows.filter(standing).values_list(*columns), *rows.exclude(standing).values_list(*columns)[:SHOWN]]
    lines: dict[UUID, list[tuple[State, str]]] = {}
    given = Assignment.objects.of(actor.college_id).filter(task__in=[task[0] for task in tasks])
    named = given.order_by("person__surname", "pk").values_list("task_id", "state", "person__surname", "person__given")
    for task, state, *name in named:
        lines.setdefault(task, []).append((State(state), list_name(*name)))
    found = [_given(actor, task, lines.get(task[0], [])) for task in tasks]
    return sorted(found, key=lambda one: (one.closed, not one.waiting, one.due if not one.closed else date.max))


def _given(
    actor: PersonActor, task: tuple[UUID, str, date, str, bool], lines: list[tuple[State, str]]
) -> GivenTask:  # fmt: skip
    pk, text, due, place, goes_on = task
    names = [name for _state, name in lines]
    more = f" и ещё {len(names) - NAMED}" if len(names) > NAMED else ""
    states = [state for state, _name in lines]
    return GivenTask(
        pk, text, due, place, ", ".join(names[:NAMED]) + more, len(states), states.count(State.ACCEPTED),
        states.count(State.REPORTED), sum(is_overdue(state, due, actor.today) for state in states),
        states.count(State.WITHDRAWN), goes_on,
    )  # fmt: skip
