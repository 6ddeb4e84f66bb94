"""What a made-up college consists of: plain frozen rows with small keys, before any database."""

from dataclasses import dataclass, field
from datetime import date, datetime, time


@dataclass(frozen=True, slots=True)
class CollegeRow:
    """The college itself. ``parameters``: what it has decided for itself."""

    code: str
    name: str
    short_name: str
    timezone: str = "Europe/Moscow"
    parameters: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class DepartmentRow:
    """Отделение."""

    key: str
    name: str
    short_name: str


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A made-up person; nobody real."""

    key: str
    surname: str
    given: str
    patronymic: str
    sex: str
    birth: date | None

    @property
    def short(self) -> str:
        """«О. С. Кравцова»."""
        return "\u00a0".join([*(f"{part[0]}." for part in (self.given, self.patronymic) if part), self.surname])


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A role given to a person."""

    person: str
    role: str
    department: str | None
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class GuardianRow:
    """A parent's right to see one student."""

    parent: str
    student: str
    since: date
    until: date | None
    basis: str
    consent: bool


@dataclass(frozen=True, slots=True)
class TermRow:
    """A semester of the demonstration year."""

    number: int
    starts: date
    ends: date


@dataclass(frozen=True, slots=True)
class HolidayRow:
    """A day without lessons."""

    date: date
    name: str


@dataclass(frozen=True, slots=True)
class BellRow:
    """When a pair begins and ends."""

    weekday: int
    shift: int
    pair: int
    starts: time
    ends: time


@dataclass(frozen=True, slots=True)
class CurriculumRow:
    """A plan of one programme for one year of entry."""

    key: str
    code: str
    name: str
    qualification: str
    title: str
    base: str
    form: str
    start_year: int


@dataclass(frozen=True, slots=True)
class PlanItemRow:
    """A row of a plan."""

    key: str
    curriculum: str
    parent: str | None
    index: str
    name: str
    kind: str
    position: int


@dataclass(frozen=True, slots=True)
class PlanLoadRow:
    """Hours of a plan row in a semester."""

    item: str
    semester: int
    hours: int
    lectures: int
    practicals: int
    labs: int
    course_project: int
    attestation: str


@dataclass(frozen=True, slots=True)
class DisciplineRow:
    """What is taught; ``area`` says who can teach it."""

    key: str
    index: str
    name: str
    short_name: str
    kind: str
    area: str
    plan_item: str | None


@dataclass(frozen=True, slots=True)
class ProgrammeRow:
    """A work programme of a discipline for a semester."""

    key: str
    discipline: str
    title: str


@dataclass(frozen=True, slots=True)
class TopicRow:
    """One class of a work programme."""

    key: str
    programme: str
    number: int
    title: str
    kind: str
    homework: str
    hours: int = 2


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A study group of the demonstration year; ``weeks`` is its theory of this term."""

    key: str
    name: str
    department: str
    curriculum: str
    course_year: int
    semester: int
    weeks: int
    shift: int


@dataclass(frozen=True, slots=True)
class LeaderRow:
    """Who leads a group."""

    group: str
    person: str
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class SubgroupRow:
    """A part of a group."""

    key: str
    group: str
    name: str
    number: int


@dataclass(frozen=True, slots=True)
class MembershipRow:
    """A student on a group's list: from ``entered`` to the day before ``left``."""

    group: str
    student: str
    entered: date
    left: date | None = None
    order_in: str = ""
    order_out: str = ""
    note: str = ""

    def holds(self, day: date) -> bool:
        """Whether he is on the list on this day."""
        return self.entered <= day and (self.left is None or day < self.left)


@dataclass(frozen=True, slots=True)
class SubgroupMembershipRow:
    """A student in a subgroup."""

    subgroup: str
    student: str
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class CourseRow:
    """One page of a journal."""

    key: str
    group: str
    subgroup: str | None
    discipline: str
    kind: str
    pairs: int
    programme: str
    teacher: str
    room: str

    @property
    def hours_planned(self) -> int:
        """Academic hours of the term."""
        return 2 * self.pairs


@dataclass(frozen=True, slots=True)
class StreamRow:
    """Courses that are taught together."""

    name: str
    courses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KindRow:
    """A kind of work."""

    code: str
    name: str
    short: str
    weight: int
    marks_everyone: bool


@dataclass(frozen=True, slots=True)
class LessonRow:
    """A dated lesson."""

    key: int
    course: str
    date: date
    pair: int
    starts: time
    ends: time
    room: str
    teacher: str
    state: str = "planned"
    origin: str = "timetable"
    substituted: bool = False


@dataclass(frozen=True, slots=True)
class SubstitutionRow:
    """Who stood in for whom."""

    lesson: int
    planned_teacher: str
    substitute: str
    mode: str
    reason: str
    missed: int | None = None
    host: int | None = None
    was_room: str = ""


@dataclass(frozen=True, slots=True)
class AwayRow:
    """A teacher away from work."""

    teacher: str
    since: date
    until: date
    reason: str


