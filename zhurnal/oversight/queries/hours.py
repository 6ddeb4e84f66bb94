"""The ledger of hours: plan, given, to come, and what it comes to (1.11 b, A5.8).

One ledger, derived from the lessons and their records, keyed by nobody twice. A lesson counts when it has topic and attendance (A5.12).
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from zhurnal.academic_year.models import Term
from zhurnal.curriculum.models import Course, CourseTeacher, Group
from zhurnal.curriculum.queries import leading_names
from zhurnal.curriculum.relations import valid_on
from zhurnal.kernel import policy
from zhurnal.oversight.queries.ledger import ledger
from zhurnal.oversight.queries.missing import missing_of
from zhurnal.oversight.rules.hours import Hours, Sign, of_students
from zhurnal.oversight.rules.missing import NOTHING, Missing, causes
from zhurnal.people.actor import PersonActor
from zhurnal.people.rules.roles import Role

READ = "oversight.hours.read"
FEW = 8  # groups: more of them are read with the whole term


@dataclass(frozen=True, slots=True)
class CourseLine:
    """A line of a group's ledger."""

    course: UUID
    discipline: UUID
    index: str
    name: str
    subgroup: str
    teachers: tuple[str, ...]
    hours: Hours
    missing: Missing = NOTHING

    @property
    def causes(self) -> str:
        """Why hours are missing: their sum is the gap."""
        return causes(self.hours, self.missing)


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A line of the college's ledger: a group in hours of its students."""

    id: UUID
    name: str
    department: str
    hours: Hours
    behind: int
    missing: int


@dataclass(frozen=True, slots=True)
class HoursPage:
    """The ledger of the groups within reach."""

    term: str
    today: date
    departments: tuple[tuple[str, tuple[GroupLine, ...]], ...]
    sets_norms: bool = False

    @property
    def behind(self) -> int:
        """Disciplines of all groups whose plan will not be given."""
        return sum(line.behind for _name, lines in self.departments for line in lines)


@dataclass(frozen=True, slots=True)
class GroupPage:
    """The ledger of one group."""

    group: str
    term: str
    today: date
    lines: tuple[CourseLine, ...]
    total: Hours
    opens_journals: bool


def term_on(college_id: UUID, day: date) -> Term | None:
    """The term that holds the day, else the last that has begun."""
    rows = Term.objects.of(college_id).filter(starts__lte=day).select_related("year").order_by("-starts")
    found: Term | None = rows.first()
    return found


def begun_terms(college_id: UUID, year: UUID, day: date) -> list[Term]:
    """The terms of a year that have begun by the day, the present one first."""
    rows = Term.objects.of(college_id).filter(year=year, starts__lte=day).select_related("year")
    return list(rows.order_by("-starts"))


def term_name(term: Term | None) -> str:
    """«1 семестр 2026/27»."""
    return f"{term.number} семестр {term.year.name}" if term else "Семестр ещё не начался"


def load_hours(actor: PersonActor) -> HoursPage:
    """All groups within reach. A constant number of statements."""
    term = term_on(actor.college_id, actor.today)
    if term is None:
        return HoursPage(term_name(term), actor.today, ())
    groups = policy.visible(actor, READ).filter(year=term.year_id).select_related("department")
    names = {group.id: group for group in groups}
    lines = _lines(actor, term, list(names), told=False)
    shelves: dict[str, list[GroupLine]] = defaultdict(list)
    for group in sorted(names.values(), key=lambda group: (group.department.name, group.name)):
        shelves[group.department.name].append(_group_line(group, lines.get(group.id, [])))
    found = tuple((name, tuple(rows)) for name, rows in shelves.items())
    return HoursPage(term_name(term), actor.today, found, policy.may(actor, "oversight.load.set"))


def load_group(actor: PersonActor, group: Group) -> GroupPage:
    """One group, which a door has given."""
    term = term_on(actor.college_id, actor.today)
    lines = _lines(actor, term, [group.id]).get(group.id, []) if term else []
    return GroupPage(
        group.name, term_name(term), actor.today, tuple(lines), _total(lines), policy.may(actor, "journal.page.read")
    )


