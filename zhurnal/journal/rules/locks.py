"""When a lesson may be written (A3.4, A3.8, A3.12; clause 3.7: on the day of the lesson)."""

from dataclasses import dataclass
from datetime import date, datetime

from zhurnal.kernel.dates import day_month
from zhurnal.kernel.refusal import Refusal

Day = date


@dataclass(frozen=True, slots=True)
class LessonTime:
    """What decides whether a place of a lesson is open: its day, whether it was cancelled, a permission if one was given for it.

    ``frozen``: its term is closed, and no permission opens it. ``viewed_until``: the checker has looked the page through up to
    that day (2.5, 2.6). ``elsewhere``: a permission holds, but for other places of the lesson.
    """

    date: date
    cancelled: bool = False
    open_until: datetime | None = None
    frozen: bool = False
    viewed_until: Day | None = None
    elsewhere: bool = False

    @property
    def viewed(self) -> bool:
        """Whether a checker has looked the lesson through."""
        return self.viewed_until is not None and self.date <= self.viewed_until


FROZEN = Refusal(
    "frozen", "Семестр закрыт: записи этого журнала не меняют. Открыть его может заместитель директора по приказу."
)


def lesson_refusal(lesson: LessonTime, now: datetime, grace_days: int, *, prepared: bool = False) -> Refusal | None:
    """Why a lesson cannot be written now, or None.

    ``prepared``: topic and homework may be written before the day, marks and «н» may not. ``now``: the college's clock.
    """
    if lesson.frozen:
        return FROZEN
    if lesson.cancelled:
        return Refusal(
            "cancelled", "Занятие %(day)s отменено. Записывать в него нечего.", {"day": day_month(lesson.date)}
        )
    today = now.date()
    if lesson.date > today:
        if prepared:
            return None
        text = "Занятие будет %(day)s. Отметки — с этого дня."
        return Refusal("future_lesson", text, {"day": day_month(lesson.date)})
    if (today - lesson.date).days <= grace_days and not lesson.viewed:
        return None
    if lesson.open_until is not None and now <= lesson.open_until:
        return None
    return _closed(lesson, grace_days)


def _closed(lesson: LessonTime, grace_days: int) -> Refusal:
    day = day_month(lesson.date)
    if lesson.elsewhere:
        text = "В занятии %(day)s открыто другое место. Чтобы записать сюда, попросите открыть и его."
        return Refusal("closed", text, {"day": day}, ask=True)
    if lesson.viewed and lesson.viewed_until is not None:
        text = (
            "Занятие %(day)s просмотрено проверяющим: записи по %(until)s не меняют. "
            "Чтобы исправить, попросите открыть занятие."
        )
        return Refusal("closed", text, {"day": day, "until": day_month(lesson.viewed_until)}, ask=True)
    text = (
        "Занятие %(day)s закрыто. Править можно %(days)s после занятия. Дальше нужно разрешение заместителя директора."
    )
    return Refusal("closed", text, {"day": day, "days": days_phrase(grace_days)}, ask=True)


def days_phrase(days: int) -> str:
    """«1 день», «3 дня», «7 дней»."""
    last, teens = days % 10, 10 < days % 100 < 20
    if last == 1 and not teens:
        return f"{days} день"
    if 2 <= last <= 4 and not teens:
        return f"{days} дня"
    return f"{days} дней"


def is_late(lesson_date: date, today: date) -> bool:
    """An entry made after the lesson's day counts as late."""
    return today > lesson_date


def needs_reason(before: str, after: str, lesson_date: date, today: date, reason_after_days: int) -> bool:
    """Whether replacing a written value of an earlier day asks for a reason (A3.3)."""
    return bool(before) and before != after and (today - lesson_date).days >= reason_after_days


def needs_proof(before: str, after: str, lesson_date: date, today: date, confirm_after_days: int) -> bool:
    """Whether replacing a written value of an old lesson asks who is there (2.9); 0 days: never."""
    return bool(before) and before != after and is_old(lesson_date, today, confirm_after_days)


def is_old(lesson_date: date, today: date, confirm_after_days: int) -> bool:
    """Whether the lesson is one of those whose changes ask who is there."""
    return bool(confirm_after_days) and (today - lesson_date).days >= confirm_after_days
