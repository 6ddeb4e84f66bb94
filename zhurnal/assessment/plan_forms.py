"""The forms of attestation that the plan asks for, by page (A4.1)."""

from collections.abc import Iterable
from uuid import UUID

from zhurnal.curriculum.models import Course, Discipline, PlanLoad
from zhurnal.curriculum.rules.semesters import semester_of


def forms_of(college_id: UUID, group_year: int, term_number: int, disciplines: Iterable[UUID]) -> dict[UUID, str]:
    """discipline → «Э», «ДЗ», «З»… in the semester of the group; those without a plan are left out. One statement."""
    semester = semester_of(group_year, term_number)
    items = Discipline.objects.of(college_id).filter(pk__in=list(disciplines), plan_item__isnull=False)
    loads = PlanLoad.objects.of(college_id).filter(semester=semester, item__in=items.values("plan_item"))
    by_item = dict(loads.values_list("item_id", "attestation"))
    return {pk: by_item.get(item, "") for pk, item in items.values_list("pk", "plan_item_id")}


def form_of(college_id: UUID, course: Course) -> str:
    """The form of one page, "" where the plan has none; ``course`` comes with ``group`` and ``term``."""
    forms = forms_of(college_id, course.group.course_year, course.term.number, [course.discipline_id])
    return forms.get(course.discipline_id, "")
