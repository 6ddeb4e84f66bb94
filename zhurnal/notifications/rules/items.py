"""A notice as items that fold together, and its title. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from uuid import UUID

from zhurnal.kernel.dates import MONTHS, day_month
from zhurnal.kernel.wording import plural

KEEP_READ, KEEP_ALL = 60, 180
"""Days for which a notice that was read, and any notice, is kept."""


class Kind(StrEnum):
    """What a notice is about."""

    LESSONS = "lessons"
    ABSENCE = "absence"
    REQUEST = "request"
    TIMETABLE = "timetable"
    ENTRY = "entry"
    ORDER = "order"
    RESULT = "result"
    TASK = "task"
    FILLING = "filling"
    LOGIN = "login"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that happened. ``key``: the same thing again replaces it; ``order`` begins with its day, «2026-12-03 3»; of a lesson
    that was moved the former one follows, «2026-12-03 2026-12-02 3».

    ``head``: the notice's title while the item is alone; ``line``: what stands under the title.
    """

    key: str
    order: str
    head: str
    line: str


@dataclass(frozen=True, slots=True)
class Told:
    """What one person is to be told. ``about`` names the event: one notice for one event. ``at``: when, unless now."""

    person: UUID
    kind: Kind
    about: str
    items: tuple[Item, ...]
    url: str
    at: datetime | None = None


def moment(at: datetime) -> str:
    """An ``order`` by which what was said last stands last and gives the notice its title."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def fold(standing: Iterable[Item], fresh: Iterable[Item]) -> tuple[Item, ...]:
    """Items of a notice that is not read yet with the new ones: the same thing again replaces itself."""
    by_key = {item.key: item for item in standing}
    by_key.update({item.key: item for item in fresh})
    return tuple(sorted(by_key.values(), key=lambda item: (item.order, item.key)))


def together(told: Iterable[Told]) -> list[Told]:
    """One notice for each person and event."""
    found: dict[tuple[UUID, str], Told] = {}
    for one in told:
        known = found.get((one.person, one.about))
        items = fold(known.items if known else (), one.items)
        found[one.person, one.about] = replace(one, items=items)
    return list(found.values())


def title_of(kind: str, items: Sequence[Item]) -> str:
    """The title: of a single item its own head, of several what they are together."""
    if len(items) == 1:
        return items[0].head
    days = [date.fromisoformat(part[:10]) for item in items for part in item.order.split() if "-" in part]
    lessons = plural(len(items), ("занятие", "занятия", "занятий"))
    if kind == Kind.LESSONS:
        return f"Изменено {lessons} {span(min(days), max(days))}"
    if kind == Kind.ABSENCE:
        return f"Занятия на время вашего отсутствия распределены: {lessons}"
    if kind == Kind.ENTRY:
        return f"Ваши записи исправил другой человек: {lessons}"
    return items[-1].head


def span(first: date, last: date) -> str:
    """«на 3 декабря», «3–7 декабря», «с 30 ноября по 2 декабря»."""
    if first == last:
        return f"на {day_month(first)}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{last.day} {MONTHS[last.month - 1]}"
    return f"с {day_month(first)} по {day_month(last)}"
