"""From hours to weekly units: what stands in each of a group's 18 places of the week, week by week.

A discipline of 50 hours in 17 weeks is one pair a week and eight pairs more. The whole pairs become units that are the same
every week; what is left over of several disciplines shares units in which they take turns.
"""

from dataclasses import dataclass

from zhurnal.demo.pages import Part, Teaching

Courses = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """One place of a group's week: which courses are held there in each week of theory; all its teachers are kept free."""

    group: str
    weeks: tuple[Courses, ...]
    teachers: frozenset[str]
    rooms: frozenset[str]
    disciplines: frozenset[str]

    @property
    def name(self) -> str:
        """A stable name, for ordering."""
        return "+".join(sorted({course for courses in self.weeks for course in courses}))


def units_of(made: Teaching, group: str) -> list[Unit]:
    """The units of a group: exactly as many as places in its week when the plan is right."""
    weeks = made.groups[group].weeks
    found, left = [], []
    for part in made.parts[group]:
        if part.turns:
            found.append(_unit(made, group, [part.turns[week % 2] for week in range(weeks)]))
            continue
        whole, rest = divmod(part.pairs, weeks)
        found += [_unit(made, group, [part.courses] * weeks) for _ in range(whole)]
        if rest:
            left.append((rest, part))
    return found + [_unit(made, group, turns) for turns in _shared(left, weeks)]


def _shared(left: list[tuple[int, Part]], weeks: int) -> list[list[Courses]]:
    """Remainders packed into weeks: the largest first, so that few disciplines share one place."""
    bins: list[list[tuple[int, Part]]] = []
    space: list[int] = []
    for count, part in sorted(left, key=lambda row: (-row[0], row[1].courses)):
        rest = count
        while rest:
            place = next((n for n, free in enumerate(space) if free >= rest), None)
            if place is None:
                place = next((n for n, free in enumerate(space) if free), None)
            if place is None or (space[place] < rest and len(space) * weeks < sum(n for n, _ in left)):
                bins.append([])
                space.append(weeks)
                place = len(bins) - 1
            taken = min(rest, space[place])
            bins[place].append((taken, part))
            space[place] -= taken
            rest -= taken
    return [_turns(members, weeks) for members in bins]


def _turns(members: list[tuple[int, Part]], weeks: int) -> list[Courses]:
    """Each member spread evenly over the weeks; weeks beyond the plan stay empty."""
    given = [0] * len(members)
    found: list[Courses] = []
    for week in range(1, weeks + 1):
        debts = [count * week / weeks - given[place] for place, (count, _) in enumerate(members)]
        place = max(range(len(members)), key=lambda n: (debts[n], -n))
        if given[place] >= members[place][0]:
            place = next((n for n, (count, _) in enumerate(members) if given[n] < count), -1)
        if place < 0:
            found.append(())
            continue
        given[place] += 1
        found.append(members[place][1].courses)
    return found


def _unit(made: Teaching, group: str, weeks: list[Courses]) -> Unit:
    courses = [made.courses[key] for key in dict.fromkeys(key for week in weeks for key in week)]
    return Unit(
        group,
        tuple(weeks),
        frozenset(course.teacher for course in courses),
        frozenset(course.room for course in courses),
        frozenset(course.discipline for course in courses),
    )
