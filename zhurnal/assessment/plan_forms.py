"""The forms of attestation that the plan asks for, by page (A4.1)."""

from collections.abc import Iterable
from uuid import UUID

from zhurnal.curriculum.models import Course, Group, PlanLoad
from zhurnal.curriculum.plan_rows import rows_of
from zhurnal.curriculum.rules.attestation import asked, project_of
from zhurnal.curriculum.rules.kinds import ItemKind
from zhurnal.curriculum.rules.semesters import semester_of

ONE_MARK = (ItemKind.PRACTICE_EDU, ItemKind.PRACTICE_PROD, ItemKind.MODULE, ItemKind.EXAM, ItemKind.GIA)
"""Rows that one mark decides, whatever hours stand there."""


def forms_of(college_id: UUID, group: Group, term_number: int, disciplines: Iterable[UUID]) -> dict[UUID, str]:
    """discipline → «Э», «ДЗ», «З»… in the semester of the group, by its own plan; those without a plan are left out.

    A course project beside it is decided by a statement of its own; it stands here only where nothing else does.

    Two statements, one more where the plan's rows are found by name.
    """
    semester = semester_of(group.course_year, term_number)
    items = rows_of(college_id, group.curriculum_id, disciplines)
    loads = PlanLoad.objects.of(college_id).filter(semester=semester, item__in=set(items.values()))
    by_item = {item: next(iter(asked(said)), "") for item, said in loads.values_list("item_id", "attestation")}
    return {pk: by_item.get(item, "") for pk, item in items.items()}


def form_of(college_id: UUID, course: Course) -> str:
    """The form of one page, "" where the plan has none; ``course`` comes with ``group`` and ``term``."""
    forms = forms_of(college_id, course.group, course.term.number, [course.discipline_id])
    return forms.get(course.discipline_id, "")


def projects_of(college_id: UUID, group: Group, term_number: int, disciplines: Iterable[UUID]) -> dict[UUID, str]:
    """discipline → «КП» or «КР» where the group's plan wants one defended in the semester. Two statements, or three."""
    semester = semester_of(group.course_year, term_number)
    items = rows_of(college_id, group.curriculum_id, disciplines)
    loads = PlanLoad.objects.of(college_id).filter(semester=semester, item__in=set(items.values()))
    rows = loads.exclude(item__kind__in=ONE_MARK).values_list("item_id", "attestation", "course_project")
    by_item = {item: project for item, said, hours in rows if (project := project_of(said, hours))}
    return {pk: by_item[item] for pk, item in items.items() if item in by_item}
