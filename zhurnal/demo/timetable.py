"""The weekly timetable: every unit of every group gets a place, without a clash of group, teacher or room.

Constructive: a group at a time, its units matched to its places at the least cost (Hungarian method). Repair: when a group
finds no free matching, it takes the places it needs, and the groups in its way are placed anew. In the end, places are
exchanged inside of groups while that makes days better for people. Everything is decided by a seed.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from random import Random

from zhurnal.demo.pages import ELECTRO, MAINTENANCE, Teaching
from zhurnal.demo.specs import CollegeSpec, Place
from zhurnal.demo.staff import Worker
from zhurnal.demo.weeks import Unit, units_of

FORBIDDEN = 10_000.0
DAY_LIMIT = 4  # pairs that a teacher is asked to give on one day
ROUNDS = 4000

# The week of the pictures: (group, beginning of the discipline's name, subgroups) → places.
PINS: tuple[tuple[str, str, bool, tuple[Place, ...]], ...] = (
    ("Э-21", ELECTRO, False, ((1, 2), (3, 1), (4, 2))),
    ("Э-22", ELECTRO, False, ((1, 1), (2, 2), (3, 4))),
    ("Э-31", MAINTENANCE, True, ((1, 3), (2, 1))),
    ("Э-31", MAINTENANCE, False, ((0, 3), (4, 3))),
    ("ТЭ-21", ELECTRO, False, ((1, 4),)),
    ("Э-21", "Техническая механика", False, ((1, 1),)),
    ("Э-21", "Материаловедение", False, ((1, 3),)),
    ("Э-21", "Иностранный язык", True, ((2, 1),)),
    ("Э-21", "Инженерная графика", True, ((2, 2),)),
    ("Э-21", "Физическая культура", False, ((2, 3),)),
)
FREE_OF = {
    ("Кравцова", (1, 4)),  # she stands in for Тишин there today
    ("Бережная", (2, 1)),  # she gave her own lesson there when the teacher of English was ill
}


@dataclass(slots=True)
class Timetable:
    """group → place → unit, and who and what is taken when."""

    placed: dict[str, dict[Place, Unit]] = field(default_factory=dict)
    owner: dict[tuple[str, Place], str] = field(default_factory=dict)
    loads: dict[tuple[str, int], set[int]] = field(default_factory=dict)
    kept_free: frozenset[tuple[str, Place]] = frozenset()

    def put(self, unit: Unit, place: Place) -> None:
        """Take a place for a unit."""
        self.placed.setdefault(unit.group, {})[place] = unit
        for thing in (*unit.teachers, *unit.rooms):
            self.owner[thing, place] = unit.group
        for teacher in unit.teachers:
            self.loads.setdefault((teacher, place[0]), set()).add(place[1])

    def drop(self, group: str) -> None:
        """Give all places of a group back."""
        for place, unit in self.placed.pop(group, {}).items():
            for thing in (*unit.teachers, *unit.rooms):
                self.owner.pop((thing, place), None)
            for teacher in unit.teachers:
                self.loads[teacher, place[0]].discard(place[1])

    def blockers(self, unit: Unit, place: Place) -> set[str]:
        """Other groups that hold somebody or something of the unit at this place."""
        found = {self.owner.get((thing, place)) for thing in (*unit.teachers, *unit.rooms)}
        return {group for group in found if group and group != unit.group}

    def strain(self, unit: Unit, place: Place) -> float:
        """How hard the place would be for the teachers: full days and long ones."""
        cost = 0.0
        for teacher in sorted(unit.teachers):
            pairs = self.loads.get((teacher, place[0]), set()) | {place[1]}
            cost += 30.0 * max(0, len(pairs) - DAY_LIMIT) ** 2 + 4.0 * max(0, len(pairs) - 3)
            cost += 3.0 * max(0, max(pairs) - min(pairs) - 3)
        return cost


def timetable(spec: CollegeSpec, made: Teaching, workers: list[Worker]) -> Timetable:
    """A timetable of all groups of a college."""
    keys = {worker.person.surname: worker.person.key for worker in workers if spec.personas}
    free = frozenset((keys[surname], place) for surname, place in FREE_OF if surname in keys)
    rng, table = Random(f"{spec.seed}:timetable"), Timetable(kept_free=free)
    units = {group.name: units_of(made, group.name) for group in spec.groups}
    places = {group.name: group.places() for group in spec.groups}
    pins = {name: _pinned(made, units[name], places[name]) for name in units} if spec.personas else {}
    people = {name: len(frozenset().union(*(unit.teachers for unit in units[name]))) for name in units}
    queue = sorted(units, key=lambda name: (-len(pins.get(name, {})), -people[name], name))
    age: dict[str, int] = dict.fromkeys(units, 0)
    for _ in range(ROUNDS):
        if not queue:
            break
        name = queue.pop(0)
        age[name] += 1
        queue += _place_group(table, rng, units[name], places[name], pins.get(name, {}), age)
    if queue:
        message = f"No timetable without clashes was found for {', '.join(queue)}"
        raise RuntimeError(message)
    _make_better(table, pins)
    return table


def _pinned(made: Teaching, units: list[Unit], places: list[Place]) -> dict[Place, Unit]:
    """The units of the pictures at their places."""
    found: dict[Place, Unit] = {}
    for group, name, split, wanted in PINS:
        for place in wanted if units and units[0].group == group else ():
            unit = next(
                (
                    unit
                    for unit in sorted(units, key=lambda row: len(row.disciplines))
                    if all(unit is not taken for taken in found.values())
                    and (len(unit.weeks[0]) > 1) is split
                    and made.disciplines[made.courses[unit.weeks[0][0]].discipline].name.startswith(name)
                ),
                None,
            )
            if unit is not None and place in places:
                found[place] = unit
    return found


def _place_group(
    table: Timetable, rng: Random, units: list[Unit], places: list[Place], pins: dict[Place, Unit], age: dict[str, int]
) -> list[str]:
    """Place all units of a group; returns the groups that must be placed anew."""
    fixed = [id(unit) for unit in pins.values()]
    free_units = [unit for unit in units if id(unit) not in fixed]
    free_places = [place for place in places if place not in pins]
    cost = [[_cost(table, unit, place, pins, age) + rng.random() for place in free_places] for unit in free_units]
    chosen = hungarian(cost)
    pairs = [(unit, free_places[chosen[row]]) for row, unit in enumerate(free_units)]
    pairs += [(unit, place) for place, unit in pins.items()]
    evicted: set[str] = set()
    for unit, place in pairs:
        evicted |= table.blockers(unit, place)
    for name in sorted(evicted):
        table.drop(name)
    for unit, place in pairs:
        table.put(unit, place)
    return sorted(evicted)


def _cost(table: Timetable, unit: Unit, place: Place, pins: dict[Place, Unit], age: dict[str, int]) -> float:
    """The cost of a unit at a place; a clash costs more the more often the other group was moved already."""
    cost = table.strain(unit, place)
    cost += sum(FORBIDDEN * (1 + 0.2 * age[group]) for group in sorted(table.blockers(unit, place)))
    if any((teacher, place) in table.kept_free for teacher in unit.teachers):
        cost += 50 * FORBIDDEN
    same_day = (pinned for other, pinned in pins.items() if other[0] == place[0])
    cost += 40.0 * sum(1 for pinned in same_day if pinned.disciplines & unit.disciplines)
    return cost


def hungarian(cost: list[list[float]]) -> list[int]:
    """The column of each row in the cheapest assignment (Kuhn–Munkres with potentials)."""
    size, width = len(cost), len(cost[0]) if cost else 0
    rows, columns = [0.0] * (size + 1), [0.0] * (width + 1)
    match, way = [0] * (width + 1), [0] * (width + 1)
    for row in range(1, size + 1):
        match[0], column = row, 0
        least, used = [float("inf")] * (width + 1), [False] * (width + 1)
        while match[column]:
            used[column] = True
            current, delta, following = match[column], float("inf"), 0
            for other in range(1, width + 1):
                if used[other]:
                    continue
                value = cost[current - 1][other - 1] - rows[current] - columns[other]
                if value < least[other]:
                    least[other], way[other] = value, column
                if least[other] < delta:
                    delta, following = least[other], other
            for other in range(width + 1):
                if used[other]:
                    rows[match[other]] += delta
                    columns[other] -= delta
                else:
                    least[other] -= delta
            column = following
        while column:
            match[column] = match[way[column]]
            column = way[column]
    answer = [0] * size
    for column in range(1, width + 1):
        if match[column]:
            answer[match[column] - 1] = column - 1
    return answer


def _make_better(table: Timetable, pins: dict[str, dict[Place, Unit]]) -> None:
    """Exchange two places of one group while the days get better: no discipline twice a day, no overlong days."""
    for _ in range(3):
        moved = False
        for group in sorted(table.placed):
            places = sorted(place for place in table.placed[group] if place not in pins.get(group, {}))
            for index, first in enumerate(places):
                for second in places[index + 1 :]:
                    moved |= _exchange(table, group, first, second)
        if not moved:
            break


def _exchange(table: Timetable, group: str, first: Place, second: Place) -> bool:
    held = table.placed[group]
    one, other = held[first], held[second]
    if one is other or _blocked(table, one, second) or _blocked(table, other, first):
        return False
    before = _badness(table, group, (first, second), one.teachers | other.teachers)
    _swap(table, group, first, second)
    if _badness(table, group, (first, second), one.teachers | other.teachers) < before - 0.01:
        return True
    _swap(table, group, first, second)
    return False


def _blocked(table: Timetable, unit: Unit, place: Place) -> bool:
    return bool(table.blockers(unit, place)) or any((teacher, place) in table.kept_free for teacher in unit.teachers)


def _swap(table: Timetable, group: str, first: Place, second: Place) -> None:
    held = table.placed[group]
    one, other = held[first], held[second]
    for unit, place in ((one, first), (other, second)):
        for thing in (*unit.teachers, *unit.rooms):
            table.owner.pop((thing, place), None)
        for teacher in unit.teachers:
            table.loads[teacher, place[0]].discard(place[1])
    table.put(one, second)
    table.put(other, first)


def _badness(table: Timetable, group: str, places: Iterable[Place], teachers: frozenset[str]) -> float:
    cost, held = 0.0, table.placed[group]
    for day in sorted({place[0] for place in places}):
        taught: dict[str, int] = {}
        for place, unit in held.items():
            if place[0] == day:
                for discipline in unit.disciplines:
                    taught[discipline] = taught.get(discipline, 0) + 1
        cost += sum(25.0 * (count - 1) ** 2 for count in taught.values() if count > 1)
        for teacher in sorted(teachers):
            pairs = table.loads.get((teacher, day), set())
            if pairs:
                cost += 30.0 * max(0, len(pairs) - DAY_LIMIT) ** 2 + 4.0 * max(0, len(pairs) - 3)
                cost += 3.0 * max(0, max(pairs) - min(pairs) - 3) + 2.0 * (max(pairs) - min(pairs) + 1 - len(pairs))
    return cost
