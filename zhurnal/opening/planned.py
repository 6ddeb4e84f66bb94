"""Pages of journals that the plans ask for and that the year does not have."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from zhurnal.academic_year.models import AcademicYear, Term
from zhurnal.curriculum.models import Course, Discipline, Group, PlanLoad
from zhurnal.curriculum.rules.kinds import JournalKind
from zhurnal.opening.rules.journals import TAUGHT, journal_kind, semester_of, taught_hours
from zhurnal.opening.rules.tables import fold


@dataclass(frozen=True, slots=True)
class Page:
    """A page to be made: of a group in a term, from a row of its plan. ``discipline`` is None when none is known yet."""

    group: UUID
    group_name: str
    term: int
    item: UUID
    index: str
    name: str
    kind: JournalKind
    hours: int
    discipline: UUID | None


def missing_pages(year: AcademicYear) -> list[Page]:
    """In the order of groups, terms and plan; a constant number of queries."""
    groups = list(Group.objects.of(year.college_id).filter(year=year.pk, curriculum__isnull=False).order_by("name"))
    terms = sorted(Term.objects.of(year.college_id).filter(year=year.pk).values_list("number", flat=True))
    plans = {group.curriculum_id for group in groups}
    loads: dict[tuple[UUID, int], list[PlanLoad]] = defaultdict(list)
    rows = PlanLoad.objects.of(year.college_id).filter(
        item__curriculum__in=plans, item__kind__in=TAUGHT, hours_total__gt=0
    )
    for load in rows.select_related("item").order_by("item__position"):
        loads[load.item.curriculum_id, load.semester].append(load)
    by_item, by_name = _disciplines(year.college_id)
    have = set(
        Course.objects.of(year.college_id).filter(year=year.pk).values_list("group_id", "term__number", "discipline_id")
    )
    found = []
    for group in groups:
        for term in terms:
            for load in loads[group.curriculum_id, semester_of(group.course_year, term)]:
                item = load.item
                known = by_item.get(item.pk) or by_name.get((fold(item.index), fold(item.name)))
                if (group.pk, term, known) in have:
                    continue
                kind = journal_kind(item.index, item.kind)
                hours = taught_hours(load.hours_total, load.self_study, load.exam_hours)
                found.append(Page(group.pk, group.name, term, item.pk, item.index, item.name, kind, hours, known))
    return found


def _disciplines(college_id: UUID) -> tuple[dict[UUID, UUID], dict[tuple[str, str], UUID]]:
    by_item, by_name = {}, {}
    for pk, item, index, name in Discipline.objects.of(college_id).values_list("pk", "plan_item_id", "index", "name"):
        if item:
            by_item[item] = pk
        by_name[fold(index), fold(name)] = pk
    return by_item, by_name
