"""What a check knows of one page of a journal; gathered once, judged by every rule. Ids are opaque here."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from uuid import UUID

from zhurnal.checks.rules.catalogue import Rule
from zhurnal.journal.rules import signs
from zhurnal.oversight.rules.hours import Hours
from zhurnal.oversight.rules.missing import NOTHING, Missing

UNEXCUSED = (signs.ABSENT, signs.ABSENT + signs.ExcuseKind.UNEXCUSED)
Stay = tuple[date, date | None]
Cells = Mapping[int, str]
"""Slot → value of one student in one lesson, empty cells left out."""


@dataclass(frozen=True, slots=True)
class WorkFacts:
    """A column. ``everyone``: each present student must get a mark."""

    id: UUID
    slot: int
    name: str
    everyone: bool


@dataclass(frozen=True, slots=True)
class LessonFacts:
    """A lesson with its record. ``away``: the group was on practice that day; ``day_off``: a holiday.

    ``leads``: its teacher leads the page on that day; ``absent``: he was away by the office's word; ``shown``: it has a substitution.
    ``cells``: how many cells are written, ``corrected``: how many of its marks were corrected. ``set_at``: when the homework first
    appeared by the college's clock, ``over``: when the group's last lesson of the day ended; both None unless a rule asks for them.
    """

    id: UUID
    day: date
    pair: int
    teacher: UUID
    hours: int = 2
    cancelled: bool = False
    manual: bool = False
    substituted: bool = False
    shown: bool = False
    leads: bool = True
    absent: bool = False
    away: bool = False
    day_off: bool = False
    topic: str = ""
    homework: str = ""
    roll: bool = False
    cells: int = 0
    corrected: int = 0
    works: tuple[WorkFacts, ...] = ()
    set_at: datetime | None = None
    over: datetime | None = None

    @property
    def recorded(self) -> bool:
        """Whether anything at all is written."""
        return bool(self.topic or self.homework or self.roll or self.cells)


@dataclass(frozen=True, slots=True)
class PracticeFacts:
    """A page of practice. ``due``: its working days that are not written, in order; ``listed``: students on its last day.

    ``unmarked`` of them have no mark, which the last page of the practice in its term asks for (``last``).
    """

    id: UUID
    ends: date
    leader: UUID | None
    due: tuple[date, ...] = ()
    listed: int = 0
    unmarked: int = 0
    last: bool = True


@dataclass(frozen=True, slots=True)
class StudentFacts:
    """A student with his days on the page's list and his cells by lesson."""

    id: UUID
    stays: tuple[Stay, ...]
    cells: Mapping[UUID, Cells] = field(default_factory=dict)

    def listed(self, day: date) -> bool:
        """Whether he was on the list that day."""
        return any(entered <= day and (left is None or day < left) for entered, left in self.stays)


@dataclass(frozen=True, slots=True)
class Seen:
    """One held lesson as one student had it; ``marks``: values in it, отработки among them; ``unexcused``: absent, and no valid cause is known."""

    lesson: LessonFacts
    absent: bool = False
    unexcused: bool = False
    released: bool = False
    marks: tuple[str, ...] = ()

    @property
    def asked(self) -> bool:
        """Whether it brought a mark."""
        return any(map(signs.is_mark, self.marks))


@dataclass(frozen=True)
class CourseFacts:
    """A page. ``lessons``: of the whole term in order of time. ``teacher``: who leads it now; ``ends``: the last day of its term.

    ``topics``: titles of its programme. ``results``: student → (value, reason) of the term; ``expected``: student → the mark that the average gives.
    ``settles``: the discipline's results are set on this page. ``elsewhere``: students who today are also in another subgroup of the
    discipline; ``nowhere``: students of the group in none; ``strangers``: students → lessons in which they are written of off the list.
    ``practices``: pages of practice that belong to this page of the journal.
    """

    id: UUID
    teacher: UUID | None
    today: date
    lessons: Sequence[LessonFacts] = ()
    students: Sequence[StudentFacts] = ()
    topics: frozenset[str] = frozenset()
    hours: Hours | None = None
    missing: Missing = NOTHING
    settles: bool = True
    results: Mapping[UUID, tuple[str, str]] = field(default_factory=dict)
    expected: Mapping[UUID, str] = field(default_factory=dict)
    elsewhere: frozenset[UUID] = frozenset()
    nowhere: frozenset[UUID] = frozenset()
    strangers: Mapping[UUID, int] = field(default_factory=dict)
    ends: date = date.max
    practices: Sequence[PracticeFacts] = ()

    @property
    def day(self) -> date:
        """As of which day lists are read: today, of a term that is over its last day."""
        return min(self.today, self.ends)

    def past(self, days: int) -> Iterator[LessonFacts]:
        """Lessons of the timetable at least so many days ago, that were not cancelled."""
        for lesson in self.lessons:
            if not lesson.cancelled and (self.today - lesson.day).days >= days:
                yield lesson

    @cached_property
    def lines(self) -> tuple[tuple[UUID, tuple[Seen, ...]], ...]:
        """Each student of the list (``day``) with the lessons he had. A lesson of today in which nothing is written of him may be still ahead."""
        held = [lesson for lesson in self.lessons if not lesson.cancelled and lesson.day <= self.today]
        return tuple(
            (student.id, tuple(_seen(student, held, self.today)))
            for student in self.students
            if student.listed(self.day)
        )


def _seen(student: StudentFacts, held: list[LessonFacts], today: date) -> Iterator[Seen]:
    whole = len(student.stays) == 1 and student.stays[0][0] <= (held[0].day if held else today)
    for lesson in held:
        if not whole and not student.listed(lesson.day):
            continue
        cells = student.cells.get(lesson.id)
        if cells:
            attendance = cells.get(0, "")
            marks = tuple(value for slot, value in cells.items() if slot)
            absent = attendance in signs.ABSENCES
            if lesson.day < today or marks or absent:
                yield Seen(
                    lesson,
                    absent,
                    attendance in UNEXCUSED,
                    attendance == signs.RELEASED or signs.RELEASED in marks,
                    marks,
                )
        elif lesson.day < today:
            yield Seen(lesson)


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule found at a place. ``teacher``: who can repair it; ``evidence``: in words, without names.

    ``practice``: a page of practice, ``day``: its day.
    """

    rule: Rule
    course: UUID
    evidence: str
    teacher: UUID | None = None
    lesson: UUID | None = None
    student: UUID | None = None
    work: UUID | None = None
    practice: UUID | None = None
    day: date | None = None

    @property
    def place(self) -> str:
        """Lesson, student and work in one text; the page of a practice and its day."""
        if self.practice is not None:
            return f"{self.practice.hex}:{self.day.isoformat() if self.day else ''}"
        return ":".join(part.hex if part else "" for part in (self.lesson, self.student, self.work))
