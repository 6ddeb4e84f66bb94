"""People, classes and enrolments as a OneRoster bundle tells them. Outer key of everything: ``source_id``."""

import datetime as dt
from dataclasses import dataclass

from zhurnal.exchange.imports.readers.problems import Problem


@dataclass(frozen=True)
class Org:
    """A school, department, district."""

    source_id: str
    status: str  # active | tobedeleted
    name: str
    type: str
    identifier: str
    parent: str
    line: int


@dataclass(frozen=True)
class Session:
    """A school year, semester, term, grading period."""

    source_id: str
    status: str
    title: str
    type: str
    starts: dt.date | None
    ends: dt.date | None
    parent: str
    school_year: str
    line: int


@dataclass(frozen=True)
class Course:
    """A discipline."""

    source_id: str
    status: str
    title: str
    code: str
    school_year: str
    grades: tuple[str, ...]
    org: str
    subjects: tuple[str, ...]
    line: int


@dataclass(frozen=True)
class Class:
    """A discipline taught to certain people in certain sessions; ``type`` homeroom is a group."""

    source_id: str
    status: str
    title: str
    code: str
    type: str  # homeroom | scheduled | …
    course: str
    school: str
    sessions: tuple[str, ...]
    grades: tuple[str, ...]
    subjects: tuple[str, ...]
    periods: tuple[str, ...]
    location: str
    line: int


@dataclass(frozen=True)
class OuterId:
    """How another system knows a person: ``{LDAP:12}``."""

    system: str
    value: str


@dataclass(frozen=True)
class UserRole:
    """What a person is, and where."""

    role: str  # student | teacher | parent | guardian | administrator | aide | …
    org: str
    primary: bool
    starts: dt.date | None
    ends: dt.date | None


@dataclass(frozen=True)
class User:
    """A person. Passwords, race and ethnicity are never read, even where the file brings them."""

    source_id: str
    status: str
    enabled: bool
    username: str
    family: str
    given: str
    middle: str
    identifier: str
    email: str
    phone: str
    sms: str
    birth_date: dt.date | None
    sex: str  # "m", "f" or ""
    outer_ids: tuple[OuterId, ...]
    agents: tuple[str, ...]
    orgs: tuple[str, ...]
    grades: tuple[str, ...]
    roles: tuple[UserRole, ...]
    line: int


@dataclass(frozen=True)
class Enrollment:
    """A person in a class."""

    source_id: str
    status: str
    class_id: str
    school: str
    user: str
    role: str
    primary: bool | None
    starts: dt.date | None
    ends: dt.date | None
    line: int


@dataclass(frozen=True)
class Roster:
    """A whole bundle. ``files`` says what each file of it was: bulk, absent, delta."""

    version: str = ""
    system: str = ""
    files: tuple[tuple[str, str], ...] = ()
    orgs: tuple[Org, ...] = ()
    sessions: tuple[Session, ...] = ()
    courses: tuple[Course, ...] = ()
    classes: tuple[Class, ...] = ()
    users: tuple[User, ...] = ()
    enrollments: tuple[Enrollment, ...] = ()
    problems: tuple[Problem, ...] = ()
