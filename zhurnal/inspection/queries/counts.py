"""How many remarks each teacher has, for reports (1.10 d, A9)."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from zhurnal.inspection.policy import READ
from zhurnal.inspection.rules.states import State, Totals, totals
from zhurnal.kernel import policy
from zhurnal.people.actor import PersonActor


def remarks_by_teacher(actor: PersonActor, since: date | None = None, until: date | None = None) -> dict[UUID, Totals]:
    """Teacher → his remarks issued between two days (of all days without them), as far as the actor reads them. One statement."""
    rows = policy.visible(actor, READ)
    if since is not None:
        rows = rows.filter(issued_at__gte=morning(actor, since))
    if until is not None:
        rows = rows.filter(issued_at__lt=morning(actor, until + timedelta(days=1)))
    found: dict[UUID, list[tuple[State, date | None]]] = {}
    for teacher, state, due in rows.values_list("teacher_id", "state", "due"):
        found.setdefault(teacher, []).append((State(state), due))
    return {teacher: totals(pairs, actor.today) for teacher, pairs in found.items()}


def morning(actor: PersonActor, day: date) -> datetime:
    """When a day begins by the college's clock."""
    return datetime.combine(day, time.min, tzinfo=actor.now.tzinfo)
