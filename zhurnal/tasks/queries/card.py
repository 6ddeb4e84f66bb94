"""One task: with whom it stands where, its trace, its documents, and what the reader may do with it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from zhurnal.kernel import policy
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person
from zhurnal.people.rules.names import full_name, short_name
from zhurnal.tasks.models import Assignment, Task, TaskFile, TaskWord
from zhurnal.tasks.places import address_of
from zhurnal.tasks.policy import MANAGE, SAY
from zhurnal.tasks.rules.rhythm import RHYTHM_WORDS, Rhythm
from zhurnal.tasks.rules.states import MOVE_WORDS, OPEN, STANDING, STATE_WORDS, Move, State, is_overdue

NIGHT = "журнал"


@dataclass(frozen=True, slots=True)
class Line:
    """One assignee. ``judged``: his report waits for the reader's word."""

    id: UUID
    name: str
    state: State
    words: str
    overdue: bool
    late: bool
    reported: datetime | None
    judged: bool


@dataclass(frozen=True, slots=True)
class Attached:
    """A document."""

    id: UUID
    name: str
    size: int

    @property
    def size_words(self) -> str:
        """«120 КБ», «1,4 МБ»."""
        if self.size < 1024 * 1024:
            return f"{max(self.size // 1024, 1)}\u00a0КБ"
        return f"{self.size / 1024 / 1024:.1f}\u00a0МБ".replace(".", ",")


@dataclass(frozen=True, slots=True)
class Said:
    """A line of the trace. ``whom``: the assignee whose report it is about."""

    by: str
    at: datetime
    words: str
    whom: str
    text: str
    documents: tuple[Attached, ...]


@dataclass(frozen=True, slots=True)
class TaskPage:
    """The task's page. ``own``: the reader's own assignment."""

    id: UUID
    text: str
    due: date
    giver: str
    given_at: datetime
    place: str
    url: str
    rhythm: str
    goes_on: bool
    lines: tuple[Line, ...]
    said: tuple[Said, ...]
    documents: tuple[Attached, ...]
    own: Line | None
    takes: bool
    reports: bool
    manages: bool
    speaks: bool
    stands: bool
    overdue: bool


def task_page(actor: PersonActor, task: Task) -> TaskPage:
    """What stands on the page of a task that the door has given. Seven statements."""
    people = Person.objects.of(actor.college_id)
    giver = people.filter(pk=task.giver_id).values_list("surname", "given", "patronymic").get()
    manages = policy.can(actor, MANAGE, task).allowed
    rows, names = _lines(actor, task, manages=manages)
    own = next((line for person, line in rows if person == actor.person_id), None)
    lines = tuple(line for _person, line in rows)
    files = _files(actor, task)
    said = _said(actor, task, names, files)
    return TaskPage(
        task.pk, task.text, task.due, full_name(*giver), _local(actor, task.given_at), task.place, address_of(actor, task.about),
        RHYTHM_WORDS[Rhythm(task.rhythm)] if task.rhythm != Rhythm.ONCE else "", task.goes_on, lines, said,
        said[0].documents if said else (), own, bool(own and own.state is State.GIVEN), bool(own and own.state in OPEN),
        manages, policy.can(actor, SAY, task).allowed, any(line.state in STANDING for line in lines),
        any(line.overdue for line in lines),
    )  # fmt: skip


def _lines(actor: PersonActor, task: Task, *, manages: bool) -> tuple[list[tuple[UUID, Line]], dict[UUID, str]]:
    rows = (
        Assignment.objects.of(actor.college_id).filter(task=task.pk).order_by("person__surname", "person__given", "pk")
    )
    columns = ("pk", "person_id", "state", "reported_at", "person__surname", "person__given", "person__patronymic")
    found, names = [], {}
    for pk, person, kept, reported, *name in rows.values_list(*columns):
        state = State(kept)
        told = _local(actor, reported) if reported else None
        late = told is not None and state is not State.WITHDRAWN and told.date() > task.due
        judged = manages and state is State.REPORTED and person != actor.person_id
        line = Line(
            pk, full_name(*name), state, STATE_WORDS[state], is_overdue(state, task.due, actor.today), late, told, judged
        )  # fmt: skip
        found.append((person, line))
        names[pk] = short_name(*name)
    return found, names


def _files(actor: PersonActor, task: Task) -> dict[UUID, list[Attached]]:
    rows = TaskFile.objects.of(actor.college_id).filter(task=task.pk).order_by("pk")
    found: dict[UUID, list[Attached]] = {}
    for pk, word, name, ending, size in rows.values_list("pk", "word_id", "name", "ending", "size"):
        found.setdefault(word, []).append(Attached(pk, f"{name}.{ending}", size))
    return found


def _said(
    actor: PersonActor, task: Task, names: dict[UUID, str], files: dict[UUID, list[Attached]]
) -> tuple[Said, ...]:  # fmt: skip
    rows = TaskWord.objects.of(actor.college_id).filter(task=task.pk).order_by("at", "pk")
    columns = ("pk", "assignment_id", "move", "text", "at", "person__surname", "person__given", "person__patronymic")
    return tuple(
        Said(
            short_name(*name) if name[0] else NIGHT, _local(actor, at), MOVE_WORDS[Move(move)],
            names.get(assignment, "") if move in (Move.ACCEPT, Move.RETURN) else "",
            "" if move == Move.GIVE else text, tuple(files.get(pk, ())),
        )
        for pk, assignment, move, text, at, *name in rows.values_list(*columns)
    )  # fmt: skip


def _local(actor: PersonActor, moment: datetime) -> datetime:
    return moment.astimezone(actor.now.tzinfo).replace(tzinfo=None)
