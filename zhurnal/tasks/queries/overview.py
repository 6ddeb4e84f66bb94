"""How tasks are executed by each assignee within reach (1.3), and the same as a table."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from zhurnal.kernel import policy
from zhurnal.kernel.dates import full
from zhurnal.kernel.export import Column, Kind, Table, Total
from zhurnal.people.actor import PersonActor
from zhurnal.people.rules.names import full_name
from zhurnal.tasks.policy import OVERVIEW
from zhurnal.tasks.rules.execution import DEFINITION, Execution, Given, execution
from zhurnal.tasks.rules.states import State


@dataclass(frozen=True, slots=True)
class Period:
    """Deadlines from a day to a day."""

    since: date
    until: date


@dataclass(frozen=True, slots=True)
class Performer:
    """An assignee with his counts, and his tasks that are overdue (id, text, deadline)."""

    id: UUID
    name: str
    counted: Execution
    overdue: tuple[tuple[UUID, str, date], ...]


@dataclass(frozen=True, slots=True)
class OverviewPage:
    """The overview of a period."""

    period: Period
    people: tuple[Performer, ...]
    whole: Execution


def period_of(since: date | None, until: date | None, today: date) -> Period:
    """The period that was asked for; without one, the school year so far and the tasks that are due later."""
    begins = date(today.year if today.month >= 9 else today.year - 1, 9, 1)
    found = Period(since or begins, until or date(begins.year + 1, 8, 31))
    return found if found.since <= found.until else Period(found.until, found.since)


def load_overview(actor: PersonActor, period: Period) -> OverviewPage:
    """Everybody within reach who was given a task of the period, most overdue first. One statement."""
    rows = policy.visible(actor, OVERVIEW).filter(task__due__gte=period.since, task__due__lte=period.until)
    columns = (
        "person_id", "state", "reported_at", "task_id", "task__text", "task__due", "person__surname", "person__given",
        "person__patronymic",
    )  # fmt: skip
    given: dict[UUID, list[Given]] = {}
    late: dict[UUID, list[tuple[UUID, str, date]]] = {}
    names: dict[UUID, str] = {}
    for person, state, reported, task, text, due, *name in rows.order_by("task__due", "pk").values_list(*columns):
        day = reported.astimezone(actor.now.tzinfo).date() if reported else None
        one = Given(State(state), due, day)
        given.setdefault(person, []).append(one)
        names[person] = full_name(*name)
        if execution([one], actor.today).overdue:
            late.setdefault(person, []).append((task, text, due))
    people = [
        Performer(person, names[person], execution(lines, actor.today), tuple(late.get(person, ())))
        for person, lines in given.items()
    ]
    people = [one for one in people if one.counted.given]
    people.sort(key=lambda one: (-one.counted.overdue, -one.counted.waiting, one.name))
    return OverviewPage(
        period, tuple(people), execution((one for lines in given.values() for one in lines), actor.today)
    )


COLUMNS = (
    Column("name", "Исполнитель", width=36), Column("given", "Дано", Kind.NUMBER, 9), Column("open", "Не закрыто", Kind.NUMBER, 11),
    Column("overdue", "Просрочено", Kind.NUMBER, 12), Column("waiting", "Ждёт приёмки", Kind.NUMBER, 13),
    Column("accepted", "Принято", Kind.NUMBER, 10), Column("in_time", "В срок", Kind.NUMBER, 9),
    Column("share", "Доля в срок, %", Kind.NUMBER, 14),
)  # fmt: skip


def overview_table(actor: PersonActor, page: OverviewPage) -> Table:
    """What the page shows, with the college's head and the line of who signs."""
    rows = [_row(one.name, one.counted) for one in page.people]
    heading = (
        actor.college_name,
        f"Исполнение поручений со сроком с {full(page.period.since)} по {full(page.period.until)}",
        f"Составлено {full(actor.today)}",
    )
    total = Total(_row("Всего", page.whole))
    return Table(
        "Исполнение поручений", COLUMNS, [*rows, total], (DEFINITION,), heading, (f"______________ {actor.name}",)
    )  # fmt: skip


def _row(name: str, counted: Execution) -> tuple[str | int | None, ...]:
    return (
        name, counted.given, counted.open, counted.overdue, counted.waiting, counted.accepted, counted.in_time, counted.share,
    )  # fmt: skip
