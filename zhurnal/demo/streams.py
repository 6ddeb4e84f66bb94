"""Two groups of one discipline and one teacher that sit together once a week (C5.12, A5.3): a stream.

Their lessons of a week move to one free pair after the others; nobody gets more hours by it.
"""

from collections import defaultdict
from dataclasses import replace
from datetime import date
from itertools import combinations

from zhurnal.demo.pages import Teaching
from zhurnal.demo.rows import BellRow, CourseRow, LessonRow, StreamRow

TOGETHER = 4  # the pair after a day of three
ENOUGH = 4  # weeks
Place = tuple[str, date, int]


def join_groups(
    made: Teaching, bells: tuple[BellRow, ...], held: list[LessonRow], today: date, hosts: frozenset[int]
) -> tuple[list[LessonRow], list[StreamRow]]:
    """The lessons with one pair of courses joined, and the stream; nothing changes where no two fit.

    ``hosts``: lessons that another group already joins by a substitution; they stay in their place.
    """
    own: dict[str, list[LessonRow]] = defaultdict(list)
    for row in held:
        if (
            row.key not in hosts
            and not row.substituted
            and row.state == "planned"
            and row.origin == "timetable"
            and row.date != today
        ):
            own[row.course].append(row)
    taken = _taken(made, held)
    for one, other in _pairs(made):
        moved = _moved(one, other, own, taken, bells)
        if len(moved) >= 2 * ENOUGH:
            rows = sorted((moved.get(row.key, row) for row in held), key=lambda row: (row.date, row.pair, row.key))
            name = f"{one.group} + {other.group}"
            return rows, [StreamRow(name, (one.key, other.key))]
    return held, []


def _pairs(made: Teaching) -> list[tuple[CourseRow, CourseRow]]:
    """Courses of whole groups of the first shift with one teacher and one discipline; those of the pictures stay apart."""
    found: dict[tuple[str, str], list[CourseRow]] = defaultdict(list)
    for row in made.courses.values():
        first = made.groups[row.group].shift == 1 and row.group != "Э-21"
        if row.subgroup is None and row.kind == "theory" and first:
            found[row.discipline, row.teacher].append(row)
    return [pair for rows in found.values() for pair in combinations(sorted(rows, key=lambda row: row.key), 2)]


def _taken(made: Teaching, held: list[LessonRow]) -> set[Place]:
    """Who and what is busy when."""
    return {
        (thing, row.date, row.pair)
        for row in held
        for thing in (row.teacher, f"room {row.room}", made.courses[row.course].group)
    }


def _moved(
    one: CourseRow,
    other: CourseRow,
    own: dict[str, list[LessonRow]],
    taken: set[Place],
    bells: tuple[BellRow, ...],
) -> dict[int, LessonRow]:
    """Lesson → where it stands now; at most one sitting a week."""
    weeks = {row.date.isocalendar()[:2]: row for row in reversed(own[other.key])}
    rings = {row.weekday: row for row in bells if row.pair == TOGETHER and row.shift == 1}
    found: dict[int, LessonRow] = {}
    for row in own[one.key]:
        partner, ring = weeks.pop(row.date.isocalendar()[:2], None), rings.get(row.date.isoweekday())
        things = (one.teacher, f"room {one.room}", one.group, other.group)
        if partner is None or ring is None or any((thing, row.date, TOGETHER) in taken for thing in things):
            continue
        for lesson in (row, partner):
            found[lesson.key] = replace(
                lesson, date=row.date, pair=TOGETHER, starts=ring.starts, ends=ring.ends, room=one.room
            )
    return found
