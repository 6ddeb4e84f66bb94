"""Personal terms of the students of a group that still run or are over (A4.6)."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from zhurnal.assessment.models import Result
from zhurnal.assessment.rules.levels import Level
from zhurnal.assessment.rules.personal import left_words
from zhurnal.assessment.rules.values import is_positive, is_unfit
from zhurnal.curriculum.models import Membership
from zhurnal.curriculum.relations import on_list
from zhurnal.people.actor import PersonActor
from zhurnal.people.rules.names import list_name


@dataclass(frozen=True, slots=True)
class PersonalTerm:
    """Who has until which day to make up a discipline; ``tone``: bad when the day is over, warn when it is near."""

    name: str
    discipline: str
    term: str
    until: dt.date
    words: str
    tone: str


def personal_terms(actor: PersonActor, group: UUID) -> list[PersonalTerm]:
    """Of those on the group's list today, of all terms, the nearest first; one that a retake has settled is no more. At most two statements."""
    own = actor.college_id
    members = Membership.objects.of(own).filter(on_list(actor.today), group=group)
    rows = Result.objects.of(own).filter(
        student__in=members.values("student_id"), level=Level.TERM, personal_until__isnull=False
    )
    columns = (
        "student_id", "discipline_id", "term_id", "value", "student__surname", "student__given", "discipline__short_name",
        "discipline__name", "term__number", "term__year__name", "personal_until",
    )  # fmt: skip
    found = [
        row for row in rows.order_by("personal_until", "student__surname").values_list(*columns) if is_unfit(row[3])
    ]
    if not found:
        return []
    settled = _settled(own, {row[0] for row in found})
    return [
        PersonalTerm(
            list_name(surname, given), short or name, f"{number} семестр {year}", until, *left_words(until, actor.today)
        )
        for student, discipline, term, _value, surname, given, short, name, number, year, until in found
        if (student, discipline, term) not in settled
    ]


@dataclass(frozen=True, slots=True)
class EndingTerm:
    """A personal term that ends or is over: on which page, in whose group of today, until which day."""

    student: UUID
    course: UUID
    group: UUID
    group_name: str
    discipline: str
    term: UUID
    term_ends: dt.date
    until: dt.date


def ending_terms(college_id: UUID, today: dt.date, since: dt.date, until: dt.date) -> list[EndingTerm]:
    """Terms of the whole college that end between two days, of those who are on a list today; settled ones are left out. Three statements."""
    rows = Result.objects.of(college_id).filter(
        level=Level.TERM, personal_until__gte=since, personal_until__lte=until, course__isnull=False
    )
    columns = (
        "student_id", "discipline_id", "term_id", "value", "course_id", "discipline__short_name", "discipline__name",
        "term__ends", "personal_until",
    )  # fmt: skip
    found = [row for row in rows.order_by("personal_until", "pk").values_list(*columns) if is_unfit(row[3])]
    if not found:
        return []
    students = {row[0] for row in found}
    settled = _settled(college_id, students)
    members = Membership.objects.of(college_id).filter(on_list(today), student__in=students).order_by("entered")
    groups = {
        student: (group, name) for student, group, name in members.values_list("student_id", "group_id", "group__name")
    }
    return [
        EndingTerm(student, course, *groups[student], short or name, term, ends, day)
        for student, discipline, term, _value, course, short, name, ends, day in found
        if student in groups and (student, discipline, term) not in settled
    ]


def _settled(college_id: UUID, students: set[UUID]) -> set[tuple[UUID, UUID, UUID]]:
    """(student, discipline, term) that a retake has mended."""
    rows = Result.objects.of(college_id).filter(student__in=students, level=Level.EXAM)
    return {
        (student, discipline, term)
        for student, discipline, term, value in rows.values_list("student_id", "discipline_id", "term_id", "value")
        if is_positive(value)
    }
