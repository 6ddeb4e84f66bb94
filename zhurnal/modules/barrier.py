"""Admission to the exam of a module, for the statement that is opened for it (A4.10)."""

from collections.abc import Sequence
from uuid import UUID

from zhurnal.curriculum.models import Group
from zhurnal.modules.rules.admission import lacks
from zhurnal.modules.standing import plan_parts, results_in


def module_barrier(group: Group, discipline: UUID, students: Sequence[UUID]) -> dict[UUID, list[str]] | None:
    """student → what of the module is missing; None where the discipline belongs to no module of the group's plan."""
    plan = plan_parts(group)
    module = plan.module_of(discipline)
    if module is None:
        return None
    results = results_in(group.college_id, students, plan, module.parts)
    return {pk: [lack.words for lack in lacks(module.parts, results.get(pk, []))] for pk in students}
