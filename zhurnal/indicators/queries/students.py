"""The students of a group in numbers, by name: for whoever may see the group."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from uuid import UUID

from django.db.models import Q

from zhurnal.assessment.rules import indicators
from zhurnal.assessment.rules.indicators import STANDING_WORDS
from zhurnal.assessment.rules.values import Outcome
from zhurnal.curriculum.models import Group
from zhurnal.forecast.rules.group import clear
from zhurnal.forecast.rules.shown import percent_of, tone_of
from zhurnal.indicators.queries.finals import sets_of
from zhurnal.indicators.queries.journal import shown_percent
from zhurnal.indicators.queries.overlay import overlay_of
from zhurnal.indicators.queries.places import GroupPlace, groups_of, journals_of, terms_of
from zhurnal.indicators.queries.risks import risks_of
from zhurnal.indicators.queries.student_sums import marks_of, planned_of
from zhurnal.indicators.rules.periods import Period, asked, term_on
from zhurnal.journal.rules.absences import Missed
from zhurnal.people.actor import PersonActor
from zhurnal.results.listed import lists_of
from zhurnal.results.studied import missed_hours


@dataclass(frozen=True, slots=True)
class Student:
    """One student. ``attendance``, ``mean`` of the days; ``standing`` by final marks; ``risk`` per cent of any debt, None without a forecast."""

    id: UUID
    name: str
    attendance: Fraction | None
    missed: Missed
    marks: Counter[str]
    standing: str
    final_mean: Fraction | None
    risk: int | None
    tone: str
    whole_percents: bool = False

    @property
    def attendance_words(self) -> str:
        """«91,4 %»."""
        return shown_percent(self.attendance, whole_percents=self.whole_percents)

    @property
    def mean_words(self) -> str:
        """«3,87»."""
        return indicators.mean(indicators.mean_mark(self.marks.elements()))

    @property
    def final_words(self) -> str:
        """«4,12»."""
        return indicators.mean(self.final_mean)


def students_of_group(actor: PersonActor, group: Group, period: Period, day: date) -> tuple[Student, ...]:
    """Those on the list of the day, in alphabetical order. A constant number of statements."""
    own = actor.college_id
    terms = terms_of(own)
    days, term = asked(period, day, terms).now, term_on(terms, day)
    lists = lists_of(own, [group.pk], day)
    if not lists.students:
        return ()
    places: dict[UUID, GroupPlace] = groups_of(Group.objects.of(own).filter(pk=group.pk))
    touched = [UUID(one.key) for one in terms if one.since <= days.until and days.since <= one.until]
    journals = journals_of(own, touched, Q(group=group.pk), places, day)
    overlay = overlay_of(own, actor.today)
    planned = planned_of(own, list(journals), days, overlay)
    missed = missed_hours(own, lists.ids, days.since, days.until)
    marks = marks_of(own, list(journals), days)
    finals = sets_of(own, terms, day, overlay).now.students
    risks = risks_of(own, [pk for pk, one in journals.items() if term and one.term.hex == term.key], day)
    found = []
    for student in lists.students:
        results = list(
            next((of[student.id] for of in finals.values() if student.id in of), Counter[Outcome]()).elements()
        )
        gone = missed.get(student.id, Missed())
        chances = list(risks.chances.get(student.id.hex, {}).values())
        risk = 1 - clear(chances) if chances else None
        found.append(
            Student(
                student.id, student.name, indicators.attendance(planned.get(student.id, 0), gone.total), gone,
                marks.get(student.id, Counter()), STANDING_WORDS[indicators.standing(results)],
                indicators.mean_mark(row.value for row in results), None if risk is None else percent_of(risk),
                tone_of(risk) if risk is not None else "", actor.parameters.whole_percents,
            )
        )  # fmt: skip
    return tuple(found)
