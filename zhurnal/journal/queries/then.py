"""The journal as it stood on an earlier day: the cells and topics that read otherwise then, from the record of changes (1.11 e).

The record only grows, so the first change after a day tells what stood there on it. Only what was written after the day about
lessons up to it is looked at: late entries and corrections, a handful of the whole.
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q

from zhurnal.journal.models import Entry, LessonRecord
from zhurnal.journal.rules import targets
from zhurnal.kernel.models import Change
from zhurnal.people.actor import PersonActor
from zhurnal.timetable.models import Lesson
from zhurnal.timetable.rules.lesson import State

AT_ONCE = 5_000  # targets of one statement


class Then(NamedTuple):
    """A cell that reads otherwise today: ``value`` stood in it then, ``now`` does today; "" is nothing."""

    course: UUID
    lesson: UUID
    student: UUID
    slot: int
    value: str
    now: str


class Place(NamedTuple):
    """Where a changed cell stands: what is counted of its lesson."""

    group: UUID
    teacher: UUID
    date: date
    pair: int
    hours: int


def end_of(actor: PersonActor, day: date) -> datetime | None:
    """The moment at which a past day was over, by the college's clock; None of today, whose records stand as they are."""
    if day >= actor.today:
        return None
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=actor.now.tzinfo)


def cells_then(
    college_id: UUID, groups: Iterable[UUID], day: date, moment: datetime | None, *, roll: bool | None = None
) -> list[Then]:
    """Cells of these groups' lessons up to the day that were changed after the moment. Two statements, none of today.

    ``roll``: of attendance only, or (False) of works only.
    """
    if moment is None:
        return []
    which = Q() if roll is None else Q(slot=0) if roll else ~Q(slot=0)
    rows = Entry.objects.of(college_id).filter(
        which, course__group__in=list(groups), lesson__date__lte=day, changed_at__gte=moment
    )
    columns = ("course_id", "lesson_id", "student_id", "slot", "value", "version")
    changed = list(rows.values_list(*columns))
    places = {targets.cell(lesson.hex, student.hex, slot): None for _c, lesson, student, slot, *_v in changed}
    before = _before(college_id, places, moment)
    found = []
    for course, lesson, student, slot, value, version in changed:
        place = targets.cell(lesson.hex, student.hex, slot)
        # brought in without a trace: a first value was not there then, of a later one nobody knows better
        untraced = "" if version == 1 else value
        then = _sign(before[place]) if place in before else untraced
        if then != value:
            found.append(Then(course, lesson, student, slot, then, value))
    return found


def places_of(college_id: UUID, changed: Iterable[Then]) -> dict[UUID, Place]:
    """lesson of a changed cell → its place; a cancelled lesson has none. One statement, none without changes."""
    wanted = {one.lesson for one in changed}
    if not wanted:
        return {}
    rows = Lesson.objects.of(college_id).filter(pk__in=wanted).exclude(state=State.CANCELLED)
    columns = ("pk", "course__group_id", "teacher_id", "date", "pair", "hours")
    return {pk: Place(*rest) for pk, *rest in rows.values_list(*columns)}


class Written(NamedTuple):
    """What of a lesson read otherwise at the moment; None: as it does today."""

    topic: str | None
    roll: bool | None


def written_then(
    college_id: UUID, groups: Iterable[UUID], days: tuple[date, date], moment: datetime
) -> dict[UUID, Written]:
    """lesson of these days → its topic and roll call then, of lessons into which anything was written late.

    Two statements up to ``AT_ONCE`` places, two of a lesson, and one more for as many again; one where nothing was late.
    """
    since, until = days
    rows = LessonRecord.objects.of(college_id).filter(
        course__group__in=list(groups), lesson__date__gte=since, lesson__date__lte=until, late_entries__gt=0
    )
    lessons = list(rows.values_list("lesson_id", flat=True))
    places = {part: {lesson: targets.part(part, lesson.hex) for lesson in lessons} for part in ("topic", "roll_call")}
    before = _before(college_id, [place for of_part in places.values() for place in of_part.values()], moment)

    def stood(part: str, lesson: UUID) -> Any:
        return before.get(places[part][lesson])

    return {
        lesson: Written(
            None if places["topic"][lesson] not in before else _sign(stood("topic", lesson)),
            None if places["roll_call"][lesson] not in before else bool(stood("roll_call", lesson)),
        )
        for lesson in lessons
    }


def _before(college_id: UUID, places: Iterable[str], moment: datetime) -> dict[str, Any]:
    """place → what the first change after the moment found there."""
    found: dict[str, Any] = {}
    wanted = list(places)
    for first in range(0, len(wanted), AT_ONCE):
        rows = Change.objects.of(college_id).filter(target__in=wanted[first : first + AT_ONCE], at__gte=moment)
        for place, before in rows.order_by("chain", "seq").values_list("target", "before"):
            found.setdefault(place, before)
    return found


def _sign(value: Any) -> str:
    """A recorded value: of an отработка without its day, of a topic its words."""
    said = value.get("value", value.get("text")) if isinstance(value, dict) else value
    return str(said or "")
