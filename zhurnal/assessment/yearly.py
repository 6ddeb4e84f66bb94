"""Where a mark of the year is set, and the marks of the terms that it stands on."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from zhurnal.academic_year.models import Term
from zhurnal.assessment.models import Result
from zhurnal.assessment.rules import values
from zhurnal.assessment.rules.levels import Level
from zhurnal.assessment.rules.yearly import GENERAL, NEVER, is_general
from zhurnal.curriculum.models import Course, Discipline, Group, PlanLoad
from zhurnal.curriculum.rules.plan_match import PlanRows
from zhurnal.curriculum.rules.semesters import PER_YEAR, semester_of

LATER = "Годовую отметку ставят во 2 семестре: её предложат отметки обоих семестров."
_ORDER = (Level.TERM, Level.EXAM, Level.PRACTICE)


@dataclass(frozen=True, slots=True)
class YearOf:
    """The mark of the year of a page. ``why``: why it is not set here yet, "" where it is; ``page``: where it will be, if that page is there."""

    why: str = ""
    page: UUID | None = None


def year_of(college_id: UUID, course: Course, way: str) -> YearOf | None:
    """How a page stands to the mark of the year; None where its discipline gets none. ``course`` comes with its group and term.

    No statement where the college sets none.
    """
    if way == NEVER:
        return None
    if course.term.number >= PER_YEAR:
        return YearOf() if has_year(college_id, course, way) else None
    if way == GENERAL and not _general(college_id, [course.discipline_id]):
        return None
    later = Course.objects.of(college_id).filter(
        group=course.group_id, discipline=course.discipline_id, term__year=course.term.year_id,
        term__number__gt=course.term.number,
    )  # fmt: skip
    pages = list(later.order_by("-term__number", "pk").values_list("term__number", "subgroup_id", "pk"))
    # In the last term: the page of the whole group, else that of one's own subgroup, else any.
    pages.sort(key=lambda row: (-row[0], row[1] is not None, row[1] != course.subgroup_id))
    place = course.group_id, course.discipline_id
    if not pages and place not in _planned(college_id, {place}, course.term):
        return None
    return YearOf(LATER, pages[0][2] if pages else None)


def disciplines_with_year(college_id: UUID, groups: Iterable[UUID], term: Term, way: str) -> set[tuple[UUID, UUID]]:
    """(group, discipline) that get a mark of the year when this term ends, as the college decided: taught in both of its terms, or
    planned for both (a college may have begun to keep its journals here in winter).

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
    both |= _planned(college_id, {place for place, terms in taught.items() if terms == {term.pk}}, term)
    if way != GENERAL or not both:
        return both
    general = _general(college_id, {discipline for _group, discipline in both})
    return {place for place in both if place[1] in general}


def _planned(college_id: UUID, places: Collection[tuple[UUID, UUID]], term: Term) -> set[tuple[UUID, UUID]]:
    """Of (group, discipline) those that the group's plan has in every term of the year. Three statements, none for nothing."""
    if not places:
        return set()
    groups = Group.objects.of(college_id).filter(pk__in={group for group, _ in places}, curriculum__isnull=False)
    known = {pk: (plan, course) for pk, plan, course in groups.values_list("pk", "curriculum_id", "course_year")}
    loads = PlanLoad.objects.of(college_id).filter(item__curriculum__in={plan for plan, _course in known.values()})
    semesters: dict[UUID, set[int]] = defaultdict(set)
    of_plan: dict[UUID, UUID] = {}  # a discipline is shared by intakes and tied to a row of one of their plans
    rows: dict[UUID, PlanRows[UUID]] = defaultdict(PlanRows)
    for plan, item, index, name, semester in loads.values_list(
        "item__curriculum_id", "item_id", "item__index", "item__name", "semester"
    ):
        if item not in semesters:
            rows[plan].add(item, index, name)
        semesters[item].add(semester)
        of_plan[item] = plan
    titles = {
        pk: (tied, index, name)
        for pk, tied, index, name in Discipline.objects.of(college_id)
        .filter(pk__in={discipline for _, discipline in places})
        .values_list("pk", "plan_item_id", "index", "name")
    }
    found = set()
    for group, discipline in places:
        plan, course_year = known.get(group, (None, 0))
        tied, index, name = titles[discipline]
        item = tied if plan and of_plan.get(tied) == plan else rows[plan].find(index, name) if plan else None
        whole = {semester_of(course_year, number) for number in range(1, PER_YEAR + 1)}
        if plan and item and whole <= semesters[item]:
            found.add((group, discipline))
    return found


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
