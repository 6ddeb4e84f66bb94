"""How many remarks each teacher has, for reports (1.10 d, A9)."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from zhurnal.inspection.policy import READ
from zhurnal.inspection.queries.stood import stood_then
from zhurnal.inspection.rules.states import State, Totals, totals
from zhurnal.kernel import policy
from zhurnal.people.actor import PersonActor


def remarks_by_teacher(actor: PersonActor, since: date | None = None, until: date | None = None) -> dict[UUID, Totals]:
    """Teacher → his remarks issued between two days (of all days without them), as far as the actor reads them, as they stood on the last.

    One statement, two when the last day is past.
    """
    rows, day = policy.visible(actor, READ), min(until or actor.today, actor.today)
    evening = morning(actor, day + timedelta(days=1))
    rows = rows.filter(issued_at__lt=evening)
    if since is not None:
        rows = rows.filter(issued_at__gte=morning(actor, since))
    known = list(rows.values_list("pk", "teacher_id", "state", "due"))
    stood = stood_then(actor.college_id, [row[0] for row in known], evening) if day < actor.today else {}
    found: dict[UUID, list[tuple[State, date | None]]] = {}
    for pk, teacher, state, due in known:
        found.setdefault(teacher, []).append(stood.get(pk, (State(state), due)))
    return {teacher: totals(pairs, day) for teacher, pairs in found.items()}


def morning(actor: PersonActor, day: date) -> datetime:
    """When a day begins by the college's clock."""
    return datetime.combine(day, time.min, tzinfo=actor.now.tzinfo)
