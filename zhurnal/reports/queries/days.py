"""The lessons of some days as their lists saw them: who had to be there, who was not, where nobody looked (A6.10, A6.11)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple
from uuid import UUID

from zhurnal.assessment.rules.indicators import Stay, on_list
from zhurnal.curriculum.models import Membership, SubgroupMembership
from zhurnal.journal.models import LessonRecord
from zhurnal.timetable.models import Lesson
from zhurnal.timetable.rules.lesson import State


class Held(NamedTuple):
    """A lesson of the timetable that was not cancelled; ``called``: its attendance was confirmed."""

    id: UUID
    group: UUID
    subgroup: UUID | None
    date: date
    pair: int
    hours: int
    discipline: str
    called: bool


@dataclass(slots=True)
class Attended:
    """Lessons of the days by group, and the days that each student is on the lists of groups and subgroups."""

    lessons: dict[UUID, list[Held]] = field(default_factory=dict)
    stays: dict[tuple[UUID, UUID], list[Stay]] = field(default_factory=dict)
    parts: dict[tuple[UUID, UUID], list[Stay]] = field(default_factory=dict)

    def of(self, group: UUID, student: UUID) -> list[Held]:
        """Lessons of the group at which this student had to be."""
        own = self.stays.get((group, student), [])
        return [
            lesson
            for lesson in self.lessons.get(group, [])
            if on_list(own, lesson.date)
            and (lesson.subgroup is None or on_list(self.parts.get((lesson.subgroup, student), []), lesson.date))
        ]


def attended(college_id: UUID, groups: Iterable[UUID], since: date, until: date) -> Attended:
    """Four statements for any number of groups."""
    wanted = list(groups)
    found = Attended()
    rows = Lesson.objects.of(college_id).filter(course__group__in=wanted, date__gte=since, date__lte=until)
    rows = rows.exclude(state=State.CANCELLED).order_by("date", "pair", "pk")
    called = set(
        LessonRecord.objects.of(college_id)
        .filter(lesson__in=rows.values("pk"), roll_called_at__isnull=False)
        .values_list("lesson_id", flat=True)
    )
    lessons: dict[UUID, list[Held]] = defaultdict(list)
    for pk, group, subgroup, day, pair, hours, index, name in rows.values_list(
        "pk", "course__group_id", "course__subgroup_id", "date", "pair", "hours", "course__discipline__index",
        "course__discipline__short_name",
    ):  # fmt: skip
        lessons[group].append(Held(pk, group, subgroup, day, pair, hours, f"{index} {name}".strip(), pk in called))
    found.lessons = dict(lessons)
    stays: dict[tuple[UUID, UUID], list[Stay]] = defaultdict(list)
    members = Membership.objects.of(college_id).filter(group__in=wanted)
    for group, student, entered, left in members.values_list("group_id", "student_id", "entered", "left"):
        stays[group, student].append((entered, left))
    parts: dict[tuple[UUID, UUID], list[Stay]] = defaultdict(list)
    inside = SubgroupMembership.objects.of(college_id).filter(subgroup__group__in=wanted)
    for subgroup, student, first, last in inside.values_list("subgroup_id", "student_id", "since", "until"):
        parts[subgroup, student].append((first, date.fromordinal(last.toordinal() + 1) if last else None))
    found.stays, found.parts = dict(stays), dict(parts)
    return found
