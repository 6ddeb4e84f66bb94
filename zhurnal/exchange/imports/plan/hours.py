"""When a lesson of a file is, and how many hours it counts: whole periods, and two lessons that share a pair. Pure."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from zhurnal.exchange.imports.plan.book import Row
from zhurnal.exchange.imports.readers import timetable as asc


@dataclass(frozen=True, slots=True)
class Ring:
    """When a period is, and how many hours it counts."""

    starts: dt.time
    ends: dt.time
    hours: int

    def half(self, second: int) -> "Ring":
        """One of its two hours; a period of one hour is not divided."""
        if self.hours != 2:
            return self
        day = dt.date(2000, 1, 1)
        starts, ends = dt.datetime.combine(day, self.starts), dt.datetime.combine(day, self.ends)
        hour = min(dt.timedelta(minutes=45), (ends - starts) / 2)  # a short pair has short hours
        return Ring((ends - hour).time(), self.ends, 1) if second else Ring(self.starts, (starts + hour).time(), 1)


Told = tuple[Row, dt.time, dt.time]


def rung(bells: Iterable[Row]) -> dict[tuple[int, int], list[Told]]:
    """(weekday, pair) → (bell, from, to) of all shifts and buildings: the first shift before the second, no building before one."""
    found: dict[tuple[int, int], list[Told]] = defaultdict(list)
    for row in sorted(bells, key=lambda row: (row["shift"], row["building"])):
        times = dt.time.fromisoformat(row["starts"]), dt.time.fromisoformat(row["ends"])
        found[row["weekday"], row["pair"]].append((row, *times))
    return dict(found)


def halved(content: asc.Timetable) -> dict[int, int]:
    """Card (its number) → which hour of the pair is its own, where a sheet shows two lessons of a whole group in one pair.

    Each is one hour then: a group cannot sit in both for two.
    """
    if content.program not in {"sheet", "drawn"}:
        return {}
    lessons = {row.outer_id: row for row in content.lessons}
    there: dict[tuple[int, int, dt.time | None, tuple[int, ...], str], list[int]] = defaultdict(list)
    for place, card in enumerate(content.blocks):
        if not lessons[card.lesson].groups and card.length == 1:
            for key in lessons[card.lesson].classes:
                there[card.day, card.period, card.starts, card.weeks, key].append(
                    place
                )  # by its own time in a second shift
    pairs = [places for places in there.values() if len(places) == 2]
    different = [places for places in pairs if content.blocks[places[0]].lesson != content.blocks[places[1]].lesson]
    return {place: number for places in different for number, place in enumerate(places)}
