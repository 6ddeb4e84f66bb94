"""When homework appeared and when its group went home, for the one rule that asks (A3.9): it is off in most colleges, so nobody else reads this."""

from collections.abc import Collection
from datetime import date, datetime, tzinfo
from typing import NamedTuple
from uuid import UUID

from django.db.models import Max, Min

from zhurnal.academic_year.models import Term
from zhurnal.kernel.models import Change
from zhurnal.timetable.models import Lesson
from zhurnal.timetable.rules.lesson import State


class Hours(NamedTuple):
    """``set_at``: lesson → when its homework was first written; ``over``: (group, day) → when its last lesson ended. By the college's clock."""

    set_at: dict[UUID, datetime]
    over: dict[tuple[UUID, date], datetime]


def hours_of_homework(college_id: UUID, term: Term, courses: Collection[UUID], clock: tzinfo | None) -> Hours:
    """Of these pages of the term. Two statements."""
    rows = Change.objects.of(college_id).filter(
        target__gte="homework:", target__lt="homework;", chain__in=list(courses)
    )
    first = rows.order_by().values("target").annotate(first=Min("at")).values_list("target", "first")
    set_at = {UUID(target.partition(":")[2]): at.astimezone(clock).replace(tzinfo=None) for target, at in first}
    lessons = Lesson.objects.of(college_id).filter(term=term.pk, state=State.PLANNED).order_by()
    last = lessons.values("course__group_id", "date").annotate(last=Max("ends"))
    ends = last.values_list("course__group_id", "date", "last")
    return Hours(set_at, {(group, day): datetime.combine(day, until) for group, day, until in ends})
