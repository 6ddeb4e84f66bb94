"""The graphic of a plan (график учебного процесса): what the weeks of each course are for. Pure.

Kept with the plan as text, a line for weeks that follow each other: «2 1-3 1234567 educational», which is the second course,
its weeks from the first to the third, all days of them, practice. Weeks of lessons are not kept.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby

from zhurnal.curriculum.rules.practice import EVERY_DAY, PRACTICE_NAMES, PracticeKind

SATURDAY, WEEK = 6, 7


class WeekKind(StrEnum):
    """What a week is for besides lessons. ``PRACTICE``: of a kind that the plan does not tell."""

    EDUCATIONAL = "educational"
    PRODUCTION = "production"
    PRE_DIPLOMA = "pre_diploma"
    PRACTICE = "practice"
    SESSION = "session"
    HOLIDAYS = "holidays"


PRACTICES = {
    WeekKind.EDUCATIONAL: PracticeKind.EDUCATIONAL,
    WeekKind.PRODUCTION: PracticeKind.PRODUCTION,
    WeekKind.PRE_DIPLOMA: PracticeKind.PRE_DIPLOMA,
}
NAMES = {kind: PRACTICE_NAMES[practice] for kind, practice in PRACTICES.items()} | {
    WeekKind.PRACTICE: "практика, вид не назван",
    WeekKind.SESSION: "сессия",
    WeekKind.HOLIDAYS: "каникулы",
}


@dataclass(frozen=True, slots=True)
class Span:
    """Weeks of a course, numbered from the first week of September; ``days``: digits, 1 is Monday."""

    course: int
    first: int
    last: int
    kind: WeekKind
    days: str = EVERY_DAY


def joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Weeks that follow each other as one."""
    found: list[Span] = []
    for one in sorted(spans, key=lambda span: (span.course, span.kind, span.days, span.first)):
        before = found[-1] if found else None
        if before and (before.course, before.kind, before.days, before.last + 1) == (
            one.course,
            one.kind,
            one.days,
            one.first,
        ):
            found[-1] = Span(one.course, before.first, one.last, one.kind, one.days)
        else:
            found.append(one)
    return tuple(sorted(found, key=lambda span: (span.course, span.first, span.days)))


def written(spans: Iterable[Span]) -> str:
    """As the plan keeps it."""
    return "\n".join(f"{one.course} {one.first}-{one.last} {one.days} {one.kind}" for one in joined(spans))


def read(text: str) -> tuple[Span, ...]:
    """What ``written`` wrote."""
    found = []
    for line in text.splitlines():
        course, weeks, days, kind = line.split()
        first, last = weeks.split("-")
        found.append(Span(int(course), int(first), int(last), WeekKind(kind), days))
    return tuple(found)


def words(text: str) -> str:
    """«2 курс: учебная практика — недели 1–3, 16; сессия — недели 17, 24. 3 курс: …»."""
    courses = []
    for course, spans in groupby(read(text), key=lambda span: span.course):
        own = list(spans)
        kinds = [
            f"{NAMES[kind]} — {_weeks([one for one in own if one.kind == kind])}"
            for kind in WeekKind
            if any(one.kind == kind for one in own)
        ]
        courses.append(f"{course} курс: {'; '.join(kinds)}")
    return ". ".join(courses)


def dated(span: Span, year: tuple[date, date]) -> tuple[date, date] | None:
    """The days of the weeks in an academic year, None where they lie outside of it.

    The first week is the one with the first day of the year, or the next one when the year begins on a day off.
    """
    starts, ends = year
    monday = starts - timedelta(days=starts.weekday())
    if starts.isoweekday() >= SATURDAY:
        monday += timedelta(days=WEEK)
    first = monday + timedelta(days=WEEK * (span.first - 1) + int(span.days[0]) - 1)
    last = monday + timedelta(days=WEEK * (span.last - 1) + int(span.days[-1]) - 1)
    first, last = max(first, starts), min(last, ends)
    return (first, last) if first <= last else None


def _weeks(spans: Sequence[Span]) -> str:
    places = [f"{one.first}–{one.last}" if one.last > one.first else str(one.first) for one in spans]
    single = len(places) == 1 and spans[0].first == spans[0].last
    return f"{'неделя' if single else 'недели'} {', '.join(dict.fromkeys(places))}"
