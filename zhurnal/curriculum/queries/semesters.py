"""Semesters of a group's plan and the terms in which they were held, or are."""

from uuid import UUID

from zhurnal.academic_year.models import Term
from zhurnal.curriculum.models import Group
from zhurnal.curriculum.rules.semesters import semester_of


def terms_of_plan(college_id: UUID, group: Group) -> dict[int, UUID]:
    """semester → its term, of this and earlier years that the college keeps; ``group`` comes with its year. One statement."""
    rows = Term.objects.of(college_id).filter(year__starts__lte=group.year.starts)
    found: dict[int, UUID] = {}
    for pk, number, starts in rows.values_list("pk", "number", "year__starts"):
        course = group.course_year - (group.year.starts.year - starts.year)
        if course >= 1:
            found[semester_of(course, number)] = pk
    return found
