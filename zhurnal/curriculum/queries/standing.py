"""Journals that are kept by the rows of a plan."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from zhurnal.curriculum.models import Course
from zhurnal.curriculum.rules.semesters import semester_of


def journals_by_item(college_id: UUID, items: Iterable[UUID]) -> dict[UUID, dict[int, list[str]]]:
    """plan item → semester → groups that keep a journal of it; one statement."""
    rows = Course.objects.of(college_id).filter(discipline__plan_item__in=list(items))
    found: dict[UUID, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    values = rows.order_by("group__name").values_list(
        "discipline__plan_item", "group__name", "group__course_year", "term__number"
    )
    for item, group, course_year, term in values:
        groups = found[item][semester_of(course_year, term)]
        if group not in groups:
            groups.append(group)
    return found
