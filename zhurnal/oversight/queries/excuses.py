"""Absences without a cause in the groups of a leader, and what parents told about them (3.5, A6.3, A6.5)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from zhurnal.curriculum.models import Membership
from zhurnal.curriculum.relations import on_list
from zhurnal.journal.models import Entry, Excuse
from zhurnal.journal.rules import signs
from zhurnal.journal.rules.attendance import shown_sign
from zhurnal.journal.rules.signs import RequestState
from zhurnal.kernel import policy
from zhurnal.kernel.dates import short
from zhurnal.kernel.readings import tell
from zhurnal.kernel.sql import fetch_all, marks_for, table, uid, uuids
from zhurnal.kernel.wording import plural
from zhurnal.oversight.rules.causes import KIND_WORDS
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person
from zhurnal.people.rules.names import full_name, list_name
from zhurnal.timetable.models import Lesson

MEMORY = timedelta(days=60)
SHOWN = 5  # days beside a student


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A paper beside a message: which, of which kind, how large (bytes)."""

    id: UUID
    number: int
    ending: str
    size: int


@dataclass(frozen=True, slots=True)
class Message:
    """What a parent told. ``by``: who told it."""

    id: UUID
    student: UUID
    student_name: str
    group: str
    since: date
    until: date
    kind: str
    note: str
    by: str
    papers: tuple[PaperLine, ...] = ()

    @property
    def kind_words(self) -> str:
        """«болезнь»."""
        return KIND_WORDS[self.kind]


@dataclass(slots=True)
class Absentee:
    """A student with absences whose cause nobody knows. ``days``: (day, hours)."""

    id: UUID
    name: str
    group: str
    days: dict[date, int] = field(default_factory=dict)
    told: bool = False

    @property
    def hours(self) -> int:
        """All hours without a known cause."""
        return sum(self.days.values())

    @property
    def when(self) -> str:
        """«24.11, 17.11, 10.11 и ещё 3 дня»: the newest first."""
        days = sorted(self.days, reverse=True)
        rest = len(days) - SHOWN
        more = f" и ещё {plural(rest, ('день', 'дня', 'дней'))}" if rest > 0 else ""
        return ", ".join(short(day) for day in days[:SHOWN]) + more

    @property
    def since(self) -> date:
        """The first such day."""
        return min(self.days)

    @property
    def until(self) -> date:
        """The last one."""
        return max(self.days)


@dataclass(frozen=True, slots=True)
class SetCause:
    """A cause as it stands."""

    since: date
    until: date
    kind: str
    note: str
    by: str

    @property
    def kind_words(self) -> str:
        """«болезнь»."""
        return KIND_WORDS[self.kind]


@dataclass(slots=True)
class ExcusesPage:
    """The page of a leader. ``students``: (id, name, group) of everybody, to tell an absence beforehand (A6.4)."""

    messages: list[Message]
    absentees: list[Absentee]
    students: list[tuple[UUID, str, str]]


def load_excuses(actor: PersonActor) -> ExcusesPage:
    """Five statements, whatever the groups."""
    students = _students(actor)
    names = {pk: (name, group) for pk, name, group in students}
    rows = Excuse.objects.of(actor.college_id).filter(student__in=list(names)).order_by("since", "pk")
    causes: dict[UUID, list[tuple[date, date, str]]] = {}
    papers, messages = _papers(actor), []
    for row in rows.values_list("pk", "student_id", "since", "until", "kind", "note", "state", *_BY):
        pk, student, since, until, kind, note, state, *by = row
        if state == RequestState.APPROVED:
            causes.setdefault(student, []).append((since, until, kind))
        elif state == RequestState.OPEN:
            name, group = names[student]
            messages.append(
                Message(pk, student, name, group, since, until, kind, note, _author(by), tuple(papers.get(pk, ())))
            )
    told = {message.student for message in messages}
    absent = _absentees(actor, names, causes, told)
    tell(actor, "oversight.excuse.set", people=told | {one.id for one in absent})
    return ExcusesPage(messages, absent, students)


_BY = ("set_by__surname", "set_by__given", "set_by__patronymic")


def _author(by: list[str | None]) -> str:
    return full_name(by[0] or "", by[1] or "", by[2] or "")


def _papers(actor: PersonActor) -> dict[UUID, list[PaperLine]]:
    """message → its papers, without their content."""
    found: dict[UUID, list[PaperLine]] = {}
    rows = policy.visible(actor, "journal.paper.open").filter(content__isnull=False).order_by("excuse_id", "number")
    for excuse, *line in rows.values_list("excuse_id", "pk", "number", "ending", "size"):
        found.setdefault(excuse, []).append(PaperLine(*line))
    return found


def _students(actor: PersonActor) -> list[tuple[UUID, str, str]]:
    """Everybody within reach, by group and name. Two statements."""
    reached: QuerySet[Any] = policy.visible(actor, "oversight.excuse.set").values("pk")
    rows = Membership.objects.of(actor.college_id).filter(on_list(actor.today), student__in=reached)
    columns = rows.order_by("group__name", "student__surname", "student__given", "student_id").values_list(
        "student_id", "student__surname", "student__given", "group__name"
    )
    return [(pk, list_name(surname, given), group) for pk, surname, given, group in columns]


def _absentees(
    actor: PersonActor,
    names: dict[UUID, tuple[str, str]],
    causes: dict[UUID, list[tuple[date, date, str]]],
    told: Iterable[UUID],
) -> list[Absentee]:
    """Students with a bare «н» in the last weeks, the most hours first."""
    # No absence is written before its lesson, so the moment of writing narrows the rows of each student by itself;
    # a condition on the lesson's day would lead the database to begin with all lessons of the college.
    first = actor.today - MEMORY
    midnight = datetime.combine(first, time(), tzinfo=actor.now.tzinfo).astimezone(UTC)
    written = connection.ops.adapt_datetimefield_value(midnight)
    wanted = [uid(student) for student in names]
    rows = fetch_all(
        f"""
        SELECT e.student_id, l.date, l.hours
          FROM {table(Entry)} e
          JOIN {table(Lesson)} l ON l.college_id = e.college_id AND l.id = e.lesson_id
         WHERE e.college_id = %s AND e.student_id IN ({marks_for(wanted)}) AND e.slot = 0 AND e.value = %s
           AND e.changed_at >= %s
        """,  # noqa: S608  (only names of our own tables and placeholders are put in)
        [uid(actor.college_id), *wanted, signs.ABSENT, written],
    )
    told = set(told)
    found: dict[UUID, Absentee] = {}
    for student_id, day_, hours in rows:
        student, day = uuids(student_id), date.fromisoformat(day_) if isinstance(day_, str) else day_
        if not first <= day <= actor.today or shown_sign(signs.ABSENT, day, causes.get(student, ())) != signs.ABSENT:
            continue
        name, group = names[student]
        absentee = found.setdefault(student, Absentee(student, name, group, told=student in told))
        absentee.days[day] = absentee.days.get(day, 0) + hours
    return sorted(found.values(), key=lambda absentee: (-absentee.hours, absentee.name))


def causes_of(actor: PersonActor, student: Person) -> list[SetCause]:
    """Accepted causes of one student, the newest first."""
    rows = Excuse.objects.of(actor.college_id).filter(student=student.pk, state=RequestState.APPROVED)
    columns = rows.order_by("-since", "-pk").values_list("since", "until", "kind", "note", *_BY)
    return [SetCause(since, until, kind, note, _author(by)) for since, until, kind, note, *by in columns]
