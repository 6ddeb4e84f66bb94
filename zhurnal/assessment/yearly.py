"""Where a mark of the year is set, and the marks of the terms that it stands on."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from zhurnal.academic_year.models import Term
from zhurnal.assessment.models import Result
from zhurnal.assessment.rules import values
from zhurnal.assessment.rules.levels import Level
from zhurnal.assessment.rules.yearly import GENERAL, NEVER, is_general
from zhurnal.curriculum.models import Course, Discipline
from zhurnal.curriculum.rules.semesters import PER_YEAR

_ORDER = (Level.TERM, Level.EXAM, Level.PRACTICE)


def disciplines_with_year(college_id: UUID, groups: Iterable[UUID], term: Term, way: str) -> set[tuple[UUID, UUID]]:
    """(group, discipline) that get a mark of the year when this term ends: taught in both of its terms, as the college decided.

    Nothing (and no statement) where the college sets none or the year goes on after the term.
    """
    if way == NEVER or term.number < PER_YEAR:
        return set()
    wanted = list(groups)
    pages = Course.objects.of(college_id).filter(group__in=wanted, term__year=term.year_id)
    taught: dict[tuple[UUID, UUID], set[UUID]] = defaultdict(set)
    for group, discipline, found in pages.values_list("group_id", "discipline_id", "term_id"):
        taught[group, discipline].add(found)
    both = {place for place, terms in taught.items() if term.pk in terms and len(terms) >= PER_YEAR}
    if way != GENERAL or not both:
        return both
    general = _general(college_id, {discipline for _group, discipline in both})
    return {place for place in both if place[1] in general}


def _general(college_id: UUID, disciplines: Iterable[UUID]) -> set[UUID]:
    """Those of general education, by the cycles above them in the plan. One statement."""
    above = ("plan_item__parent__name", "plan_item__parent__parent__name", "plan_item__parent__parent__parent__name")
    rows = Discipline.objects.of(college_id).filter(pk__in=list(disciplines), plan_item__isnull=False)
    return {pk for pk, *names in rows.values_list("pk", *above) if is_general(names)}


def has_year(college_id: UUID, course: Course, way: str) -> bool:
    """Whether the page sets a mark of the year; ``course`` comes with its term."""
    found = disciplines_with_year(college_id, [course.group_id], course.term, way)
    return (course.group_id, course.discipline_id) in found


def marks_of_terms(
    college_id: UUID, year: UUID, disciplines: Iterable[UUID], students: Iterable[UUID]
) -> dict[tuple[UUID, UUID], list[tuple[int, str]]]:
    """(student, discipline) → (number of the term, its mark), both terms of the year in order. One statement.

    The term mark; where it is unfit or none stands, what an examination or retake made of it; a failed examination stands before both.
    """
    rows = Result.objects.of(college_id).filter(
        term__year=year, discipline__in=list(disciplines), student__in=list(students), level__in=_ORDER,
        checkpoint__isnull=True,
    )  # fmt: skip
    told: dict[tuple[UUID, UUID], dict[int, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    columns = ("student_id", "discipline_id", "term__number", "level", "value")
    for student, discipline, number, level, value in rows.exclude(value="").values_list(*columns):
        told[student, discipline][number][level] = value
    return {
        place: [(number, _mark(terms.get(number, {}))) for number in range(1, PER_YEAR + 1)]
        for place, terms in told.items()
    }


def _mark(levels: dict[str, str]) -> str:
    attested = next((levels[level] for level in (Level.EXAM, Level.PRACTICE) if level in levels), "")
    term = levels.get(Level.TERM, "")
    if attested and (values.is_unfit(attested) or not term or values.is_unfit(term)):
        return attested
    return term
