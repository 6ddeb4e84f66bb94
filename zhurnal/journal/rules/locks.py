"""When a lesson may be written (A3.4, A3.5, A3.8, A3.12; clause 3.7: on the day of the lesson)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from zhurnal.kernel import wording
from zhurnal.kernel.dates import MONTHS_ALONE, day_month
from zhurnal.kernel.refusal import Refusal
from zhurnal.organisation.rules.parameters import Parameters

Day = date
DAYS_LONG = ("дня", "дней", "дней")


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


def lesson_refusal(lesson: LessonTime, now: datetime, own: Parameters, *, prepared: bool = False) -> Refusal | None:
    """Why a lesson cannot be written now, or None.

    ``prepared``: topic and homework may be written before the day, marks and «н» may not. ``now``: the college's clock.
    A page asks this of every lesson of a term: a rule that the college has not switched on calls nothing.
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
    in_time = own.grace_unlimited or (today - lesson.date).days <= own.grace_days
    if in_time and own.month_closes_on:
        in_time = today <= month_end(lesson.date, own.month_closes_on)
    if in_time and not lesson.viewed:
        return None
    if lesson.open_until is not None and now <= lesson.open_until:
        return None
    return _closed(lesson, own)


def needs_permission(lesson: LessonTime, now: datetime, own: Parameters) -> bool:
    """Whether only a permission opens the lesson: its time is over, or a checker has looked it through."""
    refusal = lesson_refusal(lesson, now, own)
    return refusal is not None and refusal.ask


def month_end(day: date, closes_on: int) -> date:
    """The last day on which lessons of that day's month are written: the day ``closes_on`` (at most 28) of the next month."""
    return (day.replace(day=1) + timedelta(days=31)).replace(day=closes_on)


def last_day(day: date, own: Parameters) -> date | None:
    """The last day on which a teacher writes a lesson of that day without a permission; None while nothing but the term ends it."""
    ends = [] if own.grace_unlimited else [day + timedelta(days=own.grace_days)]
    if own.month_closes_on:
        ends.append(month_end(day, own.month_closes_on))
    return min(ends, default=None)


def _closed(lesson: LessonTime, own: Parameters) -> Refusal:
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
    if own.month_closes_on and last_day(lesson.date, own) == (end := month_end(lesson.date, own.month_closes_on)):
        text = (
            "Занятие %(day)s закрыто: записи за %(month)s принимались по %(until)s. "
            "Дальше нужно разрешение заместителя директора."
        )
        said = {"day": day, "month": MONTHS_ALONE[lesson.date.month - 1], "until": day_month(end)}
        return Refusal("closed", text, said, ask=True)
    if not own.grace_days:
        text = "Занятие %(day)s закрыто. Править можно в день занятия. Дальше нужно разрешение заместителя директора."
        return Refusal("closed", text, {"day": day}, ask=True)
    text = (
        "Занятие %(day)s закрыто. Править можно %(days)s после занятия. Дальше нужно разрешение заместителя директора."
    )
    return Refusal("closed", text, {"day": day, "days": days_phrase(own.grace_days)}, ask=True)


def time_words(own: Parameters) -> str:
    """Until when a lesson may be completed, in a sentence for the page of what is missing."""
    ask = "Дальше его открывает заместитель директора по заявке."
    if own.grace_unlimited and not own.month_closes_on:
        return "Занятие можно дополнить в любой день, пока семестр не закрыт."
    month = f"по {own.month_closes_on}-е число следующего месяца"
    if own.grace_unlimited:
        return f"Занятие можно дополнить {month}. {ask}"
    within = f"в течение {wording.plural(own.grace_days, DAYS_LONG)}" if own.grace_days else "только в его день"
    return f"Занятие можно дополнить {within}{f', но не позже чем {month}' if own.month_closes_on else ''}. {ask}"


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
