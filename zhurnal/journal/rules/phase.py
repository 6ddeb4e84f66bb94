"""Where a lesson stands in time, and what its button offers then."""

from datetime import date, datetime, time
from enum import StrEnum


class Phase(StrEnum):
    """A lesson in the course of a day. ``NEXT``: the first that has not begun, when none is running."""

    PAST = "past"
    RUNNING = "running"
    NEXT = "next"
    LATER = "later"
    CANCELLED = "cancelled"


def phase(day: date, starts: time, ends: time, now: datetime) -> Phase:
    """Past, running or later at the college's clock."""
    begins, over = datetime.combine(day, starts, now.tzinfo), datetime.combine(day, ends, now.tzinfo)
    if now >= over:
        return Phase.PAST
    return Phase.RUNNING if now >= begins else Phase.LATER


def minutes_until(day: date, moment: time, now: datetime) -> int:
    """Whole minutes that are left, a begun one counted."""
    return -int((now - datetime.combine(day, moment, now.tzinfo)).total_seconds() // 60)


def step(kind: Phase, *, begun: bool, complete: bool, recorded: bool = False) -> str:
    """What the lesson's button says (a past one with a gap says what is missing instead).

    ``recorded``: before the bell already more is written than a topic and homework, which are its preparation.
    """
    if complete or kind in (Phase.PAST, Phase.CANCELLED):
        return "Открыть"
    if kind is Phase.RUNNING:
        return "Продолжить занятие" if begun else "Начать занятие"
    return "Продолжить занятие" if recorded else "Подготовить"


def waiting_words(minutes: int) -> str:
    """«через 25 мин», «через 2 ч 10 мин»."""
    hours, rest = divmod(minutes, 60)
    words = [f"{hours} ч"] if hours else []
    words += [f"{rest} мин"] if rest or not hours else []
    return "через " + " ".join(words)
