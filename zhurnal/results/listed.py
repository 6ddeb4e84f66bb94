"""Who is on the list of a group on a day (trap 4 of A8), and how many hours its lessons planned for them (A6.10)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Sum

from zhurnal.assessment.rules.indicators import Stay, on_list
from zhurnal.curriculum.models import Membership, SubgroupMembership
from zhurnal.journal.models import Entry
from zhurnal.journal.rules.signs import ABSENCES
from zhurnal.people.rules.names import alphabetical, list_name
from zhurnal.timetable.models import Lesson
from zhurnal.timetable.rules.lesson import State


@dataclass(frozen=True, slots=True)
class Listed:
    """A student on the list of the day."""

    id: UUID
    name: str
    group: UUID


@dataclass(frozen=True, slots=True)
class Lists:
    """``students`` of the day in alphabetical order; ``stays``: everybody who was ever on the list of a group."""

    students: tuple[Listed, ...]
    stays: dict[UUID, tuple[Stay, ...]]

    @property
    def ids(self) -> list[UUID]:
        """Whose results are read."""
        return [student.id for student in self.students]


def lists_of(college_id: UUID, groups: list[UUID], day: date) -> Lists:
    """The lists of these groups. One statement."""
    names = ("student__surname", "student__given", "student__patronymic")
    rows = Membership.objects.of(college_id).filter(group__in=groups)
    stays: dict[UUID, list[Stay]] = defaultdict(list)
    found: dict[UUID, tuple[tuple[object, ...], Listed]] = {}
    for group, student, entered, left, *name in rows.values_list("group_id", "student_id", "entered", "left", *names):
        stays[group].append((entered, left))
        if on_list([(entered, left)], day):
            found[student] = (alphabetical(*name), Listed(student, list_name(name[0], name[1]), group))
    students = tuple(one for _key, one in sorted(found.values(), key=lambda row: (row[0], row[1].id)))
    return Lists(students, {group: tuple(spans) for group, spans in stays.items()})


@dataclass(frozen=True, slots=True)
class Hours:
    """Man-hours of a group's lessons: planned for those on the list of each day, and missed by them."""

    planned: int
    missed: int


def group_hours(college_id: UUID, group: UUID, stays: tuple[Stay, ...], since: date, until: date) -> Hours:
    """Of the lessons of these days: of a subgroup's lesson those who are in the subgroup. Who left since counts while he was there,

    and what anybody missed elsewhere does not count (A6.10). Three statements.
    """
    spans: dict[UUID, list[Stay]] = defaultdict(list)
    parts = SubgroupMembership.objects.of(college_id).filter(subgroup__group=group)
    for subgroup, first, last in parts.values_list("subgroup_id", "since", "until"):
        spans[subgroup].append((first, date.fromordinal(last.toordinal() + 1) if last else None))
    lessons = Lesson.objects.of(college_id).filter(course__group=group, date__gte=since, date__lte=until)
    total = 0
    sizes: dict[tuple[UUID | None, date], int] = {}
    for subgroup, day, hours in lessons.exclude(state=State.CANCELLED).values_list(
        "course__subgroup_id", "date", "hours"
    ):
        place = subgroup, day
        if place not in sizes:
            present = stays if subgroup is None else spans[subgroup]
            sizes[place] = sum(1 for stay in present if on_list([stay], day))
        total += hours * sizes[place]
    absent = Entry.objects.of(college_id).filter(
        course__group=group, slot=0, value__in=ABSENCES, lesson__date__gte=since, lesson__date__lte=until
    )
    missed = absent.exclude(lesson__state=State.CANCELLED).aggregate(hours=Sum("lesson__hours"))["hours"] or 0
    return Hours(total, missed)
