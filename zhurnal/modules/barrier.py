"""Admission to the exam of a module, for the statement that is opened for it (A4.10), and the visa that closes the exam (2.6)."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db.models import F

from zhurnal.assessment.rules.levels import Level
from zhurnal.curriculum.models import Group
from zhurnal.kernel.policy import Actor
from zhurnal.kernel.refusal import Refusal
from zhurnal.modules.policy import viewed_day
from zhurnal.modules.rules.admission import Lack, Part, lacks, owing
from zhurnal.modules.standing import PlanParts, debts_in, plan_parts, results_in
from zhurnal.statements.models import Statement
from zhurnal.statements.policy import CLOSE, FILL, MANAGE

_CHANGES = frozenset({FILL, CLOSE, MANAGE})  # the second person may still decline; agreeing asks the day itself


def viewed_statement(actor: Actor, action: str, statement: Statement) -> Refusal | None:
    """Why the statement of a module's exam is not changed: a checker has looked the group's exams through up to its day.

    The day is asked of the table: pages also ask about statements of which they hold only the key.
    """
    if action not in _CHANGES or statement.level not in {"", Level.MODULE}:
        return None
    rows = Statement.objects.of(actor.college_id).filter(
        pk=statement.pk, level=Level.MODULE, group__modules_viewed_until__gte=F("dated")
    )
    found = rows.values_list("group_id", "dated").first()
    return viewed_day(actor.college_id, *found) if found else None


def module_barrier(group: Group, discipline: UUID, students: Sequence[UUID]) -> dict[UUID, list[str]] | None:
    """student → what of the module is missing; None where the discipline belongs to no module of the group's plan."""
    plan = plan_parts(group)
    module = plan.module_of(discipline)
    if module is None:
        return None
    return {pk: _words(found) for pk, found in _missing(group, plan, module.parts, students).items()}


def state_barrier(group: Group, _discipline: UUID, students: Sequence[UUID]) -> dict[UUID, list[str]]:
    """student → what keeps him from the state attestation: everything is positive, every module mastered, no debt stands open."""
    plan = plan_parts(group)
    missing = _missing(group, plan, tuple(part for part in plan.everything if part.due), students)
    debts = debts_in(group.college_id, students, plan)
    return {pk: _words((*found, *owing(found, debts.get(pk, [])))) for pk, found in missing.items()}


def _missing(
    group: Group, plan: PlanParts, parts: tuple[Part, ...], students: Sequence[UUID]
) -> dict[UUID, tuple[Lack, ...]]:
    results = results_in(group.college_id, students, plan, parts)
    return {pk: lacks(parts, results.get(pk, [])) for pk in students}


def _words(missing: Iterable[Lack]) -> list[str]:
    return [lack.words for lack in missing]
