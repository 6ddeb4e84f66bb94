"""What was known of debts on a past day, from the record of changes (decision 25)."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from zhurnal.kernel.models import Change
from zhurnal.statements.rules.record import DRAFTED, PAUSED, debt_target


def dues_then(college_id: UUID, debts: Iterable[UUID], moment: datetime) -> dict[UUID, date]:
    """debt → the last day for it as it stood at the moment; those whose day was not moved since are left out. One statement."""
    named = {debt_target(debt): debt for debt in debts}
    rows = Change.objects.of(college_id).filter(target__in=list(named), action=PAUSED, at__gte=moment)
    steps = rows.order_by("chain", "-seq").values_list("target", "before")  # the first move since stays
    return {named[name]: date.fromisoformat(before["due"]) for name, before in steps if before}


def drafted_since(college_id: UUID, statements: Iterable[UUID], moment: datetime) -> set[UUID]:
    """Of these statements those that came into being after the moment: the tries on them were not planned then. One statement."""
    rows = Change.objects.of(college_id).filter(chain__in=set(statements), action=DRAFTED, at__gte=moment)
    return set(rows.values_list("chain", flat=True))
