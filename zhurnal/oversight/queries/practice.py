"""Hours of the pages of practice (A5.16) for the ledger, which adds them to those of lessons.

A day that was written counts once, with the hours of who was there longest, for who led it: the leader of the page then, or else
who taught the course on that day.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Max, Q, QuerySet

from zhurnal.academic_year.models import Holiday
from zhurnal.curriculum.models import Course, CourseTeacher, PracticePeriod
from zhurnal.curriculum.rules.kinds import ItemKind
from zhurnal.curriculum.rules.practice import Practice
from zhurnal.modules.models import PracticeDay, PracticePage
from zhurnal.modules.rules.practice import days_of
from zhurnal.oversight.rules.hours import Hours
from zhurnal.oversight.rules.practice import Days, hours_awaited, hours_of_page
from zhurnal.timetable.models import Lesson
from zhurnal.timetable.rules.lesson import State

PRACTICES = (ItemKind.PRACTICE_EDU, ItemKind.PRACTICE_PROD)


@dataclass(frozen=True, slots=True)
class Written:
    """A day of practice that was written: to whom its hours go, and in which course."""

    page: UUID
    teacher: UUID
    course: UUID
    date: date
    hours: int


class _Books:
    """Pages with their courses, written days, days of lessons and leaders. Five statements; one where there is none."""

    def __init__(self, college_id: UUID, pages: QuerySet[PracticePage], practices: Q | None = None) -> None:
        """``practices``: courses that are wanted though they have no page."""
        paged = Q(term__in=pages.values("term"), discipline__in=pages.values("discipline"))
        wanted = paged if practices is None else paged | practices
        rows = Course.objects.of(college_id).filter(wanted).select_related("term")
        self.courses = list(rows.order_by("subgroup__number", "pk"))
        self.pages = list(pages.order_by("starts", "pk")) if self.courses else []
        ids = [course.pk for course in self.courses]
        self.leads: dict[UUID, list[tuple[UUID, date, date | None]]] = defaultdict(list)
        self.dated: dict[UUID, set[date]] = defaultdict(set)
        self.written: dict[UUID, dict[date, int]] = defaultdict(dict)
        self.led: dict[tuple[UUID, date], UUID | None] = {}
        if not ids:
            return
        leads = CourseTeacher.objects.of(college_id).filter(course__in=ids).order_by("since", "pk")
        for course, teacher, since, until in leads.values_list("course_id", "teacher_id", "since", "until"):
            self.leads[course].append((teacher, since, until))
        lessons = Lesson.objects.of(college_id).filter(course__in=ids).exclude(state=State.CANCELLED)
        for course, day in lessons.order_by().values_list("course_id", "date").distinct():
            self.dated[course].add(day)
        days = PracticeDay.objects.of(college_id).filter(page__in=[page.pk for page in self.pages]).order_by()
        found = days.values("page_id", "date", "led_by_id").annotate(most=Max("hours")).order_by("most", "led_by_id")
        for page, day, leader, hours in found.values_list("page_id", "date", "led_by_id", "most"):
            self.written[page][day], self.led[page, day] = hours, leader

    def course_of(self, page: PracticePage) -> Course | None:
        """The group's own page of the journal; of subgroups the one that the practice's leader teaches, else the first."""
        place = (page.group_id, page.discipline_id, page.term_id)
        found = [row for row in self.courses if (row.group_id, row.discipline_id, row.term_id) == place]
        whole = [row for row in found if row.subgroup_id is None]
        led = [row for row in found if page.leader_id in {teacher for teacher, *_days in self.leads[row.pk]}]
        return next(iter([*whole, *led, *found]), None)

    def leader(self, page: PracticePage | None, course: UUID, day: date) -> UUID | None:
        """To whom hours of the day go; None while nobody leads the practice. A written day keeps whoever led it then."""
        if page is not None:
            led = self.led.get((page.pk, day), page.leader_id)
            if led:
                return led
        held = (who for who, since, until in self.leads[course] if since <= day and (until is None or day <= until))
        return next(held, page.leader_id if page is not None else None)


def written_days(college_id: UUID, since: date, until: date, teacher: UUID | None = None) -> list[Written]:
    """Days of practice from the first to the last day that somebody leads; of one teacher when he is named."""
    pages = PracticePage.objects.of(college_id).filter(starts__lte=until, ends__gte=since)
    books, found = _Books(college_id, pages), []
    for page in books.pages:
        course = books.course_of(page)
        if course is None:
            continue
        for day, hours in books.written[page.pk].items():
            who = books.leader(page, course.pk, day)
            counts = hours and since <= day <= until and day not in books.dated[course.pk]
            if counts and who and teacher in (None, who):
                found.append(Written(page.pk, who, course.pk, day, hours))
    return found


def practice_hours(
    college_id: UUID, term: UUID, today: date, lessons: Mapping[UUID, Hours], courses: Iterable[UUID] | None = None
) -> list[tuple[UUID | None, UUID, Hours]]:
    """(teacher, course, hours) of the practices of a term (of these courses). ``lessons``: what lessons of a course come to."""
    practices = Q(term=term, discipline__plan_item__kind__in=PRACTICES)
    pages = PracticePage.objects.of(college_id).filter(term=term)
    books, only = _Books(college_id, pages, practices), None if courses is None else set(courses)
    shown = {row.pk: row for row in books.courses if only is None or row.pk in only}
    if not shown:
        return []
    free = Holiday.objects.of(college_id).filter(
        date__gte=min((page.starts for page in books.pages), default=today),
        date__lte=max((page.ends for page in books.pages), default=today),
    )
    off, taken = set(free.values_list("date", flat=True)), dict(lessons)
    found: list[tuple[UUID | None, UUID, Hours]] = []

    def take(page: PracticePage | None, course: UUID, hours: Hours) -> None:
        taken[course] = taken.get(course, Hours(0)) + hours
        if page is not None and hours.given:  # day by day: each to who led it
            given = [(day, n) for day, n in books.written[page.pk].items() if n and day not in books.dated[course]]
            found.extend((books.leader(page, course, day), course, Hours(0, given=n)) for day, n in given)
            hours -= Hours(0, given=hours.given)
        if hours != Hours(0):
            found.append((books.leader(page, course, today), course, hours))

    for page in books.pages:
        course = books.course_of(page)
        if course is not None and course.pk in shown:
            days = days_of(Practice(page.starts, page.ends, weekdays=page.weekdays), off)
            room = _room(course, taken) if _plan(course, taken) else None
            written = Days(days, books.written[page.pk], page.hours_per_day)
            take(page, course.pk, hours_of_page(written, books.dated[course.pk], today, room))
    ends = _periods(college_id, books)
    for pk, course in shown.items():
        had = taken.get(pk, Hours(0))
        if had == Hours(had.plan, corrected=had.corrected) or ends[pk]:
            take(None, pk, hours_awaited(_room(course, taken), today, ends[pk], course.term.ends))
    return found


def _plan(course: Course, taken: Mapping[UUID, Hours]) -> int:
    """With corrections, which ``taken`` brings."""
    return course.hours_planned + taken.get(course.pk, Hours(0)).plan


def _room(course: Course, taken: Mapping[UUID, Hours]) -> int:
    had = taken.get(course.pk, Hours(0))
    return max(_plan(course, taken) - had.given - had.unrecorded - had.ahead, 0)


def _periods(college_id: UUID, books: _Books) -> dict[UUID, list[date]]:
    """course → last days of its periods in the calendar for which no page was opened."""
    rows = PracticePeriod.objects.of(college_id).filter(discipline__in={row.discipline_id for row in books.courses})
    opened = [(page.group_id, page.discipline_id, page.starts, page.ends) for page in books.pages]
    found: dict[UUID, list[date]] = defaultdict(list)
    for group, discipline, starts, ends in rows.values_list("group_id", "discipline_id", "starts", "ends"):
        if any((g, d) == (group, discipline) and s <= ends and starts <= e for g, d, s, e in opened):
            continue
        for row in books.courses:
            if (row.group_id, row.discipline_id) == (group, discipline) and row.term.starts <= starts <= row.term.ends:
                found[row.pk].append(ends)
    return found
