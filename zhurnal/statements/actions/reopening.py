"""A closed statement is opened again by two people: one asks with a reason, another one agrees (A4.12, A3)."""

from django.db import transaction

from zhurnal.kernel import audit, policy
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.actor import PersonActor
from zhurnal.statements.actions.opening import NO_REASON, target, told
from zhurnal.statements.actions.rows import keep
from zhurnal.statements.barriers import refused_day
from zhurnal.statements.models import Reopening, Statement
from zhurnal.statements.policy import MANAGE, SECOND
from zhurnal.statements.rules.kinds import State

NOT_CLOSED = Refusal("not_closed", "Вскрывают только закрытую ведомость. Обновите страницу.")
WAITS = Refusal("waits", "Вскрыть эту ведомость уже просят. Ответить должен второй человек.")
NOT_ASKED = Refusal("not_asked", "Вскрыть эту ведомость никто не просит. Обновите страницу.")
SAME = Refusal("same", "Вскрыть ведомость должны двое. Попросите другого руководителя согласиться.")


def ask_reopening(actor: PersonActor, statement: Statement, why: str) -> Refusal | None:
    """Ask, with the reason; the statement stays closed."""
    policy.require(actor, MANAGE, statement)
    reason, own = " ".join(why.split())[:300], actor.college_id
    if not reason:
        return NO_REASON
    with transaction.atomic():
        head = audit.lock(own, statement.pk)
        if Statement.objects.of(own).get(pk=statement.pk).state != State.CLOSED:
            return NOT_CLOSED
        if Reopening.objects.of(own).filter(statement=statement, answered_at__isnull=True).exists():
            return WAITS
        Reopening.objects.create(
            college_id=own, statement=statement, reason=reason, asked_by_id=actor.person_id, asked_at=actor.now
        )
        audit.append(head, actor, [audit.Event("statements.reopen.ask", target(statement), None, {}, reason)])
    return None


def answer_reopening(actor: PersonActor, statement: Statement, *, agreed: bool) -> Refusal | None:
    """The second person agrees, and the statement is open again, or declines. Nobody agrees with himself."""
    policy.require(actor, SECOND, statement)
    own = actor.college_id
    with transaction.atomic():
        # A request that waits behind a checker's visa may be declined; agreeing would open what was looked through. As the table has it.
        standing = Statement.objects.of(own).get(pk=statement.pk)
        if agreed and (refusal := refused_day(own, standing.level, standing.group_id, standing.dated)):
            return refusal
        head = audit.lock(own, statement.pk)
        waiting = Reopening.objects.of(own).filter(statement=statement, answered_at__isnull=True).first()
        if waiting is None:
            return NOT_ASKED
        if agreed and waiting.asked_by_id == actor.person_id:
            return SAME
        waiting.declined, waiting.answered_at = not agreed, actor.now
        waiting.answered_by_id = actor.person_id if waiting.asked_by_id != actor.person_id else None
        keep(waiting, "declined", "answered_at", "answered_by_id")
        fresh = Statement.objects.of(own).get(pk=statement.pk)
        before = told(fresh)
        if agreed:
            fresh.state, fresh.closed_at, fresh.closed_by_id = State.OPEN, None, None
            fresh.version += 1
            keep(fresh, "state", "closed_at", "closed_by_id", "version")
        name = "statements.reopen.agree" if agreed else "statements.reopen.decline"
        audit.append(head, actor, [audit.Event(name, target(fresh), before, told(fresh), waiting.reason)])
    return None
