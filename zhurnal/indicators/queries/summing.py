"""Sums over the figures of lessons. One statement each, whatever the number of lessons and students."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from zhurnal.indicators.models import LessonFigures
from zhurnal.indicators.queries.overlay import Overlay, Row
from zhurnal.indicators.rules.periods import Days
from zhurnal.indicators.rules.standing import Standing
from zhurnal.indicators.rules.sums import Sums, total
from zhurnal.kernel.sql import day_of, fetch_all, marks_for, table, uid, uuids
from zhurnal.oversight.corrected import corrections_of
from zhurnal.oversight.rules.hours import Hours

Given = tuple[UUID, UUID]  # (journal, who gave the lesson)
HELD = (Standing.GIVEN, Standing.OPEN)
SUMMED = """COUNT(*), SUM(CASE WHEN f.standing = 'given' THEN 1 ELSE 0 END), SUM(f.late), SUM(f.listed * f.hours),
               SUM(f.absent * f.hours), SUM(f.fives), SUM(f.fours), SUM(f.threes), SUM(f.twos)"""


def _narrowed(journals: Sequence[UUID] | None, teacher: UUID | None, overlay: Overlay) -> tuple[str, list[Any]]:
    """A condition on the figures ``f``: of these journals (of all with None) that are not counted anew, given by this teacher."""
    text, params = "", []
    if journals is not None:
        text, params = f" AND f.course IN ({marks_for(journals)})", [uid(journal) for journal in journals]
    if overlay.rows:
        text += f" AND f.course NOT IN ({marks_for(overlay.rows)})"
        params += [uid(course) for course in overlay.rows]
    if teacher is not None:
        text, params = f"{text} AND f.teacher = %s", [*params, uid(teacher)]
    return text, params


def _sums(rows: Iterable[Row]) -> Sums:
    found = [0] * 9
    for row in rows:
        found[0] += 1
        found[1] += row.standing == Standing.GIVEN
        found[2] += row.late
        found[3] += row.listed * row.hours
        found[4] += row.absent * row.hours
        for place, number in enumerate(row[9:], 5):
            found[place] += number
    return Sums(*found)


def sums_of(
    college_id: UUID,
    spans: Sequence[Days | None],
    overlay: Overlay,
    journals: Sequence[UUID] | None = None,
    teacher: UUID | None = None,
) -> list[dict[Given, Sums]]:
    """For each span (None: nothing) journal and teacher → sums over their lessons. One statement."""
    condition, extra = _narrowed(journals, teacher, overlay)
    wanted = [(place, days) for place, days in enumerate(spans) if days is not None]
    part = f"""
        SELECT %s, f.course, f.teacher, {SUMMED}
          FROM {table(LessonFigures)} f
         WHERE f.college_id = %s AND f.date >= %s AND f.date <= %s AND f.standing IN ({marks_for(HELD)}){condition}
         GROUP BY f.course, f.teacher
        """  # noqa: S608  (only names of our own tables and placeholders are put in)
    params = [
        value for place, days in wanted for value in (place, uid(college_id), days.since, days.until, *HELD, *extra)
    ]
    found: list[dict[Given, Sums]] = [{} for _days in spans]
    for place, course, teacher_id, *numbers in fetch_all(" UNION ALL ".join([part] * len(wanted)), params):
        found[int(place)][uuids(course), uuids(teacher_id)] = Sums(*map(int, numbers))
    fresh: list[dict[Given, list[Row]]] = [defaultdict(list) for _days in spans]
    for row in overlay.lessons(_set(journals), teacher):
        for place, days in wanted:
            if row.standing in HELD and days.since <= row.date <= days.until:
                fresh[place][row.course, row.teacher].append(row)
    for place, by_given in enumerate(fresh):
        found[place].update((given, _sums(rows)) for given, rows in by_given.items())
    return found


def _set(journals: Sequence[UUID] | None) -> set[UUID] | None:
    return None if journals is None else set(journals)


def sums_by_day(
    college_id: UUID, days: Days, overlay: Overlay, journals: Sequence[UUID] | None = None, teacher: UUID | None = None
) -> dict[date, Sums]:
    """day → sums over its lessons. One statement."""
    condition, extra = _narrowed(journals, teacher, overlay)
    rows = fetch_all(
        f"""
        SELECT f.date, {SUMMED}
          FROM {table(LessonFigures)} f
         WHERE f.college_id = %s AND f.date >= %s AND f.date <= %s AND f.standing IN ({marks_for(HELD)}){condition}
         GROUP BY f.date
        """,  # noqa: S608  (only names of our own tables and placeholders are put in)
        [uid(college_id), days.since, days.until, *HELD, *extra],
    )
    found = {day_of(day): Sums(*map(int, numbers)) for day, *numbers in rows}
    fresh: dict[date, list[Row]] = defaultdict(list)
    for row in overlay.lessons(_set(journals), teacher):
        if row.standing in HELD and days.holds(row.date):
            fresh[row.date].append(row)
    for day, of_day in fresh.items():
        found[day] = total([*([found[day]] if day in found else []), _sums(of_day)])
    return found


def hours_of(
    college_id: UUID, term: Days, day: date, planned: dict[UUID, int], overlay: Overlay, *, whole: bool = False
) -> dict[UUID, Hours]:
    """journal → its hours as of the day, as the ledger of hours has them; ``whole``: nothing of the college is left out. Two statements."""
    condition, extra = _narrowed(None if whole else list(planned), None, overlay)
    rows = fetch_all(
        f"""
        SELECT f.course,
               SUM(CASE WHEN f.standing = 'given' AND f.date <= %s THEN f.hours ELSE 0 END),
               SUM(CASE WHEN f.standing = 'open' AND f.date < %s THEN f.hours ELSE 0 END),
               SUM(CASE WHEN (f.standing = 'given' AND f.date > %s) OR (f.standing = 'open' AND f.date >= %s) THEN f.hours ELSE 0 END),
               SUM(CASE WHEN f.standing = 'off' AND f.date < %s THEN f.hours ELSE 0 END)
          FROM {table(LessonFigures)} f
         WHERE f.college_id = %s AND f.date >= %s AND f.date <= %s{condition}
         GROUP BY f.course
        """,  # noqa: S608  (only names of our own tables and placeholders are put in)
        [day, day, day, day, day, uid(college_id), term.since, term.until, *extra],
    )
    counted = {uuids(course): [int(number) for number in numbers] for course, *numbers in rows}
    for row in overlay.lessons(set(planned)):
        place = _place(row, day)
        if place is not None and term.holds(row.date):
            counted.setdefault(row.course, [0, 0, 0, 0])[place] += row.hours
    found = {course: Hours(plan, *counted.get(course, ())) for course, plan in planned.items()}
    for correction in corrections_of(college_id, planned, day):
        found[correction.course] += correction.in_ledger
    return found


def _place(row: Row, day: date) -> int | None:
    """Where a lesson stands in the ledger of hours as of the day: given 0, unrecorded 1, ahead 2, lost 3."""
    if row.standing == Standing.GIVEN:
        return 0 if row.date <= day else 2
    if row.standing == Standing.OPEN:
        return 1 if row.date < day else 2
    return 3 if row.standing == Standing.OFF and row.date < day else None


def rows_of(college_id: UUID, journals: Sequence[UUID], days: Days, overlay: Overlay) -> list[Row]:
    """The lessons of these journals in these days, the newest first. One statement."""
    stored = LessonFigures.objects.of(college_id).filter(
        course__in=[one for one in journals if one not in overlay.rows], date__gte=days.since, date__lte=days.until
    )
    found = [Row(*row) for row in stored.values_list(*Row._fields)]
    found += [row for row in overlay.lessons(set(journals)) if days.holds(row.date)]
    return sorted(found, key=lambda row: (row.date, row.lesson), reverse=True)
