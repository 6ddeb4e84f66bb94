"""The ledger by teacher: lines of teacher × groups × discipline, for the term's page and the month's and year's forms."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from zhurnal.academic_year.models import AcademicYear, Term
from zhurnal.curriculum.models import Course, CourseTeacher, HoursCorrection, StreamCourse
from zhurnal.kernel import policy
from zhurnal.oversight.corrected import corrections_of
from zhurnal.oversight.queries.ledger import (
    Given,
    StoodIn,
    given_sums,
    joined_lessons,
    ledger,
    substitutions,
)
from zhurnal.oversight.queries.missing import missing_of
from zhurnal.oversight.rules.hours import Hours
from zhurnal.oversight.rules.missing import NOTHING, Missing
from zhurnal.oversight.rules.teaching import Twice, counted_twice, of_stream
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person
from zhurnal.people.rules.roles import Role
from zhurnal.timetable.models import Lesson

READ = "oversight.hours.read"
NONE = Hours(0)
SUMMER_ENDS = (8, 31)
OFFICE = {
    Role.DEPUTY_ACADEMIC,
    Role.DEPUTY_PRACTICE,
    Role.DIRECTOR,
    Role.ADMINISTRATOR,
    Role.DISPATCHER,
    Role.INSPECTOR,
}


class Key(NamedTuple):
    """A line: who, in which groups (several when joined), what."""

    teacher: UUID
    groups: tuple[str, ...]
    title: str


@dataclass(slots=True)
class Line:
    """Hours given, by ``columns`` (days or months); ``plan`` of the year; ``stood_in``: of them in others' places."""

    key: Key
    columns: dict[Hashable, int] = field(default_factory=lambda: defaultdict(int))
    plan: int = 0
    stood_in: int = 0

    @property
    def total(self) -> int:
        """Hours of all columns."""
        return sum(self.columns.values())


@dataclass(frozen=True, slots=True)
class CourseFacts:
    """What a line says of a course."""

    group: UUID
    group_name: str
    title: str
    plan: int
    term: UUID


class Scope:
    """Whose lines the actor sees: the office all, a head those of his department's groups, a teacher his own."""

    def __init__(self, actor: PersonActor, teacher: UUID | None = None) -> None:
        self.whole = bool(OFFICE & actor.roles)
        self.groups = set() if self.whole else set(policy.visible(actor, READ).values_list("pk", flat=True))
        self.own = actor.person_id if Role.TEACHER in actor.roles else None
        alone = self.own if not self.whole and not self.groups else None
        self.only = teacher or alone

    def holds(self, teacher: UUID, group: UUID) -> bool:
        """Whether the line of this teacher in this group is shown."""
        if self.only is not None and teacher != self.only:
            return False
        return self.whole or group in self.groups or (self.own is not None and teacher == self.own)


def courses_between(college_id: UUID, since: date, until: date) -> dict[UUID, CourseFacts]:
    """Courses of the terms that touch the days."""
    return _facts(Course.objects.of(college_id).filter(term__starts__lte=until, term__ends__gte=since))


def _facts(rows: QuerySet[Course]) -> dict[UUID, CourseFacts]:
    names = (
        "pk", "group_id", "group__name", "discipline__index", "discipline__name", "subgroup__name", "hours_planned",
        "term_id",
    )  # fmt: skip
    return {
        pk: CourseFacts(
            group, name, f"{index} {title}".strip() + (f", {subgroup}" if subgroup else ""), plan or 0, term
        )
        for pk, group, name, index, title, subgroup, plan, term in rows.values_list(*names)
    }


def teacher_names(college_id: UUID, ids: set[UUID]) -> dict[UUID, str]:
    """teacher → «Кравцова О. С.», as forms list people."""
    rows = Person.objects.of(college_id).filter(pk__in=ids).values_list("pk", "surname", "given", "patronymic")
    return {pk: f"{surname} " + "\u00a0".join(f"{part[0]}." for part in names if part) for pk, surname, *names in rows}


def leaders(college_id: UUID, courses: dict[UUID, CourseFacts], day: date) -> list[tuple[UUID, UUID]]:
    """(course, teacher) of those who lead it on the day, or from a later day on: whose the plan is."""
    rows = CourseTeacher.objects.of(college_id).exclude(until__lt=day).values_list("course_id", "teacher_id")
    return [(course, teacher) for course, teacher in rows if course in courses]


