"""From disciplines to the rows of a group's own plan and back. A discipline is tied to one row only, that of the intake whose
plan was loaded first; for the others its row is found by index and name.
"""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from zhurnal.curriculum.models import Course, Discipline, PlanItem
from zhurnal.curriculum.rules.plan_match import PlanRows
from zhurnal.curriculum.rules.semesters import semester_of


def rows_of(college_id: UUID, curriculum: UUID | None, disciplines: Iterable[UUID]) -> dict[UUID, UUID]:
    """discipline → its row of the plan; without a plan of the group, the row to which it is tied. One or two statements."""
    found = rows_of_pairs(college_id, ((curriculum, discipline) for discipline in disciplines))
    return {discipline: row for (_plan, discipline), row in found.items()}


def rows_of_pairs(college_id: UUID, pairs: Iterable[tuple[UUID | None, UUID]]) -> dict[tuple[UUID | None, UUID], UUID]:
    """(plan of a group, discipline) → the row, as ``rows_of``, of several plans at once. One or two statements."""
    wanted = set(pairs)
    rows = Discipline.objects.of(college_id).filter(pk__in={discipline for _plan, discipline in wanted})
    columns = ("pk", "plan_item_id", "plan_item__curriculum_id", "index", "name")
    known = {pk: told for pk, *told in rows.values_list(*columns)}
    found: dict[tuple[UUID | None, UUID], UUID] = {}
    loose: list[tuple[UUID, UUID]] = []
    for curriculum, discipline in wanted:
        item, plan, *_title = known.get(discipline, (None, None))
        if item and curriculum in (plan, None):
            found[curriculum, discipline] = item
        elif curriculum and discipline in known:
            loose.append((curriculum, discipline))
    plans = _rows_of_plans(college_id, {curriculum for curriculum, _discipline in loose}) if loose else {}
    for curriculum, discipline in loose:
        *_tied, index, name = known[discipline]
        row = plans[curriculum].find(index, name)
        if row is not None:
            found[curriculum, discipline] = row
    return found


def rows_of_courses(college_id: UUID, courses: Iterable[Course]) -> dict[UUID, UUID]:
    """course → its row as ``rows_of`` finds it, for courses of many plans, which come with their group. One or two statements."""
    places = {one.pk: (one.group.curriculum_id, one.discipline_id) for one in courses}
    found = rows_of_pairs(college_id, places.values())
    return {course: found[place] for course, place in places.items() if place in found}


def disciplines_of(college_id: UUID, curriculum: UUID, *, every: bool = False) -> dict[UUID, list[UUID]]:
    """row of the plan → disciplines tied to it, else the oldest that ``rows_of`` finds there; ``every``: all that it finds there.
    The tied ones come first, then those of the row's index, then those of its name alone. Two statements,
    one of an empty plan.
    """
    own = _rows_of_plans(college_id, [curriculum]).get(curriculum)
    if own is None:
        return {}
    tied: dict[UUID, list[UUID]] = defaultdict(list)
    titled: dict[UUID, list[UUID]] = defaultdict(list)
    named: dict[UUID, list[UUID]] = defaultdict(list)
    columns = ("pk", "plan_item_id", "plan_item__curriculum_id", "index", "name")
    for pk, item, plan, index, name in Discipline.objects.of(college_id).order_by("pk").values_list(*columns):
        if plan == curriculum:
            tied[item].append(pk)
        elif (row := own.titled(index, name)) is not None:
            titled[row].append(pk)
        elif (row := own.named(name)) is not None:
            named[row].append(pk)
    alike = {row: [*titled[row], *named[row]] for row in {*titled, *named}}
    if every:
        return {row: [*tied.get(row, ()), *alike.get(row, ())] for row in {*tied, *alike}}
    return {row: known[:1] for row, known in alike.items()} | tied


def journals_by_item(college_id: UUID, items: Iterable[UUID]) -> dict[UUID, dict[int, list[str]]]:
    """plan item → semester → groups that keep a journal of it. Three statements."""
    wanted = set(items)
    plans = set(PlanItem.objects.of(college_id).filter(pk__in=wanted).values_list("curriculum_id", flat=True))
    own = _rows_of_plans(college_id, plans)
    kept = Q(group__curriculum__in=plans) | Q(group__curriculum__isnull=True, discipline__plan_item__in=wanted)
    rows = Course.objects.of(college_id).filter(kept).order_by("group__name")
    found: dict[UUID, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    columns = (
        "discipline__plan_item_id", "discipline__plan_item__curriculum_id", "discipline__index", "discipline__name",
        "group__curriculum_id", "group__name", "group__course_year", "term__number",
    )  # fmt: skip
    for tied, plan, index, name, curriculum, group, course_year, term in rows.values_list(*columns):
        item = tied if tied and curriculum in (plan, None) else own[curriculum].find(index, name)
        if item in wanted and group not in (groups := found[item][semester_of(course_year, term)]):
            groups.append(group)
    return found


def _rows_of_plans(college_id: UUID, curricula: Iterable[UUID]) -> dict[UUID, PlanRows[UUID]]:
    rows = PlanItem.objects.of(college_id).filter(curriculum__in=list(curricula))
    found: dict[UUID, PlanRows[UUID]] = defaultdict(PlanRows)
    for pk, plan, index, name in rows.values_list("pk", "curriculum_id", "index", "name"):
        found[plan].add(pk, index, name)
    return found