@dataclass(frozen=True, slots=True)
class WordRow:
    """Something written about a lesson on the right page: by whom and when."""

    text: str
    author: str
    at: datetime


@dataclass(frozen=True, slots=True)
class RecordRow:
    """What was written about a lesson; a missing part was not written."""

    lesson: int
    course: str
    topic: WordRow | None = None
    programme_topic: str | None = None
    homework: WordRow | None = None
    due: date | None = None
    roll: WordRow | None = None
    late_entries: int = 0


@dataclass(frozen=True, slots=True)
class WorkRow:
    """A column of the grid."""

    lesson: int
    course: str
    slot: int
    kind: str
    title: str
    weight: int
    author: str
    at: datetime


@dataclass(frozen=True, slots=True)
class SignRow:
    """A sign put into a cell: by whom, when, and why when it replaced another."""

    value: str
    author: str
    at: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True)
class EntryRow:
    """A cell with everything that ever stood in it, in order."""

    course: str
    lesson: int
    student: str
    slot: int
    signs: tuple[SignRow, ...]
    dated: date | None = None

    @property
    def value(self) -> str:
        """What stands in the cell now."""
        return self.signs[-1].value


@dataclass(frozen=True, slots=True)
class PersonalHomeworkRow:
    """A task for some students."""

    lesson: int
    course: str
    students: tuple[str, ...]
    text: str
    due: date | None
    author: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ExcuseRow:
    """A cause of absence for a range of days; ``kind`` is a letter beside «н»."""

    student: str
    since: date
    until: date
    kind: str
    note: str
    set_by: str
    state: str = "approved"
    paper: bool = False


@dataclass(frozen=True, slots=True)
class OpenRequestRow:
    """A request to open a closed lesson."""

    lesson: int
    course: str
    teacher: str
    reason: str
    state: str
    asked_at: datetime
    decided_by: str | None = None
    decided_at: datetime | None = None
    answer: str = ""
    open_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class OrderRow:
    """An order about one student. ``group``: where to; ``former``: surname, name and patronymic before a change of name."""

    kind: str
    number: str
    dated: date
    effective: date
    student: str
    ground: str
    details: str = ""
    group: str = ""
    former: tuple[str, str, str] = ("", "", "")


@dataclass(frozen=True, slots=True)
class CreditRow:
    """A result that a student brought from another college."""

    student: str
    discipline: str
    hours: int
    result: str
    document: str


@dataclass(frozen=True, slots=True)
class AccountRow:
    """A sign-in of the demonstration. The password is public."""

    person: str
    login: str
    password: str


@dataclass(frozen=True, slots=True)
class SignInRow:
    """A named sign-in that the command prints: one for each role."""

    who: str
    login: str
    password: str
    note: str


@dataclass(frozen=True, slots=True)
class DemoCollege:
    """A whole made-up college as lists of rows."""

    college: CollegeRow
    today: date
    year_name: str
    terms: tuple[TermRow, ...]
    holidays: tuple[HolidayRow, ...]
    bells: tuple[BellRow, ...]
    departments: tuple[DepartmentRow, ...]
    people: list[PersonRow] = field(default_factory=list)
    accounts: list[AccountRow] = field(default_factory=list)
    roles: list[RoleRow] = field(default_factory=list)
    guardians: list[GuardianRow] = field(default_factory=list)
    curricula: list[CurriculumRow] = field(default_factory=list)
    plan_items: list[PlanItemRow] = field(default_factory=list)
    plan_loads: list[PlanLoadRow] = field(default_factory=list)
    disciplines: list[DisciplineRow] = field(default_factory=list)
    programmes: list[ProgrammeRow] = field(default_factory=list)
    topics: list[TopicRow] = field(default_factory=list)
    groups: list[GroupRow] = field(default_factory=list)
    leaders: list[LeaderRow] = field(default_factory=list)
    subgroups: list[SubgroupRow] = field(default_factory=list)
    memberships: list[MembershipRow] = field(default_factory=list)
    subgroup_memberships: list[SubgroupMembershipRow] = field(default_factory=list)
    orders: list[OrderRow] = field(default_factory=list)
    credits: list[CreditRow] = field(default_factory=list)
    kinds: tuple[KindRow, ...] = ()
    rooms: list[str] = field(default_factory=list)
    courses: list[CourseRow] = field(default_factory=list)
    lessons: list[LessonRow] = field(default_factory=list)
    streams: list[StreamRow] = field(default_factory=list)
    substitutions: list[SubstitutionRow] = field(default_factory=list)
    away: list[AwayRow] = field(default_factory=list)
    records: list[RecordRow] = field(default_factory=list)
    works: list[WorkRow] = field(default_factory=list)
    entries: list[EntryRow] = field(default_factory=list)
    personal_homework: list[PersonalHomeworkRow] = field(default_factory=list)
    excuses: list[ExcuseRow] = field(default_factory=list)
    open_requests: list[OpenRequestRow] = field(default_factory=list)
    sign_ins: list[SignInRow] = field(default_factory=list)