def days_of_hours(year: AcademicYear) -> tuple[date, date]:
    """From the year's first day to the eve of the next, at most to 31 August: its practices may last longer than it. One statement."""
    later = AcademicYear.objects.of(year.college_id).filter(starts__gt=year.ends).order_by("starts")
    following = later.values_list("starts", flat=True).first()
    summer = max(year.ends, date(year.starts.year + 1, *SUMMER_ENDS))
    return year.starts, min(summer, following - timedelta(days=1)) if following else summer


def form_lines(
    actor: PersonActor,
    days: tuple[date, date],
    column: Callable[[date], Hashable],
    teacher: UUID | None = None,
    *,
    monthly: bool = False,
    until: date | None = None,
) -> list[Line]:
    """Hours given from the first to the last day, by teacher × groups × discipline. A joined sitting stands once.

    ``monthly``: the column is the same for all days of a month. ``until``: what was given up to this day instead of today.
    """
    scope, found, places = Scope(actor, teacher), dict[Key, Line](), dict[tuple[UUID, UUID], Line | None]()
    sums, joined = given_sums(
        actor.college_id,
        days,
        until or actor.today,
        scope.only,
        monthly=monthly,
        once=actor.parameters.joined_hours_once,
    )
    courses = courses_between(actor.college_id, *days)
    beyond = ({one.course for one in sums} | {one.course for one in joined}) - courses.keys()
    if beyond:  # a practice may last longer than its term
        courses |= _facts(Course.objects.of(actor.college_id).filter(pk__in=beyond))
    for who, course, day, substituted, hours in sums:
        if (who, course) not in places:
            facts = courses[course]
            key = Key(who, (facts.group_name,), facts.title)
            places[who, course] = found.setdefault(key, Line(key)) if scope.holds(who, facts.group) else None
        place = places[who, course]
        if place is not None:
            place.columns[column(day)] += hours
            place.stood_in += hours if substituted else 0
    for sitting in sittings_of(joined):
        shown = [lesson for lesson in sitting if scope.holds(lesson.teacher, courses[lesson.course].group)]
        if not shown:
            continue
        groups = tuple(sorted({courses[lesson.course].group_name for lesson in sitting}))
        key = Key(sitting[0].teacher, groups, courses[shown[0].course].title)
        line, hours = found.setdefault(key, Line(key)), max(lesson.hours for lesson in sitting)
        line.columns[column(sitting[0].date)] += hours
        line.stood_in += hours if all(lesson.substituted for lesson in sitting) else 0
    return list(found.values())


def sittings_of(joined: Iterable[Given]) -> list[list[Given]]:
    """Lessons of joined groups by who taught them and when."""
    found: dict[Hashable, list[Given]] = defaultdict(list)
    for lesson in joined:
        found[lesson.teacher, lesson.date, lesson.pair].append(lesson)
    return list(found.values())


def planned_lines(
    actor: PersonActor, days: tuple[date, date], lines: list[Line], teacher: UUID | None, until: date | None = None
) -> list[Line]:
    """The lines with the plan of the year (as of ``until`` instead of today), and lines of what is planned and not yet given."""
    day = min(until or actor.today, days[1])
    courses = courses_between(actor.college_id, *days)
    scope, found = Scope(actor, teacher), {line.key: line for line in lines}
    plans: dict[Key, dict[UUID, int]] = defaultdict(dict)
    streams = _streams(actor.college_id, courses) if actor.parameters.joined_hours_once else {}
    corrected: dict[UUID, int] = defaultdict(int)
    for row in corrections_of(actor.college_id, courses, day):
        corrected[row.course] += row.hours if row.of_plan else 0
    for course, who in leaders(actor.college_id, courses, day):
        facts = courses[course]
        if scope.holds(who, facts.group):
            key = Key(who, streams.get(course, (facts.group_name,)), facts.title)
            plan = facts.plan + corrected[course]
            plans[key][facts.term] = max(plans[key].get(facts.term, 0), plan)
    for key, by_term in plans.items():
        found.setdefault(key, Line(key)).plan = sum(by_term.values())
    return list(found.values())


def _streams(college_id: UUID, courses: dict[UUID, CourseFacts]) -> dict[UUID, tuple[str, ...]]:
    members: dict[UUID, list[UUID]] = defaultdict(list)
    for stream, course in StreamCourse.objects.of(college_id).values_list("stream_id", "course_id"):
        if course in courses:
            members[stream].append(course)
    names = {s: tuple(sorted({courses[course].group_name for course in found})) for s, found in members.items()}
    return {course: names[stream] for stream, found in members.items() for course in found}


