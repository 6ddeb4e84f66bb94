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
    others = Result.objects.of(own).filter(student__in={row[0] for row in found}, level=Level.EXAM)
    settled = {
        (student, discipline, term)
        for student, discipline, term, value in others.values_list("student_id", "discipline_id", "term_id", "value")
        if is_positive(value)
    }
    return [
        PersonalTerm(
            list_name(surname, given), short or name, f"{number} семестр {year}", until, *left_words(until, actor.today)
        )
        for student, discipline, term, _value, surname, given, short, name, number, year, until in found
        if (student, discipline, term) not in settled
    ]
