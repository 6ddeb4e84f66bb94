"""From the pattern to dated lessons: what to make, change, move, take away, and what to ask a human. Pure.

A lesson that carries entries is never taken away or changed in silence: it stays when its place is wanted, moves with a trace when only
something ahead was written and its slot stands elsewhere in the week, and is put on the list for a human otherwise.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from uuid import UUID

CANCELLED_HERE = "~"  # ends the key of a lesson that a generation cancelled; such a one may come back


@dataclass(frozen=True, slots=True)
class Wanted:
    """A lesson that the pattern wants."""

    slot: UUID
    course: UUID
    group: UUID
    date: date
    pair: int
    starts: time
    ends: time
    teacher: UUID
    room: UUID | None
    hours: int
    link: str = ""

    @property
    def key(self) -> str:
        """How the lesson is known: its slot and its week."""
        return f"slot:{self.slot.hex}:{self.date}"


@dataclass(frozen=True, slots=True)
class Standing:
    """A lesson that stands. ``ours``: made by a generation and changed by nobody; ``burden`` 0 nothing, 1 prepared, 2 held.

    ``traced``: some row names it, so it may be cancelled but never deleted.
    """

    id: UUID
    course: UUID
    date: date
    pair: int
    starts: time
    ends: time
    teacher: UUID
    room: UUID | None
    hours: int
    key: str
    ours: bool
    cancelled: bool
    burden: int = 0
    traced: bool = False
    link: str = ""

    @property
    def slot(self) -> str:
        """The slot from which it was made, 32 digits, or ""."""
        return self.key.split(":")[1] if self.key.startswith("slot:") else ""


@dataclass(frozen=True, slots=True)
class Ask:
    """A lesson that a human must look at; ``code``: gone, other_teacher, occupied."""

    lesson: UUID
    code: str


@dataclass(slots=True)
class Plan:
    """What a generation does; ``change`` keeps the place, ``move`` changes it."""

    create: list[Wanted] = field(default_factory=list)
    change: list[tuple[Standing, Wanted]] = field(default_factory=list)
    move: list[tuple[Standing, Wanted]] = field(default_factory=list)
    delete: list[Standing] = field(default_factory=list)
    cancel: list[Standing] = field(default_factory=list)
    ask: list[Ask] = field(default_factory=list)
    kept: int = 0


def plan_generation(wanted: Iterable[Wanted], standing: Iterable[Standing]) -> Plan:
    """Compare course by course; the same input twice plans nothing the second time."""
    plan = Plan()
    wants: dict[UUID, list[Wanted]] = defaultdict(list)
    stands: dict[UUID, list[Standing]] = defaultdict(list)
    for want in wanted:
        wants[want.course].append(want)
    for row in standing:
        stands[row.course].append(row)
    for course in sorted({*wants, *stands}):
        _plan_course(plan, wants[course], stands[course])
    return plan


def _plan_course(plan: Plan, wants: list[Wanted], rows: list[Standing]) -> None:
    by_place = {(row.date, row.pair): row for row in rows}
    used: set[UUID] = set()
    left: dict[tuple[date, int], Wanted] = {}
    for want in sorted(wants, key=lambda want: (want.date, want.pair, want.slot)):
        place = (want.date, want.pair)
        row = by_place.get(place)
        if row is None:
            left.setdefault(place, want)
        elif row.id not in used:
            used.add(row.id)
            _compare(plan, want, row)
    _drop_moved(plan, left, [row for row in rows if row.id not in used and not row.ours and row.slot])
    gone = [row for row in rows if row.id not in used and row.ours and not row.cancelled]
    _match_weeks(plan, list(left.values()), gone)


def _compare(plan: Plan, want: Wanted, row: Standing) -> None:
    """A lesson already at the wanted place: whoever changed it by hand is right."""
    revived = row.cancelled and row.key.endswith(CANCELLED_HERE)
    if not row.ours or (row.cancelled and not revived):
        plan.kept += 1
        return
    same = (row.teacher, row.room, row.starts, row.ends, row.hours, row.key) == (
        want.teacher, want.room, want.starts, want.ends, want.hours, want.key,
    )  # fmt: skip
    if same:
        plan.kept += 1
    elif row.burden and (row.teacher != want.teacher or row.hours != want.hours):
        plan.ask.append(Ask(row.id, "other_teacher"))
    else:
        plan.change.append((row, want))


def _drop_moved(plan: Plan, left: dict[tuple[date, int], Wanted], elsewhere: list[Standing]) -> None:
    """What a person moved to another place is not made a second time where the pattern has it.

    By its own day first; then, where its slot has been laid to another day since, by the week.
    """
    by_week = []
    for row in elsewhere:
        place = next((place for place, want in left.items() if want.key == row.key), None)
        if place is not None:
            del left[place]
            plan.kept += 1
        elif not row.cancelled:
            by_week.append(row)
    for row in by_week:
        week = _monday(_made_for(row))
        same = (place for place, want in left.items() if want.slot.hex == row.slot and _monday(want.date) == week)
        if (place := next(same, None)) is not None:
            del left[place]
            plan.kept += 1


def _match_weeks(plan: Plan, left: list[Wanted], gone: list[Standing]) -> None:
    """Within one week a lesson moves to its slot's new place; what carries nothing also to another slot's."""
    weeks: dict[date, list[Wanted]] = defaultdict(list)
    for want in left:
        weeks[_monday(want.date)].append(want)
    for row in sorted(gone, key=lambda row: (-row.burden, row.date, row.pair)):
        free = weeks[_monday(row.date)]
        found = next((want for want in free if want.slot.hex == row.slot), None)
        if found is None and free and not row.burden:
            found = free[0]
        if row.burden and (row.burden > 1 or found is None or row.teacher != found.teacher):
            plan.ask.append(Ask(row.id, "gone"))
        elif found is not None:
            free.remove(found)
            plan.move.append((row, found))
        else:
            (plan.cancel if row.traced else plan.delete).append(row)
    for free in weeks.values():
        plan.create += free


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _made_for(row: Standing) -> date:
    """The day for which its slot made it, wherever a person has put it since."""
    return date.fromisoformat(row.key.split(":")[2].rstrip(CANCELLED_HERE))
