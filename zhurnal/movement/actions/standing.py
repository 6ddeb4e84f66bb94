"""Where students stand before an order, and what is already written: read once for any number of orders, under their own locks."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count

from zhurnal.curriculum.models import Group, Membership
from zhurnal.journal.models import Entry, LessonRecord
from zhurnal.movement.models import Movement
from zhurnal.movement.rules.kinds import ENTERING, FINISHED, LEAVING, ON_PAPER, Kind, State
from zhurnal.movement.rules.possible import Stay, Written, state_on
from zhurnal.timetable.models import Lesson
from zhurnal.timetable.rules.lesson import State as LessonState


@dataclass(frozen=True, slots=True)
class Standing:
    """A student on a day: his state, and the row of the list he is on (or was on last)."""

    state: State
    member: Membership | None


@dataclass(slots=True)
class Stood:
    """Stays and orders of students. Orders that are judged one after another are laid upon it, so that each sees those before it."""

    college_id: UUID
    members: dict[UUID, list[Membership]]
    orders: dict[UUID, list[tuple[date, Kind]]]

    def on(self, student: UUID, day: date) -> Standing:
        """How the student stands on the day."""
        own = self.members.get(student, [])
        stays = [Stay(row.group_id, row.entered, row.left, row.note) for row in own]
        kinds = [kind for effective, kind in self.orders.get(student, []) if effective <= day]
        state = state_on(day, stays, kinds[-1] if kinds else None)
        holding = [row for row, stay in zip(own, stays, strict=True) if stay.holds(day)]
        last = holding or own
        return Standing(state, last[-1] if last else None)

    def later(self, student: UUID, day: date) -> list[Membership]:
        """Lists on which he is to come after the day: the next course after a carry-over, a transfer written ahead."""
        rows = self.members.get(student, [])
        return [row for row in rows if row.entered > day and (row.left is None or row.left > row.entered)]

    def finished(self, student: UUID) -> date | None:
        """The day from which the turn of the year took him off his list for good; None for everybody else."""
        rows = self.members.get(student)
        return rows[-1].left if rows and rows[-1].note == FINISHED else None

    def lay(self, student: UUID, kind: Kind, day: date, group: Group | None) -> None:
        """The student as he will stand after such an order; nothing is written."""
        standing = self.on(student, day)
        if kind in LEAVING and standing.state is State.STUDYING and standing.member is not None:
            standing.member.left = day
        if kind in LEAVING and kind is not Kind.TRANSFER:
            for row in self.later(student, day):
                row.left = row.entered
        if kind in ENTERING and group is not None:
            row = Membership(college_id=self.college_id, group=group, student_id=student, entered=day)
            self.members.setdefault(student, []).append(row)
        if kind not in ON_PAPER and kind is not Kind.RENAME:
            self.orders.setdefault(student, []).append((day, kind))


def read_stood(college_id: UUID, students: Collection[UUID]) -> Stood:
    """All stays and all orders in force of the students. Two statements."""
    members: dict[UUID, list[Membership]] = {}
    rows = Membership.objects.of(college_id).filter(student__in=students).order_by("entered", "pk")
    for row in rows.select_related("group"):
        members.setdefault(row.student_id, []).append(row)
    kinds: dict[UUID, list[tuple[date, Kind]]] = {}
    orders = Movement.objects.of(college_id).filter(student__in=students, undone_at__isnull=True)
    orders = orders.exclude(order__kind__in=[*ON_PAPER, Kind.RENAME]).order_by("effective", "pk")
    for student, effective, kind in orders.values_list("student_id", "effective", "order__kind"):
        kinds.setdefault(student, []).append((effective, Kind(kind)))
    return Stood(college_id, members, kinds)


@dataclass(frozen=True, slots=True)
class Journals:
    """What stands in the journals from a day on: (student, group) → (day, whether a mark); group → days of lessons held."""

    entries: dict[tuple[UUID, UUID], list[tuple[date, bool]]]
    lessons: dict[UUID, list[tuple[date, int]]]

    def written(self, student: UUID | None, left: UUID | None, to: UUID | None, day: date) -> Written:
        """What an order would touch: entries in the group he leaves, lessons held in the one he enters."""
        found = self.entries.get((student, left), []) if student and left else []
        own = [(at, mark) for at, mark in found if at >= day]
        marks = sum(mark for _at, mark in own)
        held = sum(count for at, count in self.lessons.get(to, []) if at >= day) if to else 0
        return Written(marks, len(own) - marks, max((at for at, _mark in own), default=None), held)


def read_journals(college_id: UUID, leaving: Collection[UUID], entered: Collection[UUID], since: date) -> Journals:
    """Entries of those who leave, and lessons held in the groups that are entered, from a day on. At most two statements."""
    entries: dict[tuple[UUID, UUID], list[tuple[date, bool]]] = {}
    if leaving:
        rows = Entry.objects.of(college_id).filter(student__in=leaving, lesson__date__gte=since).exclude(value="")
        for student, group, slot, day in rows.values_list("student_id", "course__group_id", "slot", "lesson__date"):
            entries.setdefault((student, group), []).append((day, slot != 0))
    lessons: dict[UUID, list[tuple[date, int]]] = {}
    if entered:
        called = LessonRecord.objects.of(college_id).exclude(roll_called_at__isnull=True).values("lesson_id")
        held = Lesson.objects.of(college_id).filter(course__group__in=entered, date__gte=since, pk__in=called)
        held = held.exclude(state=LessonState.CANCELLED).values("course__group_id", "date").annotate(count=Count("pk"))
        for group, day, count in held.order_by().values_list("course__group_id", "date", "count"):
            lessons.setdefault(group, []).append((day, count))
    return Journals(entries, lessons)
