"""Admission to the exam of a module, for the statement that is opened for it (A4.10)."""

from collections.abc import Sequence
from uuid import UUID

from zhurnal.curriculum.models import Group
from zhurnal.modules.rules.admission import Part, lacks
from zhurnal.modules.standing import PlanParts, plan_parts, results_in


def module_barrier(group: Group, discipline: UUID, students: Sequence[UUID]) -> dict[UUID, list[str]] | None:
    """student → what of the module is missing; None where the discipline belongs to no module of the group's plan."""
    plan = plan_parts(group)
    module = plan.module_of(discipline)
    if module is None:
        return None
    return _missing(group, plan, module.parts, students)


def state_barrier(group: Group, _discipline: UUID, students: Sequence[UUID]) -> dict[UUID, list[str]]:
    """student → what of the plan is missing before the state attestation: everything is positive, every module mastered."""
    plan = plan_parts(group)
    return _missing(group, plan, tuple(part for part in plan.everything if part.due), students)


def _missing(group: Group, plan: PlanParts, parts: tuple[Part, ...], students: Sequence[UUID]) -> dict[UUID, list[str]]:
    results = results_in(group.college_id, students, plan, parts)
    return {pk: [lack.words for lack in lacks(parts, results.get(pk, []))] for pk in students}
