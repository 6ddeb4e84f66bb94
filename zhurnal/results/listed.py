"""Who is on the list of a group on a day (trap 4 of A8), and how many hours its lessons planned for them (A6.10)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Sum

from zhurnal.assessment.rules.indicators import Stay, on_list
from zhurnal.curriculum.models import Course, Membership, SubgroupMembership
from zhurnal.journal.models import Entry
from zhurnal.journal.rules.signs import ABSENCES
from zhurnal.kernel.sql import day_of, fetch_all, marks_for, table, uid, uuids
from zhurnal.people.queries.former import names_then
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
    """The lists of these groups, by the names of the day. Two statements."""
    names = ("student__surname", "student__given", "student__patronymic")
    rows = Membership.objects.of(college_id).filter(group__in=groups)
    former = names_then(college_id, rows.values("student_id"), day)
    stays: dict[UUID, list[Stay]] = defaultdict(list)
    found: dict[UUID, tuple[tuple[object, ...], Listed]] = {}
    for group, student, entered, left, *now in rows.values_list("group_id", "student_id", "entered", "left", *names):
        stays[group].append((entered, left))
        if on_list([(entered, left)], day):
            name = former.get(student, now)
            found[student] = (alphabetical(*name), Listed(student, list_name(name[0], name[1]), group))
    students = tuple(one for _key, one in sorted(found.values(), key=lambda row: (row[0], row[1].id)))
    return Lists(students, {group: tuple(spans) for group, spans in stays.items()})


@dataclass(frozen=True, slots=True)
class Hours:
    """Man-hours of a group's lessons: planned for those on the list of each day, and missed by them."""

    planned: int
    missed: int


def group_hours(college_id: UUID, group: UUID, stays: tuple[Stay, ...], since: date, until: date) -> Hours:
    """Of one group. What anybody missed elsewhere does not count (A6.10). Three statements."""
    absent = Entry.objects.of(college_id).filter(
        course__group=group, slot=0, value__in=ABSENCES, lesson__date__gte=since, lesson__date__lte=until
    )
    lost = absent.exclude(lesson__state=State.CANCELLED).aggregate(lost=Sum("lesson__hours"))["lost"]
    return Hours(planned_hours(college_id, {group: stays}, since, until)[group], lost or 0)


def planned_hours(college_id: UUID, stays: Mapping[UUID, Sequence[Stay]], since: date, until: date) -> dict[UUID, int]:
    """group → man-hours that its lessons of these days planned; ``stays``: who was on each list when.

    Of a subgroup's lesson those count who are in the subgroup. Who left since counts while he was there. Two statements for any
    number of groups.
    """
    wanted = list(stays)
    spans: dict[UUID, list[Stay]] = defaultdict(list)
    parts = SubgroupMembership.objects.of(college_id).filter(subgroup__group__in=wanted)
    for subgroup, first, last in parts.values_list("subgroup_id", "since", "until"):
        spans[subgroup].append((first, date.fromordinal(last.toordinal() + 1) if last else None))
    rows = fetch_all(
        f"""
        SELECT c.group_id, c.subgroup_id, l.date, SUM(l.hours)
          FROM {table(Course)} c
          JOIN {table(Lesson)} l ON l.college_id = c.college_id AND l.course_id = c.id
         WHERE c.college_id = %s AND c.group_id IN ({marks_for(wanted)}) AND l.date >= %s AND l.date <= %s AND l.state <> %s
         GROUP BY c.group_id, c.subgroup_id, l.date
        """,  # noqa: S608  (only names of our own tables and placeholders are put in)
        [uid(college_id), *(uid(group) for group in wanted), since, until, State.CANCELLED],
    )
    totals: dict[UUID, int] = dict.fromkeys(wanted, 0)
    sizes: dict[UUID, _Size] = {}
    for of_group, of_part, on, hours in rows:
        group, part = uuids(of_group), uuids(of_part) if of_part else None
        key = part or group
        if key not in sizes:
            sizes[key] = _Size(spans[part] if part else stays[group], since, until)
        totals[group] += hours * sizes[key].on(day_of(on))
    return totals


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
