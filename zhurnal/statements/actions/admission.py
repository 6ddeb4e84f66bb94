"""Admission of a whole group is looked at anew: in one open statement, or in all of the group's session at once (A4.2, A4.10)."""

from collections.abc import Iterable

from django.db import transaction

from zhurnal.academic_year.models import Term
from zhurnal.curriculum.models import Group
from zhurnal.kernel import audit, policy
from zhurnal.kernel.models import Change
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.actor import PersonActor
from zhurnal.statements import facts
from zhurnal.statements.actions.filling import ADMITTED, told_line
from zhurnal.statements.actions.opening import barring_of, enlist, target
from zhurnal.statements.actions.rows import keep_all
from zhurnal.statements.models import Statement, StatementLine
from zhurnal.statements.policy import LOCKED, MANAGE, OPEN
from zhurnal.statements.rules.kinds import Kind, State

ANEW = "statements.admission.anew"
NOT_MAIN = Refusal("not_main", "К пересдаче допускают того, у кого есть долг: заново проверять нечего.")
NONE_OPEN = Refusal(
    "none_open", "Открытых ведомостей этого семестра у группы нет: допуск проверится, когда их откроют."
)


def look_again(actor: PersonActor, statement: Statement) -> Refusal | None:
    """Admit whoever has done since what he lacked, keep out whoever lacks it now, each with his own reason; all or nothing.

    What the department decided of a student by hand stays, and so does the line of who was examined already, or is expelled by
    the statement's day. Who came to the group's list since the opening is written in. Pressed twice it changes nothing more.
    """
    policy.require(actor, MANAGE, statement)
    with transaction.atomic():
        return _look(actor, statement)


def look_again_group(actor: PersonActor, group: Group, term: Term) -> Refusal | None:
    """The same in all open main statements of the group and term: one transaction, taken in one order."""
    policy.require(actor, OPEN, group)
    rows = Statement.objects.of(actor.college_id).filter(group=group, term=term, kind=Kind.MAIN, state=State.OPEN)
    with transaction.atomic():
        found = list(rows.order_by("pk"))
        for statement in found:
            policy.require(actor, MANAGE, statement)
            _look(actor, statement)  # closed meanwhile: nothing is left to look at
    return None if found else NONE_OPEN


def _look(actor: PersonActor, statement: Statement) -> Refusal | None:
    own = actor.college_id
    head = audit.lock(own, statement.pk)
    fresh = Statement.objects.of(own).select_related("group", "term").get(pk=statement.pk)
    if fresh.state != State.OPEN:
        return LOCKED[State(fresh.state)]
    if fresh.kind != Kind.MAIN:
        return NOT_MAIN
    lines = list(StatementLine.objects.of(own).filter(statement=fresh).order_by("pk"))
    known = {row.student_id for row in lines}
    enlist(actor, fresh, [pk for pk, _name in facts.listed(own, fresh.group_id, fresh.dated) if pk not in known])
    reasons = barring_of(actor, fresh, [row.student_id for row in lines])
    decided, gone = _decided(fresh), facts.expelled(own, [row.student_id for row in lines], fresh.dated)
    changed, events = [], []
    for row in lines:
        place, why = f"{target(fresh)}:{row.student_id.hex}", reasons.get(row.student_id, "")
        if row.value or row.no_show or row.student_id in gone or place in decided or row.barred == why:
            continue
        before = told_line(row)
        row.barred = why
        row.set_by_id, row.set_at = actor.person_id, actor.now
        row.version += 1
        changed.append(row)
        events.append(audit.Event(ANEW, place, before, told_line(row), why))
    came = StatementLine.objects.of(own).filter(statement=fresh).exclude(student__in=known)
    events += _newcomers(fresh, came)
    if events:
        keep_all(changed, "barred", "set_by_id", "set_at", "version")
        audit.append(head, actor, events)
    return None


def _newcomers(statement: Statement, rows: Iterable[StatementLine]) -> list[audit.Event]:
    return [
        audit.Event(ANEW, f"{target(statement)}:{row.student_id.hex}", None, told_line(row), row.barred) for row in rows
    ]


def _decided(statement: Statement) -> set[str]:
    """Places of students of whom somebody decided by hand. One statement."""
    rows = Change.objects.of(statement.college_id).filter(chain=statement.pk, action=ADMITTED)
    return set(rows.values_list("target", flat=True))
