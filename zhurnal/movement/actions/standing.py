"""Where a student stands before an order, and what is already written: read under the order's own lock."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from zhurnal.curriculum.models import Course, Membership
from zhurnal.journal.models import Entry
from zhurnal.movement.models import Movement
from zhurnal.movement.rules.kinds import ON_PAPER, Kind, State
from zhurnal.movement.rules.possible import Stay, Written, state_on
from zhurnal.timetable.models import Lesson
from zhurnal.timetable.rules.lesson import State as LessonState


@dataclass(frozen=True, slots=True)
class Standing:
    """A student on a day: his state, and the row of the list he is on (or was on last)."""

    state: State
    member: Membership | None


def standings(college_id: UUID, students: Sequence[UUID], day: date) -> dict[UUID, Standing]:
    """How each student stands on the day. Two statements."""
    members: dict[UUID, list[Membership]] = {}
    for row in Membership.objects.of(college_id).filter(student__in=students).order_by("entered", "pk"):
        members.setdefault(row.student_id, []).append(row)
    kinds: dict[UUID, Kind] = {}
    orders = Movement.objects.of(college_id).filter(student__in=students, effective__lte=day, undone_at__isnull=True)
    orders = orders.exclude(order__kind__in=[*ON_PAPER, Kind.RENAME]).order_by("effective", "pk")
    for student, kind in orders.values_list("student_id", "order__kind"):
        kinds[student] = Kind(kind)
    found = {}
    for student in students:
        own = members.get(student, [])
        stays = [Stay(row.group_id, row.entered, row.left, row.note) for row in own]
        state = state_on(day, stays, kinds.get(student))
        holding = [row for row, stay in zip(own, stays, strict=True) if stay.holds(day)]
        last = holding or own
        found[student] = Standing(state, last[-1] if last else None)
    return found


def written_of(college_id: UUID, student: UUID | None, left: UUID | None, to: UUID | None, day: date) -> Written:
    """Entries of the student from the day on in the group he leaves, and lessons held in the one he enters."""
    marks = absences = held = 0
    last = None
    if left is not None and student is not None:
        courses = Course.objects.of(college_id).filter(group=left).values("pk")
        rows = Entry.objects.of(college_id).filter(student=student, course__in=courses, lesson__date__gte=day)
        for slot, lesson_day in rows.exclude(value="").values_list("slot", "lesson__date"):
            marks, absences = marks + (slot != 0), absences + (slot == 0)
            last = max(last or lesson_day, lesson_day)
    if to is not None:
        courses = Course.objects.of(college_id).filter(group=to).values("pk")
        lessons = Lesson.objects.of(college_id).filter(course__in=courses, date__gte=day)
        held = lessons.filter(pk__in=_recorded(college_id)).exclude(state=LessonState.CANCELLED).count()
    return Written(marks, absences, last, held)


def _recorded(college_id: UUID) -> object:
    from zhurnal.journal.models import LessonRecord

    return LessonRecord.objects.of(college_id).exclude(roll_called_at__isnull=True).values("lesson_id")
