"""What the pages of the diary are drawn from: plain values and ready words, nothing that could turn into a query."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from zhurnal.journal.rules.absences import Missed
from zhurnal.kernel.dates import MONTHS_ALONE, MONTHS_IN, WEEKDAYS_ON
from zhurnal.kernel.wording import plural


@dataclass(frozen=True, slots=True)
class Child:
    """A student as the chip and the head of the page name him. ``version``: the number of his feed."""

    id: UUID
    surname: str
    given: str
    female: bool
    group: str
    version: int | None
    leader: str = ""
    closed: bool = False

    @property
    def chip(self) -> str:
        """«Степан, Э-21»."""
        return f"{self.given}, {self.group}" if self.group else self.given

    @property
    def listed(self) -> str:
        """«Калугин Степан, Э-21»."""
        return f"{self.surname} {self.chip}"


@dataclass(frozen=True, slots=True)
class Family:
    """Whose diary is open, and for whom: the student himself, or a parent with all his children.

    ``tells``: whether the viewer answers for absences (a parent, a student of age).
    """

    child: Child
    children: tuple[Child, ...]
    parent: bool
    tells: bool = False

    @property
    def several(self) -> bool:
        """Whether there is somebody to choose between."""
        return len(self.children) > 1


@dataclass(frozen=True, slots=True)
class MarkLine:
    """A mark with its kind of work. ``key`` changes when the mark does: by it an open page knows what is new."""

    key: str
    value: str
    kind: str
    name: str = ""
    at: str = ""
    day: date | None = None
    note: str = ""


@dataclass(slots=True)
class FreshCourse:
    """Marks of one discipline set today, for a parent: what came, and where the average went."""

    name: str
    at: str
    marks: list[MarkLine]
    kinds: str
    average: int | None
    before: int | None

    @property
    def key(self) -> str:
        """Changes with any of its marks."""
        return " ".join(mark.key for mark in self.marks)


@dataclass(frozen=True, slots=True)
class TaskLine:
    """Homework in words. ``on``: for which day, when that is not the day of the row."""

    text: str
    personal: bool = False
    on: date | None = None


@dataclass(slots=True)
class LessonLine:
    """A row of the day."""

    time: str
    ends: str
    name: str
    topic: str
    room: str
    teacher: str
    cancelled: bool
    substituted: bool
    marks: list[MarkLine] = field(default_factory=list)
    absence: MarkLine | None = None
    tasks: list[TaskLine] = field(default_factory=list)
    given: TaskLine | None = None

    @property
    def place(self) -> str:
        """«Кабинет 304»; a room with a word in its name as it is («Зал 2»)."""
        return self.room if self.room[:1].isalpha() else f"Кабинет {self.room}"


@dataclass(slots=True)
class DayBlock:
    """A day with its rows: «Сегодня вторник, 24 ноября»."""

    date: date
    title: str
    words: str
    lessons: list[LessonLine]
    note: str = ""

    @property
    def held(self) -> int:
        """How many lessons are not cancelled."""
        return sum(not lesson.cancelled for lesson in self.lessons)

    @property
    def on(self) -> str:
        """«завтра», «среду»."""
        return "завтра" if self.title == "Завтра" else WEEKDAYS_ON[self.date.weekday()]

    @property
    def with_tasks(self) -> list[LessonLine]:
        """Only the rows that ask something of the student."""
        return [lesson for lesson in self.lessons if lesson.tasks]


@dataclass(frozen=True, slots=True)
class AbsenceNote:
    """An absence whose cause nobody accepted yet. ``sent``: the parent has told it, the leader has not answered."""

    title: str
    words: str
    day: date
    sent: bool


@dataclass(frozen=True, slots=True)
class MonthLine:
    """Missed hours of a month. ``words``: «8 ч по болезни, 2 ч без уважительной причины»."""

    month: date
    missed: Missed
    words: str

    @property
    def without(self) -> int:
        """Hours without a valid cause so far."""
        return self.missed.total - self.missed.valid

    @property
    def inside(self) -> str:
        """«ноябре»."""
        return MONTHS_IN[self.month.month - 1]

    @property
    def alone(self) -> str:
        """«Ноябрь»."""
        return MONTHS_ALONE[self.month.month - 1].capitalize()


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many days of a child wait for a cause."""

    child: UUID
    days: int


@dataclass(slots=True)
class DayPage:
    """The page of one day."""

    family: Family
    day: DayBlock
    today: date
    fresh: list[MarkLine]
    fresh_courses: list[FreshCourse]
    ahead: DayBlock | None
    absences: list[AbsenceNote]
    month: MonthLine | None
    waiting: list[Waiting]

    @property
    def more_absences(self) -> int:
        """How many days without a cause there are besides the newest."""
        return len(self.absences) - 1


@dataclass(slots=True)
class WeekPage:
    """The page of one week."""

    family: Family
    title: str
    days: list[DayBlock]
    waiting: list[Waiting]


@dataclass(slots=True)
class CourseMarks:
    """Marks of one discipline in the term. ``points``: how the average moved."""

    name: str
    average: int | None
    points: list[float]
    marks: list[MarkLine]

    @property
    def count(self) -> str:
        """«15 отметок»."""
        return plural(len(self.marks), ("отметка", "отметки", "отметок"))


@dataclass(slots=True)
class MarksPage:
    """The page of marks and absences of the term."""

    family: Family
    term: str
    ends: date | None
    courses: list[CourseMarks]
    months: list[MonthLine]
    total: Missed
    waiting: list[Waiting]

    @property
    def without(self) -> int:
        """Hours of the term without a valid cause so far."""
        return self.total.total - self.total.valid
