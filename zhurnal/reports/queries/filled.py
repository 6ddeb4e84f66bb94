"""How journals are filled: lessons that are over, those recorded, those recorded late, marks set (2.5, A5.12)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from django.db.models import Count, Q

from zhurnal.assessment.rules.indicators import rounded, share
from zhurnal.curriculum.models import Course, Membership
from zhurnal.curriculum.relations import on_list
from zhurnal.journal.models import Entry, LessonRecord
from zhurnal.journal.queries.then import Then, Written, places_of, written_then
from zhurnal.journal.rules.signs import CREDITS, MARKS, is_mark
from zhurnal.kernel.sql import fetch_all, marks_for, table, uid, uuids
from zhurnal.people.actor import PersonActor
from zhurnal.reports.queries.absences import moment_of
from zhurnal.reports.queries.groups import GroupFacts
from zhurnal.reports.rules.asked import Asked
from zhurnal.timetable.models import Lesson
from zhurnal.timetable.rules.lesson import State


@dataclass(frozen=True, slots=True)
class Filled:
    """Lessons and marks of some journals; ``students``: on the lists of the day."""

    due: int = 0
    recorded: int = 0
    late: int = 0
    marks: int = 0
    students: int = 0

    def __add__(self, other: "Filled") -> "Filled":
        return Filled(
            self.due + other.due, self.recorded + other.recorded, self.late + other.late, self.marks + other.marks,
            self.students + other.students,
        )  # fmt: skip

    @property
    def cells(self) -> tuple[int | Decimal | None, ...]:
        """Over, recorded, missing, per cent, late, marks, marks for a student."""
        each = Fraction(self.marks, self.students) if self.students else None
        return (
            self.due, self.recorded, self.due - self.recorded or None, rounded(share(self.recorded, self.due), 1),
            self.late or None, self.marks or None, rounded(each, 1),
        )  # fmt: skip


def filled_of(
    actor: PersonActor, groups: Iterable[GroupFacts], asked: Asked, changed: Iterable[Then] = ()
) -> dict[UUID, Filled]:
    """group → its journals in the period; a lesson counts from the day after it (before that it may still be written). Three statements of today.

    ``changed``: cells that stood otherwise on the day that is asked about.
    """
    own, wanted = actor.college_id, [group.id for group in groups]
    days = (asked.period.since, min(asked.until, actor.today))
    moment = moment_of(actor, asked)
    over = (days[0], min(days[1], actor.today - timedelta(days=1)))
    lessons = _lessons(own, wanted, *over)
    done = {pk: recorded for pk, (_due, recorded, _late) in lessons.items()}
    if moment is not None:
        for place, more in _recorded_then(own, wanted, over, moment).items():
            done[place] = done.get(place, 0) + more
    marks = _marks(own, wanted, days[0], min(days[1], actor.today - timedelta(days=1)))
    for place, more in _marks_then(own, days, changed).items():
        marks[place] = marks.get(place, 0) + more
    people = Membership.objects.of(own).filter(on_list(asked.until), group__in=wanted)
    listed = dict(people.order_by().values("group_id").annotate(n=Count("pk")).values_list("group_id", "n"))
    none = (0, 0, 0)
    return {
        pk: Filled(
            lessons.get(pk, none)[0], done.get(pk, 0), lessons.get(pk, none)[2], marks.get(pk, 0), listed.get(pk, 0)
        )
        for pk in wanted
    }


def _recorded_then(own: UUID, groups: list[UUID], days: tuple[date, date], moment: datetime) -> dict[UUID, int]:
    """group → how many of its lessons more (or fewer) were recorded at the moment than are now. A statement beside those of ``written_then``.

    Only what was called later, or written late, can have read otherwise: a few of all the records of a term.
    """
    then, found = written_then(own, groups, days, moment), Counter[UUID]()
    rows = LessonRecord.objects.of(own).filter(
        Q(late_entries__gt=0) | Q(roll_called_at__gte=moment), course__group__in=groups, lesson__date__gte=days[0],
        lesson__date__lte=days[1], lesson__state=State.PLANNED,
    )  # fmt: skip
    for lesson, group, topic, called in rows.values_list("lesson_id", "course__group_id", "topic", "roll_called_at"):
        was = then.get(lesson, Written(None, None))
        called_then = was.roll if was.roll is not None else called is not None and called < moment
        recorded = bool(topic) and called is not None
        found[group] += bool(called_then and (topic if was.topic is None else was.topic)) - recorded
    return found


def _marks_then(own: UUID, days: tuple[date, date], changed: Iterable[Then]) -> dict[UUID, int]:
    """group → how many marks more (or fewer) stood there then. One statement, none without changes."""
    works = [one for one in changed if one.slot]
    places, found = places_of(own, works), Counter[UUID]()
    for one in works:
        place = places.get(one.lesson)
        if place is not None and place.date >= days[0]:
            found[place.group] += is_mark(one.value) - is_mark(one.now)
    return found


def _marks(college_id: UUID, groups: Iterable[UUID], since: date, until: date) -> dict[UUID, int]:
    """group → marks in its lessons. One statement.

    Lesson by lesson inside it: a lesson's cells lie together under its key, and a join of all of them took two and a half times longer.
    """
    wanted, signs = [uid(group) for group in groups], (*MARKS, *CREDITS)
    rows = fetch_all(
        f"""
        SELECT c.group_id, SUM((SELECT COUNT(*) FROM {table(Entry)} e
                                 WHERE e.college_id = l.college_id AND e.course_id = l.course_id AND e.lesson_id = l.id
                                   AND e.value IN ({marks_for(signs)})))
          FROM {table(Course)} c
          JOIN {table(Lesson)} l ON l.college_id = c.college_id AND l.course_id = c.id
         WHERE c.college_id = %s AND c.group_id IN ({marks_for(wanted)}) AND l.date >= %s AND l.date <= %s AND l.state = %s
         GROUP BY c.group_id
        """,  # noqa: S608  (only names of our own tables and placeholders are put in)
        [*signs, uid(college_id), *wanted, since, until, State.PLANNED],
    )
    return {uuids(group): int(number or 0) for group, number in rows}


def _lessons(college_id: UUID, groups: Iterable[UUID], since: date, until: date) -> dict[UUID, tuple[int, int, int]]:
    """group → its lessons, those recorded, those into which something was written late. One statement."""
    wanted = [uid(group) for group in groups]
    rows = fetch_all(
        f"""
        SELECT c.group_id, COUNT(*), SUM(CASE WHEN j.topic <> '' AND j.roll_called_at IS NOT NULL THEN 1 ELSE 0 END),
               SUM(CASE WHEN j.late_entries > 0 THEN 1 ELSE 0 END)
          FROM {table(Course)} c
          JOIN {table(Lesson)} l ON l.college_id = c.college_id AND l.course_id = c.id
          LEFT JOIN {table(LessonRecord)} j ON j.college_id = l.college_id AND j.lesson_id = l.id
         WHERE c.college_id = %s AND c.group_id IN ({marks_for(wanted)}) AND l.date >= %s AND l.date <= %s AND l.state = %s
         GROUP BY c.group_id
        """,  # noqa: S608  (only names of our own tables and placeholders are put in)
        [uid(college_id), *wanted, since, until, State.PLANNED],
    )
    return {uuids(group): (due, recorded, late) for group, due, recorded, late in rows}
