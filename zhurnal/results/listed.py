"""Who is on the list of a group on a day (trap 4 of A8), and how many hours its lessons planned for them (A6.10)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
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
    """Of one group; the same three statements."""
    return hours_of_groups(college_id, {group: stays}, since, until)[group]


def hours_of_groups(
    college_id: UUID, stays: Mapping[UUID, Sequence[Stay]], since: date, until: date
) -> dict[UUID, Hours]:
    """group → man-hours of its lessons of these days; ``stays``: who was on each list when.

    Of a subgroup's lesson those count who are in the subgroup. Who left since counts while he was there, and what anybody
    missed elsewhere does not count (A6.10). Three statements for any number of groups.
    """
    wanted = list(stays)
    spans: dict[UUID, list[Stay]] = defaultdict(list)
    parts = SubgroupMembership.objects.of(college_id).filter(subgroup__group__in=wanted)
    for subgroup, first, last in parts.values_list("subgroup_id", "since", "until"):
        spans[subgroup].append((first, date.fromordinal(last.toordinal() + 1) if last else None))
    lessons = Lesson.objects.of(college_id).filter(course__group__in=wanted, date__gte=since, date__lte=until)
    rows = lessons.exclude(state=State.CANCELLED).values("course__group_id", "course__subgroup_id", "date")
    totals: dict[UUID, int] = defaultdict(int)
    sizes: dict[UUID, _Size] = {}
    for group, subgroup, day, hours in rows.annotate(held=Sum("hours")).values_list(
        "course__group_id", "course__subgroup_id", "date", "held"
    ):
        key = subgroup or group
        if key not in sizes:
            sizes[key] = _Size(spans[subgroup] if subgroup else stays[group], since, until)
        totals[group] += hours * sizes[key].on(day)
    absent = Entry.objects.of(college_id).filter(
        course__group__in=wanted, slot=0, value__in=ABSENCES, lesson__date__gte=since, lesson__date__lte=until
    )
    lost = absent.exclude(lesson__state=State.CANCELLED).values("course__group_id").annotate(lost=Sum("lesson__hours"))
    missed = dict(lost.values_list("course__group_id", "lost"))
    return {group: Hours(totals[group], missed.get(group, 0)) for group in wanted}


class _Size:
    """How many are on a list on the days of a span; most of them are there all the time, so they are counted once."""

    def __init__(self, stays: Iterable[Stay], since: date, until: date) -> None:
        own = list(stays)
        self.others = [stay for stay in own if stay[0] > since or (stay[1] is not None and stay[1] <= until)]
        self.always = len(own) - len(self.others)
        self.known: dict[date, int] = {}

    def on(self, day: date) -> int:
        """On the list that day."""
        if day not in self.known:
            self.known[day] = self.always + sum(1 for stay in self.others if on_list([stay], day))
        return self.known[day]
