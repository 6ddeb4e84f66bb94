"""The discipline under which a row of the plan is kept in the journal."""

from uuid import UUID

from zhurnal.curriculum.models import Discipline, PlanItem
from zhurnal.curriculum.rules.kinds import JournalKind
from zhurnal.curriculum.rules.short_names import short_of


def discipline_of_item(college_id: UUID, item: PlanItem, known: tuple[UUID, ...]) -> UUID:
    """The discipline of a row of the plan; made when nothing was ever taught by that row (a production practice, an exam)."""
    if known:
        return known[0]
    made: Discipline = Discipline.objects.create(
        college_id=college_id, index=item.index, name=item.name, short_name=short_of(item.name), kind=JournalKind.MODULE,
        plan_item_id=item.pk,
    )  # fmt: skip
    return made.pk
