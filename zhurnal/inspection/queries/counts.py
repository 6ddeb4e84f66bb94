"""How many remarks there are, for dashboards and reports (1.10 d, A9): by teacher, by journal, by round."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from zhurnal.inspection.models import Remark
from zhurnal.inspection.policy import READ
from zhurnal.inspection.rules.states import State, Totals, totals
from zhurnal.kernel import policy
from zhurnal.people.actor import PersonActor


def remarks_by_teacher(actor: PersonActor, since: date | None = None, until: date | None = None) -> dict[UUID, Totals]:
    """Teacher → his remarks issued between two days (of all days without them), as far as the actor reads them. One statement."""
    return _by(actor, "teacher_id", _issued(actor, since, until))


def remarks_by_course(actor: PersonActor, since: date | None = None, until: date | None = None) -> dict[UUID, Totals]:
    """Journal → its remarks. One statement."""
    return _by(actor, "course_id", _issued(actor, since, until))


def remarks_by_round(actor: PersonActor) -> dict[UUID, Totals]:
    """Round → its remarks. One statement."""
    return _by(actor, "round_id", policy.visible(actor, READ).filter(round__isnull=False))


def remarks_in_all(actor: PersonActor, since: date | None = None, until: date | None = None) -> Totals:
    """All remarks that the actor reads. One statement."""
    rows = _issued(actor, since, until).values_list("state", "due")
    return totals(((State(state), due) for state, due in rows), actor.today)


def _issued(actor: PersonActor, since: date | None, until: date | None) -> QuerySet[Remark]:
    rows: QuerySet[Remark] = policy.visible(actor, READ)
    if since is not None:
        rows = rows.filter(issued_at__date__gte=since)
    return rows if until is None else rows.filter(issued_at__date__lte=until)


def _by(actor: PersonActor, column: str, rows: QuerySet[Remark]) -> dict[UUID, Totals]:
    found: dict[UUID, list[tuple[State, date | None]]] = {}
    for key, state, due in rows.values_list(column, "state", "due"):
        found.setdefault(key, []).append((State(state), due))
    return {key: totals(pairs, actor.today) for key, pairs in found.items()}
