"""One journal in numbers: lesson by lesson, student by student; the end of every drill-down before the journal itself."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from uuid import UUID

from zhurnal.assessment.rules import indicators
from zhurnal.curriculum.models import Course
from zhurnal.forecast.rules.shown import percent_of, tone_of
from zhurnal.indicators.queries.overlay import Overlay, Row, overlay_of
from zhurnal.indicators.queries.places import names_of, title_of
from zhurnal.indicators.queries.risks import risks_of
from zhurnal.indicators.queries.student_sums import marks_of, missed_of, planned_of
from zhurnal.indicators.queries.summing import rows_of
from zhurnal.indicators.rules.periods import Days
from zhurnal.indicators.rules.standing import Standing
from zhurnal.indicators.rules.sums import Sums, total
from zhurnal.kernel import policy
from zhurnal.kernel.wording import EMPTY
from zhurnal.people.actor import PersonActor
from zhurnal.results.listed import lists_of

RELATED = ("term", "term__year", "group", "discipline", "subgroup")
WORDS = {
    Standing.GIVEN: "записано", Standing.OPEN: "не записано", Standing.OFF: "отменено", Standing.AWAY: "группа на практике",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class LessonLine:
    """A lesson; ``opens``: its page may be opened."""

    id: UUID
    date: date
    hours: int
    teacher: str
    words: str
    open: bool
    late: bool
    listed: int
    absent: int
    sums: Sums
    whole_percents: bool = False

    @property
    def attendance(self) -> str:
        """«91,4 %»."""
        return shown_percent(self.sums.attendance, whole_percents=self.whole_percents)

    @property
    def mean(self) -> str:
        """«3,87»."""
        return indicators.mean(self.sums.mean)


@dataclass(frozen=True, slots=True)
class StudentLine:
    """A student on the list of the day."""

    id: UUID
    name: str
    attendance: str
    missed: int
    marks: int
    mean: str
    risk: int | None
    tone: str


@dataclass(frozen=True, slots=True)
class JournalPage:
    """The page."""

    title: str
    subgroup: str
    day: date
    lessons: tuple[LessonLine, ...]
    students: tuple[StudentLine, ...]
    whole: Sums
    opens_journal: bool
    whole_percents: bool = False

    @property
    def attendance(self) -> str:
        """Of the whole journal."""
        return shown_percent(self.whole.attendance, whole_percents=self.whole_percents)

    @property
    def mean(self) -> str:
        """Of the whole journal."""
        return indicators.mean(self.whole.mean)


def shown_percent(value: Fraction | None, *, whole_percents: bool) -> str:
    """«91,4 %», «–»; as the college rounds."""
    return f"{indicators.percent(value, whole=whole_percents)}\u00a0%" if value is not None else EMPTY


def load_journal(actor: PersonActor, course: Course, day: date) -> JournalPage:
    """Of the semester's lessons up to the day. A constant number of statements."""
    own, days = actor.college_id, Days(course.term.starts, min(day, course.term.ends), "")
    overlay = overlay_of(own, actor.today)
    lessons = _lessons(actor, course.pk, days, overlay)
    students = _students(actor, course, days, overlay)
    title = title_of(course.discipline.index, course.discipline.name, course.discipline.short_name, course.kind)
    held = [line.sums for line in lessons if line.sums.lessons]
    return JournalPage(
        title, course.subgroup.name if course.subgroup else "", days.until, lessons, students, total([Sums(), *held]),
        policy.may(actor, "journal.page.read"), actor.parameters.whole_percents,
    )  # fmt: skip


def _lessons(actor: PersonActor, course: UUID, days: Days, overlay: Overlay) -> tuple[LessonLine, ...]:
    own = actor.college_id
    found = rows_of(own, [course], days, overlay)
    names = names_of(own, {row.teacher for row in found})
    return tuple(
        LessonLine(
            row.lesson, row.date, row.hours, names.get(row.teacher, ""), WORDS[Standing(row.standing)],
            row.standing == Standing.OPEN, bool(row.late), row.listed, row.absent, _sums(row),
            actor.parameters.whole_percents,
        )
        for row in found
    )  # fmt: skip


def _sums(row: Row) -> Sums:
    if row.standing not in (Standing.GIVEN, Standing.OPEN):
        return Sums()
    return Sums(
        1, int(row.standing == Standing.GIVEN), row.late, row.listed * row.hours, row.absent * row.hours,
        row.fives, row.fours, row.threes, row.twos,
    )  # fmt: skip


def _students(actor: PersonActor, course: Course, days: Days, overlay: Overlay) -> tuple[StudentLine, ...]:
    own = actor.college_id
    lists = lists_of(own, [course.group_id], days.until)
    planned, missed = planned_of(own, [course.pk], days, overlay), missed_of(own, course.pk, days)
    marks, risks = marks_of(own, [course.pk], days), risks_of(own, [course.pk], days.until)
    found = []
    for student in lists.students:
        if student.id not in planned:  # of another subgroup
            continue
        gone, own_marks = missed.get(student.id, 0), marks.get(student.id, Counter[str]())
        chance = risks.chances.get(student.id.hex, {}).get(course.pk)
        found.append(
            StudentLine(
                student.id, student.name,
                shown_percent(indicators.attendance(planned[student.id], gone), whole_percents=actor.parameters.whole_percents), gone,
                own_marks.total(), indicators.mean(indicators.mean_mark(own_marks.elements())),
                None if chance is None else percent_of(chance), tone_of(chance) if chance is not None else "",
            )
        )  # fmt: skip
    return tuple(found)
