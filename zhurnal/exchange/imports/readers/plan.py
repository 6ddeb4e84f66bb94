"""A curriculum as the planning programme of most colleges tells it.

Outer keys: ``Item.key`` is the folded index (with «#2» for the second item of one index) and stays the same when a plan is
saved again; ``Item.code`` is the programme's own number and may change, so it is good inside of one file only.
"""

from dataclasses import dataclass

from zhurnal.exchange.imports.readers.problems import Problem


@dataclass(frozen=True)
class Item:
    """A row of the plan. ``kind``: cycle discipline module mdk practice_edu practice_prod exam gia."""

    key: str
    code: str
    index: str
    written: str  # the index as it stands in the file
    name: str
    kind: str
    parent: str  # key of another item, or empty
    position: int
    optional: bool  # факультатив
    hours: int  # as the plan's own total says
    line: int


@dataclass(frozen=True)
class Load:
    """Hours of one item in one semester. The forms of attestation: З ДЗ Э К КП КР, «ДЗ, КР», or empty for other forms of control."""

    item: str
    semester: int  # counted through all years
    course: int
    total: int
    lectures: int = 0
    practicals: int = 0
    labs: int = 0
    course_project: int = 0
    self_study: int = 0
    consultations: int = 0
    exam_hours: int = 0
    other: int = 0
    hands_on: int = 0  # of these, hours of practical training (практическая подготовка)
    attestation: str = ""
    attestations: tuple[str, ...] = ()  # all of them, «Др» for other forms

    def parts(self) -> int:
        """The sum of all kinds of hours."""
        kinds = (self.lectures, self.practicals, self.labs, self.course_project, self.self_study, self.consultations)
        return sum(kinds) + self.exam_hours + self.other


@dataclass(frozen=True)
class Joint:
    """One attestation for several items (комплексный экзамен)."""

    name: str
    semester: int
    attestation: str
    items: tuple[str, ...]


@dataclass(frozen=True)
class Week:
    """A week of the calendar: what it is for. ``number`` from 1, the first week of September."""

    course: int
    number: int
    part: int
    activity: str  # the programme's own number
    meaning: str  # theory, none, a ``WeekKind`` of ``curriculum.rules.graphic``, or "" where the number is not known
    semester: int = 0  # counted through all years
    parts: int = 1  # of how many the week consists


@dataclass(frozen=True)
class Plan:
    """A whole plan. ``loads`` are of items that are taught; ``totals`` of modules, whose hours are those of their parts."""

    specialty_code: str = ""
    specialty_name: str = ""
    qualification: str = ""
    title: str = ""
    education_year: str = ""
    start_year: int | None = None
    base: str = ""
    form: str = ""
    years: int = 0
    months: int = 0
    courses: int = 0  # counted from the hours; the file's own number may be a mere setting
    semesters_in_course: int = 2
    items: tuple[Item, ...] = ()
    loads: tuple[Load, ...] = ()
    totals: tuple[Load, ...] = ()
    joints: tuple[Joint, ...] = ()
    weeks: tuple[Week, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class PlanFile:
    """One file of several and its plan."""

    file: str
    plan: Plan


@dataclass(frozen=True)
class Plans:
    """Curricula of a college, a file each: all that begin the year are brought in at once."""

    files: tuple[PlanFile, ...] = ()
    problems: tuple[Problem, ...] = ()