@dataclass(frozen=True, slots=True)
class Read:
    """The lines of a group whose hours the reader sees, with its students' total where he sees the whole group."""

    group: str
    lines: tuple[CourseLine, ...]
    total: Hours | None


def lines_in_reach(actor: PersonActor, term: Term, day: date | None = None) -> list[Read]:
    """Groups of the term within reach by department and name; of a teacher the courses that he leads or led at the end of a past term. A constant number of statements.

    ``day``: hours and leading teachers as of this day instead of today; the reach is today's.
    """
    rows = policy.visible(actor, READ)
    if Role.INSPECTOR in actor.roles:  # he reads the reports and not the pages of hours
        rows = Group.objects.of(actor.college_id)
    whole = set(rows.filter(year=term.year_id).values_list("pk", flat=True))
    led = CourseTeacher.objects.of(actor.college_id).filter(
        valid_on(min(actor.today, term.ends)), teacher=actor.person_id
    )
    own = dict(led.filter(course__term=term.pk).values_list("course_id", "course__group_id"))
    groups = Group.objects.of(actor.college_id).filter(pk__in=whole | set(own.values()))
    names = dict(groups.order_by("department__name", "name").values_list("pk", "name"))
    lines = _lines(actor if day is None else replace(actor, today=day), term, list(names))
    found = []
    for group, name in names.items():
        seen = [line for line in lines.get(group, []) if group in whole or line.course in own]
        if seen:
            found.append(Read(name, tuple(seen), _total(seen) if group in whole else None))
    return found


def _total(lines: Iterable[CourseLine]) -> Hours:
    return of_students(((line.discipline, bool(line.subgroup)), line.hours) for line in lines)


def _group_line(group: Group, lines: list[CourseLine]) -> GroupLine:
    short = [line.hours for line in lines if line.hours.sign is Sign.BEHIND]
    return GroupLine(
        group.id, group.name, group.department.name, _total(lines), len(short), -sum(hours.outcome for hours in short)
    )


def _lines(actor: PersonActor, term: Term, groups: list[UUID], *, told: bool = True) -> dict[UUID, list[CourseLine]]:
    """group → its courses of the term in the order of the plan; ``told``: with the causes of what will be missing."""
    columns = (
        "pk", "group_id", "discipline_id", "discipline__index", "discipline__name", "subgroup__name", "hours_planned",
    )  # fmt: skip
    courses = Course.objects.of(actor.college_id).filter(term=term.id, group__in=groups)
    rows = list(courses.order_by("discipline__index", "discipline__name", "subgroup__number").values_list(*columns))
    hours = hours_of(actor, term.id, {pk: planned for pk, *_rest, planned in rows}, whole=len(groups) > FEW)
    teachers = leading_names(actor.college_id, [row[0] for row in rows], min(actor.today, term.ends))
    missing = missing_of(term, [pk for pk, found in hours.items() if found.gap]) if told else {}
    found: dict[UUID, list[CourseLine]] = defaultdict(list)
    for pk, group, discipline, index, name, subgroup, _planned in rows:
        who, why = tuple(teachers.get(pk, ())), missing.get(pk, NOTHING)
        line = CourseLine(pk, discipline, index, name, subgroup or "", who, hours[pk], why)
        found[group].append(line)
    return found


def hours_of(actor: PersonActor, term: UUID, planned: dict[UUID, int], *, whole: bool = False) -> dict[UUID, Hours]:
    """course → its hours in the term. A constant number of statements; ``whole``: most courses of the term are asked for."""
    found = {course: Hours(plan) for course, plan in planned.items()}
    courses = None if whole else list(planned)  # hundreds of ids make SQLite seek lesson by lesson where it could walk
    for fact in ledger(actor.college_id, term, actor.today, courses) if planned else ():
        if fact.course in found:
            found[fact.course] += fact.hours
    return found
