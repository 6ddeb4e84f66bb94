"""Активность пользователей: how many of staff, students and parents came on each day (A9). Numbers, never names."""

from zhurnal.kernel.dates import days_between
from zhurnal.kernel.export import Cell, Column, Table, Total
from zhurnal.kernel.rounding import half_up
from zhurnal.people.actor import PersonActor
from zhurnal.reports.catalogue.report import Report, Shelf
from zhurnal.reports.catalogue.sheet import figures, heading
from zhurnal.reports.policy import ACTIVITY
from zhurnal.reports.queries.visits import counted, kinds_of, visits, with_access
from zhurnal.reports.rules.asked import Asked
from zhurnal.reports.rules.due import VISITS_KEPT
from zhurnal.reports.rules.periods import Span

COLUMNS = (
    Column("day", "День", width=34),
    *figures((("staff", "Сотрудники"), ("students", "Студенты"), ("parents", "Родители"), ("all", "Всего")), 13),
)
KEPT = (
    "Считаются люди, вошедшие с логином и паролем хотя бы раз за день: каждый – один раз.",
    f"Сеанс держится до 12 часов, поэтому кто не выходил с вечера, может не посчитаться утром. Хранится только сам день, {VISITS_KEPT} дней; часы, страницы, устройства и адреса не хранятся.",
)


def activity(actor: PersonActor, asked: Asked) -> Table:
    """By day, and all days together."""
    since, until = asked.period.since, asked.until
    came, kinds = visits(actor.college_id, since, until), kinds_of(actor.college_id, since, until)
    rows: list[tuple[Cell, ...]] = []
    for day in days_between(since, until):
        numbers = counted(came.get(day, ()), kinds)
        rows.append((f"{day:%d.%m.%Y}", *(one or None for one in numbers), sum(numbers) or None))
    people = {person for day in came.values() for person in day}
    every = counted(people, kinds)
    now, may = kinds_of(actor.college_id, actor.today, actor.today), with_access(actor.college_id)
    access, among = counted(may, now), counted(may & people, now)
    rows += [
        Total(("Разных людей за срок", *every, sum(every))),
        Total(("Могут войти сегодня", *access, sum(access))),
        Total(
            (
                "Из них входили, %",
                *(_part(a, b) for a, b in zip(among, access, strict=True)),
                _part(sum(among), sum(access)),
            )
        ),
    ]
    return Table(
        "Активность пользователей",
        COLUMNS,
        rows,
        KEPT,
        heading(actor, asked),
        ("Администратор журнала",),
        landscape=False,
    )


def _part(part: int, whole: int) -> int | None:
    return half_up(100 * part, whole) if whole else None


REPORTS = (
    Report(
        "activity", "Активность пользователей", "Сколько сотрудников, студентов и родителей входило каждый день", Shelf.STATISTICS,
        ACTIVITY, (Span.MONTH, Span.WEEK), activity, personal=False,
    ),
)  # fmt: skip
