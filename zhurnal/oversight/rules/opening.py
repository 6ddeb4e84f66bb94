"""Until when a closed lesson may be opened (A3.7)."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from zhurnal.kernel.refusal import Refusal

LONGEST = timedelta(days=14)
EVENING = time(18, 0)


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision on a teacher's request; ``until``: open till then by the college's clock, None when it stays closed."""

    request: UUID
    lesson: UUID
    teacher: UUID
    day: date
    until: datetime | None
    answer: str


def usual_end(now: datetime) -> datetime:
    """Tomorrow, 18:00."""
    return datetime.combine(now.date() + timedelta(days=1), EVENING, tzinfo=now.tzinfo)


def decision_refusal(*, approve: bool, until: datetime | None, answer: str, now: datetime) -> Refusal | None:
    """Why the decision cannot be taken like this."""
    if not approve:
        return None if answer else Refusal("no_answer", "Напишите преподавателю, почему занятие не откроется.")
    if until is None or until <= now:
        return Refusal("past_end", "Время, до которого открыто, уже прошло. Выберите более позднее.")
    if until - now > LONGEST:
        return Refusal("far_end", "Открыть занятие можно не дольше чем на 14 дней.")
    return None
