"""Why hours of the plan will be missing (A5.8): each cause by name, and their sum is the gap. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from zhurnal.curriculum.rules.practice import practice_on
from zhurnal.oversight.rules.hours import Hours
from zhurnal.timetable.rules.ground import CAUSE_WORDS, Cause
from zhurnal.timetable.rules.pattern import Calendar, SlotRow, Weeks

BY_TIMETABLE = "by_timetable"  # cancelled by nobody: a new timetable took the lesson away
CANCELLED_WORDS = {**CAUSE_WORDS, Cause.OTHER: "", BY_TIMETABLE: "новым расписанием"}


@dataclass(frozen=True, slots=True)
class Missing:
    """Hours of one course that the timetable of the term had room for and that are not held.

    ``holidays``: places of the pattern on days off; ``practice``: places and cancelled lessons on days of practice; ``displaced``:
    another discipline took the place (A5.4); ``cancelled``: cause → hours of cancelled lessons, of whatever day.
    """

    holidays: int = 0
    practice: int = 0
    displaced: int = 0
    cancelled: Mapping[str, int] = field(default_factory=dict)

    def plus(self, **more: int) -> "Missing":
        """The same with so many hours more of holidays, practice or displaced."""
        values = {name: getattr(self, name) + more.get(name, 0) for name in ("holidays", "practice", "displaced")}
        return Missing(**values, cancelled=self.cancelled)

    def called_off(self, cause: str, hours: int) -> "Missing":
        """The same with a lesson cancelled for the cause."""
        known = {**self.cancelled, cause: self.cancelled.get(cause, 0) + hours}
        return Missing(self.holidays, self.practice, self.displaced, known)


NOTHING = Missing()


def reasons(hours: Hours, missing: Missing) -> list[tuple[str, int]]:
    """(words, hours) that sum to the gap; nothing where no hours are missing.

    The last is what remains: hours for which the timetable has no place, or, below zero, what it had to spare and lost with the others.
    """
    if not hours.gap:
        return []
    found = [
        ("праздники", missing.holidays),
        ("практика", missing.practice + hours.away),
        ("вместо неё дали другую дисциплину", missing.displaced),
    ]
    for cause, words in CANCELLED_WORDS.items():
        found.append((f"отменено: {words}" if words else "отменено", missing.cancelled.get(cause, 0)))
    rest = hours.gap - sum(number for _words, number in found)
    found.append(("не стоит в расписании" if rest > 0 else "в расписании был запас", rest))
    return [(words, number) for words, number in found if number]


def causes(hours: Hours, missing: Missing = NOTHING) -> str:
    """«праздники 4 ч, отменено: карантин 2 ч, не стоит в расписании 2 ч»."""
    return ", ".join(
        f"{words} {number if number > 0 else f'−{-number}'}\u00a0ч" for words, number in reasons(hours, missing)
    )


def barred_places(slot: SlotRow, calendar: Calendar) -> Iterator[tuple[date, bool]]:
    """(day, whether it is a day of practice) of each week's place of the slot that holidays and practice keep empty.

    A day off that works by another weekday's timetable is no day off. What falls on both is a holiday: nobody worked.
    """
    practices = calendar.practices.get(slot.group, ())
    for day in calendar.days(slot.since, slot.until):
        off = day in calendar.holidays and day not in calendar.moved
        weekday = day.isoweekday() if off else calendar.weekday(day)
        if weekday != slot.weekday or slot.weeks not in (Weeks.EVERY, calendar.weeks_of(day)):
            continue
        if off or practice_on(practices, day) is not None:
            yield day, not off
