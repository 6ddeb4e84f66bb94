"""That a list of debts or a statement was taken out as a file is written down: who, what, how many rows (2.1)."""

from django.db import transaction

from zhurnal.kernel import audit, policy
from zhurnal.kernel.errors import Absent
from zhurnal.people.actor import PersonActor
from zhurnal.statements.actions.opening import target
from zhurnal.statements.models import Statement
from zhurnal.statements.policy import DEBTS, READ


def note_taken(actor: PersonActor, rows: int) -> None:
    """One event in the college's own chain; names of people do not stand in it."""
    if not policy.may(actor, DEBTS):
        raise Absent
    with transaction.atomic():
        head = audit.lock(actor.college_id, actor.college_id)
        audit.append(head, actor, [audit.Event("statements.export", "list:debts", None, {"rows": rows})])


def note_statement(actor: PersonActor, statement: Statement) -> None:
    """One event in the statement's own chain."""
    policy.require(actor, READ, statement)
    with transaction.atomic():
        head = audit.lock(actor.college_id, statement.pk)
        audit.append(head, actor, [audit.Event("statements.export", target(statement), None, None)])
