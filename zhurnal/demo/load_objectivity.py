"""Four journals in which the checker finds something: strict, filled in a single evening, with improved old marks, in a heap.

They stand in groups of the pictures' neighbours, never with the demonstration teacher; a college of a few groups has none.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time, timedelta
from random import Random

from zhurnal.demo.load_assessment import FIRST_WEEKS
from zhurnal.demo.rows import CourseRow, DemoCollege, EntryRow, SignRow
from zhurnal.journal.rules.signs import MARKS

LEAST_GROUPS = 10
NEEDED = 4
PICTURED = "Э-21"
USUAL = 250  # marks of a journal that is chosen
LOWERED = 0.85  # of the marks of the strict journal
OLD = timedelta(days=15)
EVENING = timedelta(days=6)  # before today
IMPROVED = 14
CROWDED = timedelta(days=13)  # before the last day of the first checkpoint
DROPPED = 0.95  # of the marks before that
Change = Callable[[EntryRow], EntryRow | None]


def with_findings(made: DemoCollege) -> DemoCollege:
    """The same college with four journals changed."""
    chosen = _courses(made)
    if len(chosen) < NEEDED:
        return made
    days = {row.key: row.date for row in made.lessons}
    strict, sitting, improved, heaped = chosen
    rng, evening, left = Random(f"{made.college.code}:objectivity"), _evening(made), [IMPROVED]
    late: set[int] = set()

    def lower(row: EntryRow) -> EntryRow:
        (sign,) = row.signs
        down = sign.value if sign.value == "2" or rng.random() > LOWERED else str(int(sign.value) - 1)
        return replace(row, signs=(replace(sign, value=down),))

    def write_late(row: EntryRow) -> EntryRow:
        if days[row.lesson] + OLD > evening.date():
            return row
        late.add(row.lesson)
        (sign,) = row.signs
        return replace(row, signs=(replace(sign, at=evening + timedelta(seconds=20 * len(late))),))

    def improve(row: EntryRow) -> EntryRow:
        (sign,) = row.signs
        at = datetime.combine(days[row.lesson], time(16, 20)) + OLD
        if not left[0] or sign.value == "5" or at.date() >= made.today:
            return row
        left[0] -= 1
        return replace(
            row, signs=(sign, SignRow(str(int(sign.value) + 1), sign.author, at, "сдал исправленную работу"))
        )

    begins = made.terms[0].starts + timedelta(weeks=FIRST_WEEKS) - CROWDED

    def crowd(row: EntryRow) -> EntryRow | None:
        return None if days[row.lesson] < begins and rng.random() < DROPPED else row

    changes: dict[str, Change] = {
        strict.key: lower, sitting.key: write_late, improved.key: improve, heaped.key: crowd,
    }  # fmt: skip
    changed = (changes[row.course](row) if row.course in changes and _single(row) else row for row in made.entries)
    entries = [row for row in changed if row is not None]
    records = [replace(row, late_entries=1) if row.lesson in late else row for row in made.records]
    return replace(made, entries=entries, records=records)


def _single(row: EntryRow) -> bool:
    """A mark of a lesson in which nothing was ever corrected."""
    return row.slot > 0 and len(row.signs) == 1 and row.value in MARKS


def _courses(made: DemoCollege) -> list[CourseRow]:
    """Journals of whole groups with a usual number of marks, each of another group and teacher."""
    if len(made.groups) < LEAST_GROUPS:
        return []
    busy = {row.teacher for row in made.courses if row.group == PICTURED}
    marks = Counter(row.course for row in made.entries if _single(row))
    found: list[CourseRow] = []
    for row in sorted(made.courses, key=lambda row: (abs(marks[row.key] - USUAL), row.key)):
        free = row.subgroup is None and row.group != PICTURED and row.teacher not in busy
        if free and all(row.group != other.group and row.teacher != other.teacher for other in found):
            found.append(row)
        if len(found) == NEEDED:
            break
    return found


def _evening(made: DemoCollege) -> datetime:
    day = made.today - EVENING
    return datetime.combine(day - timedelta(days=day.isoweekday() == 7), time(18, 5))
