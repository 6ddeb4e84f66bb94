"""From the journal to standings and forecasts as of a day: only what is dated before it. For pages and for the nightly work.

``Journals`` of one term are read together; the number of statements does not grow with them.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from zhurnal.academic_year.models import Term
from zhurnal.assessment import study
from zhurnal.assessment.plan_forms import forms_of
from zhurnal.assessment.rules.explaining import Weighed
from zhurnal.assessment.rules.proposing import Scale, scale_of
from zhurnal.assessment.study import Studied
from zhurnal.curriculum.models import Course, Group
from zhurnal.forecast.models import Learning
from zhurnal.forecast.rules.learnt import Learnt
from zhurnal.forecast.rules.outlook import USUAL_MEAN, Outlook, Standing, journal_mean, outlook
from zhurnal.journal.rules import signs
from zhurnal.kernel import together
from zhurnal.organisation.rules.parameters import Parameters

LAST = 3  # marks that make the trend


@dataclass(frozen=True, slots=True)
class StudentForecast:
    """One student in one journal; ``chances``, and the ends of the interval of the chance of debt: as the college's past corrects them."""

    id: UUID
    name: str
    standing: Standing
    said: Outlook
    chances: tuple[float, ...]
    ends: tuple[float, float]

    @property
    def early(self) -> bool:
        """Too early to say anything."""
        return self.standing.early

    @property
    def debt(self) -> float:
        """Chance of «2» or «н/а»."""
        return self.chances[0]


@dataclass(frozen=True, slots=True)
class JournalForecast:
    """All students of one journal, or one of them ``alone``. ``mean``: of the marks of those students, drawn to the usual."""

    course: Course
    credit: bool
    mean: float
    students: tuple[StudentForecast, ...]
    alone: bool = False


def learnt_of(college_id: UUID) -> tuple[Learnt, dict[str, object]]:
    """What the past taught, and the record of stored forecasts."""
    row = Learning.objects.of(college_id).first()
    return (Learnt.from_json(row.coefficients), row.record) if row else (Learnt(), {})


def forecasts(
    college_id: UUID,
    courses: Sequence[Course],
    group: Group,
    day: dt.date,
    parameters: Parameters,
    learnt: Learnt,
    *,
    alone: UUID | None = None,
) -> list[JournalForecast]:
    """Journals of one group in one term on the morning of ``day``; courses come with term, group, discipline.

    ``alone``: of this student only, and from his own marks only: what he reads must not move with the marks of others (2.7, 2.8).
    """
    if not courses:
        return []
    term = courses[0].term
    credits_ = credits_of(college_id, courses, group, term)
    found = []
    for course, students in read(college_id, courses, term, day):
        wanted = [one for one in students if one.listed and alone in (None, one.id)]
        journal = told(course, wanted, day, parameters, learnt, credit=course.discipline_id in credits_)
        found.append(replace(journal, alone=alone is not None))
    return found


def told(
    course: Course, students: Sequence[Studied], day: dt.date, parameters: Parameters, learnt: Learnt, *, credit: bool
) -> JournalForecast:
    """The journal's forecast from students that were read already; whatever of theirs is not dated before the day counts for nothing."""
    standings = [(one, standing_of(one, course.term, day)) for one in students]
    mean = mean_of(standing for _, standing in standings)
    said = []
    for student, standing in standings:
        bare = outlook(standing, mean, parameters, credit=credit)
        discipline = str(course.discipline_id)
        chances = learnt.applied(bare.chances, discipline, standing, bare.expected)
        low, high = (
            learnt.applied((risk, 1 - risk), discipline, standing, bare.expected + way * bare.shift)[0]
            for risk, way in ((bare.risk_low, 1), (bare.risk_high, -1))
        )
        said.append(StudentForecast(student.id, student.name, standing, bare, chances, (low, high)))
    return JournalForecast(course, credit, mean, tuple(said))


def credits_of(college_id: UUID, courses: Iterable[Course], group: Group, term: Term) -> set[UUID]:
    """Disciplines whose term ends with a зачёт."""
    forms = forms_of(college_id, group, term.number, [course.discipline_id for course in courses])
    return {discipline for discipline, form in forms.items() if scale_of(form) is Scale.CREDIT}


def read(college_id: UUID, courses: Sequence[Course], term: Term, day: dt.date) -> list[tuple[Course, list[Studied]]]:
    """Courses of one group with their students and all that is dated before the day.

    The result is of the discipline (as ``assessment`` proposes it), so each student comes with the marks of all its pages; and a
    subgroup's page beside that of the whole group is not a journal by itself: it is left out when both are asked for.
    """
    until = min(term.ends, day - dt.timedelta(days=1))
    pages = _pages(college_id, courses, term)
    known = [page for own in pages.values() for page in own]
    answers = together.ask(*study.reading(college_id, known, term.starts, until))
    found = study.studied(known, until, answers)
    asked = {course.pk for course in courses}
    return [
        (course, study.together_of(course.pk, {page.id: found[page.id] for page in pages[course.discipline_id]}))
        for course in courses
        if study.shared_page(course, pages[course.discipline_id]) not in asked
    ]


def _pages(college_id: UUID, courses: Sequence[Course], term: Term) -> dict[UUID, list[study.Page]]:
    """Discipline → its pages in the group and term of the courses. One statement."""
    group, disciplines = courses[0].group_id, {course.discipline_id for course in courses}
    rows = Course.objects.of(college_id).filter(group=group, term=term.pk, discipline__in=disciplines).order_by("pk")
    found: dict[UUID, list[study.Page]] = defaultdict(list)
    for pk, subgroup, discipline in rows.values_list("pk", "subgroup_id", "discipline_id"):
        found[discipline].append(study.Page(pk, group, subgroup))
    return found


def standing_of(student: Studied, term: Term, day: dt.date) -> Standing:
    """What stands before the day: marks and lessons dated before it, whatever else was read."""
    marks = [mark for mark in student.marks if mark.day < day]
    counted = sorted((mark for mark in marks if _counts(mark)), key=lambda mark: mark.day)
    credited = sum(mark.value in signs.CREDITS for mark in marks)
    held = [lesson for lesson in student.history if lesson.day < day]
    last = counted[-LAST:]
    length = max(1, (term.ends - term.starts).days)
    return Standing(
        total=sum(int(mark.value) * mark.weight for mark in counted),
        weights=sum(mark.weight for mark in counted),
        marks=len(counted) + credited,
        held=sum(lesson.hours for lesson in held),
        missed=sum(lesson.hours for lesson in held if lesson.absent),
        elapsed=max(0.0, min(1.0, (day - term.starts).days / length)),
        recent=sum(int(mark.value) for mark in last) / LAST if len(last) == LAST else None,
        twos=sum(mark.value == "2" for mark in counted),
    )


def mean_of(standings: Iterable[Standing]) -> float:
    """The journal's mean by its students' averages, drawn to the usual one while marks are few."""
    rows = [(standing.average, standing.marks) for standing in standings if standing.average is not None]
    return journal_mean(sum(average * marks for average, marks in rows), sum(marks for _, marks in rows), USUAL_MEAN)


def _counts(mark: Weighed) -> bool:
    return mark.value in signs.MARKS and bool(mark.weight)
