"""One teacher's month: his days with their colours, what is missing, how often he was late (A3.8, A10.5)."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from zhurnal.academic_year.models import Holiday
from zhurnal.kernel.dates import MONTHS_ALONE
from zhurnal.kernel.wording import plural
from zhurnal.oversight.queries.practice_owed import Asked, OwedDay, owed_days
from zhurnal.oversight.queries.watched import Wanted, WatchedLesson, watched_groups, watched_lessons
from zhurnal.oversight.rules.calendar import SUNDAY, Colour, Counts, Seen, colour, counts, day_words, weeks_of
from zhurnal.oversight.rules.filling import Standing
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person

LESSONS = ("занятие", "занятия", "занятий")
PRACTICE_DAYS = ("день практики", "дня практики", "дней практики")
AHEAD = 3  # of a lesson that has not come yet
_FILLS = {Standing.DONE: 2, Standing.BEGUN: 1, Standing.OVERDUE: 4, Standing.RUNNING: 0, Standing.AHEAD: AHEAD}


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day of the calendar; ``squares``: of each lesson its fill, and how many days later it was written; ``off``: the name
    of the college's day off."""

    date: date
    colour: Colour
    squares: tuple[tuple[int, int], ...]
    words: str
    today: bool
    off: str


@dataclass(frozen=True, slots=True)
class CalendarPage:
    """A teacher's month. ``owed``: lessons with something missing, the newest first; ``practice``: days of practice without a record,
    the newest first; ``groups``: where he teaches in it.
    """

    teacher: UUID
    name: str
    month: date
    today: date
    weeks: tuple[tuple[CalendarDay | None, ...], ...]
    sundays: bool
    counted: Counts
    owed: tuple[WatchedLesson, ...]
    practice: tuple[OwedDay, ...]
    groups: str

    @property
    def owed_words(self) -> str:
        """«Не заполнено: 2 занятия, 1 день практики»."""
        parts = [plural(len(self.owed), LESSONS)] if self.owed else []
        parts += [plural(len(self.practice), PRACTICE_DAYS)] if self.practice else []
        return f"Не заполнено: {', '.join(parts)}" if parts else "Всё заполнено"

    @property
    def title(self) -> str:
        """«ноябрь 2026»."""
        return f"{MONTHS_ALONE[self.month.month - 1]} {self.month.year}"

    @property
    def previous(self) -> date:
        """The month before."""
        return (self.month - timedelta(days=1)).replace(day=1)

    @property
    def following(self) -> date | None:
        """The month after; None when it has not begun."""
        found = (self.month + timedelta(days=31)).replace(day=1)
        return found if found <= self.today else None


def load_calendar(actor: PersonActor, teacher: Person, day: date, *, own: bool) -> CalendarPage:
    """The month of ``day``: all lessons of one's own, or those in the watcher's groups. Seven statements, four more where a practice goes on."""
    month = day.replace(day=1)
    last = month.replace(day=monthrange(month.year, month.month)[1])
    groups = None if own else tuple(watched_groups(actor))
    lessons = watched_lessons(actor, Wanted(month, last, None, groups, teacher.pk))
    by_day: dict[date, list[WatchedLesson]] = {}
    for lesson in lessons:
        by_day.setdefault(lesson.date, []).append(lesson)
    practice = owed_days(actor, Asked(month, last, groups, teacher.pk))
    unwritten = {one.date for one in practice}
    holidays = Holiday.objects.of(actor.college_id).filter(date__gte=month, date__lte=last)
    off = dict(holidays.values_list("date", "name"))
    sundays = any(found.weekday() == SUNDAY for found in by_day)
    weeks = tuple(
        tuple(
            _day(one, by_day.get(one, []), actor.today, practice=one in unwritten, off=off.get(one, ""))
            if one
            else None
            for one in week
        )
        for week in weeks_of(month, sundays=sundays)
    )
    return CalendarPage(
        teacher.pk, str(teacher), month, actor.today, weeks, sundays, counts(_seen(lesson) for lesson in lessons),
        tuple(lesson for lesson in reversed(lessons) if lesson.owed), tuple(reversed(practice)),
        ", ".join(sorted({*(one.group for one in lessons), *(one.group for one in practice)})),
    )  # fmt: skip


def _seen(lesson: WatchedLesson) -> Seen:
    return Seen(lesson.date, lesson.standing, lesson.owed, lesson.late)


def _day(day: date, lessons: list[WatchedLesson], today: date, *, practice: bool, off: str) -> CalendarDay:
    seen = [_seen(lesson) for lesson in lessons]
    ahead = day > today
    squares = tuple(
        (AHEAD if ahead else _FILLS[one.standing], 0 if one.owed or ahead else one.late_days) for one in lessons
    )
    words = day_words(day, seen, off) + (", день практики не записан" if practice else "")
    return CalendarDay(day, Colour.RED if practice else colour(seen), squares, words, day == today, off)