@dataclass(slots=True)
class TermLine:
    """A teacher's course in a term. ``own``: his hours; ``others``: given in his place; ``whole``: what the course comes to.

    ``missing``: why it comes to less than the plan.
    """

    key: Key
    own: Hours = NONE
    others: int = 0
    whole: Hours = NONE
    leads: bool = False
    stood_in: int = 0
    replaced: int = 0
    missing: Missing = NOTHING


def term_lines(
    actor: PersonActor, term: Term, teacher: UUID | None = None, day: date | None = None
) -> tuple[list[TermLine], dict[UUID, Twice]]:
    """Lines of the term by teacher, and teacher → what joined groups count twice (shown to the office and himself).

    ``day``: as of this day instead of today.
    """
    day = day or actor.today
    courses = courses_between(actor.college_id, term.starts, term.ends)
    courses = {pk: facts for pk, facts in courses.items() if facts.term == term.pk}
    scope, found, wholes = Scope(actor, teacher), dict[tuple[UUID, UUID], TermLine](), dict[UUID, Hours]()

    def line(who: UUID, course: UUID) -> TermLine:
        facts = courses[course]
        return found.setdefault((who, course), TermLine(Key(who, (facts.group_name,), facts.title)))

    for fact in ledger(actor.college_id, term.pk, day, _concerned(actor, term, scope.only)):
        if fact.teacher is not None:
            line(fact.teacher, fact.course).own += fact.hours
        wholes[fact.course] = wholes.get(fact.course, Hours(courses[fact.course].plan)) + fact.hours
    for course, who in leaders(actor.college_id, courses, min(day, term.ends)):
        line(who, course).leads = True
    for stood_in in substitutions(actor.college_id, term.starts, term.ends, day):
        _substituted(stood_in, line)
    shown = []
    for (who, course), row in found.items():
        if scope.holds(who, courses[course].group):
            row.whole = wholes.get(course, Hours(courses[course].plan))
            row.others = row.whole.given - row.own.given if row.leads else 0
            shown.append(row)
    short = {course for (_who, course), row in found.items() if row.leads and row.whole.gap}
    missing = missing_of(term, short)
    for (_who, course), row in found.items():
        row.missing = missing.get(course, NOTHING)
    twice = _twice(actor, term, day, found) if actor.parameters.joined_hours_once else {}
    return shown, {who: hours for who, hours in twice.items() if scope.whole or who == scope.own}


def _twice(actor: PersonActor, term: Term, day: date, lines: dict[tuple[UUID, UUID], TermLine]) -> dict[UUID, Twice]:
    """teacher → what joined groups count twice. Two statements, a few more where attendance was marked one by one."""
    joined = joined_lessons(actor.college_id, term.starts, term.ends, day)
    found: dict[UUID, Twice] = defaultdict(Twice)
    for who, hours in counted_twice(lesson for _course, lesson in joined).items():
        found[who] += Twice(hours)
    rows = StreamCourse.objects.of(actor.college_id).filter(course__term=term.pk)
    streams = dict(rows.values_list("course_id", "stream_id"))
    led: dict[tuple[UUID, UUID], set[UUID]] = defaultdict(set)
    for (who, course), line in lines.items():
        if line.leads and course in streams:
            led[who, streams[course]].add(course)
    for (who, _stream), courses in led.items():
        wholes = [lines[who, course].whole for course in courses]
        found[who] += of_stream(who, wholes, (lesson for course, lesson in joined if course in courses))
    return {who: twice for who, twice in found.items() if twice != Twice()}


def _concerned(actor: PersonActor, term: Term, teacher: UUID | None) -> list[UUID] | None:
    """Courses that have to do with this teacher in the term, led or taught by him; all when nobody is named."""
    if teacher is None:
        return None
    led = CourseTeacher.objects.of(actor.college_id).filter(teacher=teacher, course__term=term.pk)
    taught = Lesson.objects.of(actor.college_id).filter(teacher=teacher, term=term.pk).distinct()
    own = HoursCorrection.objects.of(actor.college_id).filter(teacher=teacher, course__term=term.pk, undone_at=None)
    return list({course for rows in (led, taught, own) for course in rows.values_list("course_id", flat=True)})


def _substituted(row: StoodIn, line: Callable[[UUID, UUID], TermLine]) -> None:
    if row.given:
        line(row.substitute, row.course).stood_in += row.hours
        line(row.planned, row.missed or row.course).replaced += row.hours
