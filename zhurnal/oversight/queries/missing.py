"""What the timetable of a term had room for and what is not held, by course and cause (A5.8)."""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from zhurnal.academic_year.models import Holiday, Term
from zhurnal.curriculum.queries import Periods, practice_periods
from zhurnal.oversight.rules.missing import BY_TIMETABLE, NOTHING, Missing, barred_places
from zhurnal.timetable.models import Lesson, LessonChange, MovedDay, Substitution
from zhurnal.timetable.pattern_rows import slot_rows
from zhurnal.timetable.rules.ground import ChangeKind
from zhurnal.timetable.rules.lesson import State
from zhurnal.timetable.rules.pattern import Calendar


def missing_of(term: Term, courses: Iterable[UUID]) -> dict[UUID, Missing]:
    """course → what it loses in the term, on whatever day. A constant number of statements; none for no course.

    Planned lessons on days of practice are not told here: the ledger has them apart (``Hours.away``).
    """
    wanted = list(courses)
    if not wanted:
        return {}
    found: dict[UUID, Missing] = defaultdict(lambda: NOTHING)
    periods = practice_periods(term.college_id, (term.starts, term.ends))
    barred = list(_barred(term, wanted, periods))
    held = _held(term, {course for course, *_rest in barred}, {day for _course, day, *_rest in barred})
    for course, day, pair, hours, practice in barred:
        if (course, day, pair) not in held:
            found[course] = found[course].plus(**{"practice" if practice else "holidays": hours})
    own = LessonChange.objects.of(term.college_id).filter(lesson=OuterRef("pk"), kind=ChangeKind.CANCELLED)
    gave_way = Substitution.objects.of(term.college_id).filter(missed=OuterRef("pk"))
    rows = Lesson.objects.of(term.college_id).filter(term=term.pk, course__in=wanted, state=State.CANCELLED)
    told = rows.annotate(cause=own.values("cause")[:1], gave=Exists(gave_way))
    columns = ("course_id", "course__group_id", "course__discipline_id", "date", "hours", "cause", "gave")
    for course, group, discipline, day, hours, cause, gave in told.values_list(*columns):
        if any(practice.holds(day) for of, practice in periods.get(group, ()) if of != discipline):
            found[course] = found[course].plus(practice=hours)
        elif gave:
            found[course] = found[course].plus(displaced=hours)
        else:
            found[course] = found[course].called_off(cause or BY_TIMETABLE, hours)
    return dict(found)


def _barred(term: Term, courses: list[UUID], periods: Periods) -> Iterable[tuple[UUID, date, int, int, bool]]:
    """(course, day, pair, hours, whether by practice) of places of the pattern that stay empty. Three statements."""
    days = {"date__gte": term.starts, "date__lte": term.ends}
    off = frozenset(Holiday.objects.of(term.college_id).filter(**days).values_list("date", flat=True))
    moved = dict(MovedDay.objects.of(term.college_id).filter(**days).values_list("date", "weekday"))
    practices = {group: tuple(practice for _of, practice in found) for group, found in periods.items()}
    calendar = Calendar(term.starts, term.ends, off, moved, practices)
    if not (off or practices):
        return
    known: dict[Hashable, list[tuple[date, bool]]] = {}  # many places of the week lose the same days
    for slot in slot_rows(term, Q(course__in=courses), joined=False):
        place = (slot.since, slot.until, slot.weekday, slot.weeks, practices.get(slot.group, ()))
        if place not in known:
            known[place] = list(barred_places(slot, calendar))
        for day, practice in known[place]:
            yield slot.course, day, slot.pair, slot.hours, practice


def _held(term: Term, courses: set[UUID], days: set[date]) -> set[tuple[UUID, date, int]]:
    """Places where a lesson stands all the same, in whatever state, or from which it was moved: it is told by what became of it."""
    if not courses:
        return set()
    rows = Lesson.objects.of(term.college_id).filter(term=term.pk, course__in=courses, date__in=days)
    moved = LessonChange.objects.of(term.college_id).filter(
        kind=ChangeKind.MOVED, lesson__term=term.pk, lesson__course__in=courses, was_date__in=days
    )
    return {
        *rows.values_list("course_id", "date", "pair"),
        *moved.values_list("lesson__course_id", "was_date", "was_pair"),
    }
