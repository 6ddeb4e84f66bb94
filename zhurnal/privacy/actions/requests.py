"""A subject asks, the officer answers; the clock of the law runs meanwhile."""

from datetime import UTC

from django.db import transaction
from django.db.models import Max

from zhurnal.kernel import audit, policy
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person
from zhurnal.privacy.calendar import free_days
from zhurnal.privacy.models import SubjectRequest
from zhurnal.privacy.policy import ANSWER, ASK
from zhurnal.privacy.rules import requests as rules
from zhurnal.privacy.rules.clock import ANSWER as DAYS
from zhurnal.privacy.rules.clock import MORE, working_day_after


def ask(actor: PersonActor, subject: Person, kind: rules.Kind, text: str) -> Refusal | None:
    """A request about the subject's data; the answer is due on the tenth working day after today."""
    policy.require(actor, ASK, subject)
    own, said = actor.college_id, text.strip()
    if not said:
        return rules.EMPTY
    with transaction.atomic():
        head = audit.lock(own, own)
        rows = SubjectRequest.objects.of(own)
        if rows.filter(asked_by=actor.person_id, answered_at=None).count() >= rules.OPEN_AT_ONCE:
            return rules.MANY
        number = (rows.aggregate(last=Max("number"))["last"] or 0) + 1
        due = working_day_after(actor.today, DAYS, free_days(own, actor.today))
        SubjectRequest.objects.create(
            college_id=own, number=number, subject=subject, asked_by_id=actor.person_id, kind=kind, text=said[:1000],
            asked_at=actor.now.astimezone(UTC), due=due,
        )  # fmt: skip
        after = {"kind": kind.value, "subject": subject.pk.hex, "due": due.isoformat()}
        audit.append(head, actor, [audit.Event("privacy.request", f"request:{number}", None, after)])
    return None


def reply(actor: PersonActor, request: SubjectRequest, text: str) -> Refusal | None:
    """The answer; whoever asked reads it on his page."""
    said = text.strip()
    if not said:
        return rules.NO_ANSWER
    moment = actor.now.astimezone(UTC)
    return _settle(actor, request, "answered", answer=said[:2000], answered_by_id=actor.person_id, answered_at=moment)


def put_off(actor: PersonActor, request: SubjectRequest, why: str) -> Refusal | None:
    """Five working days more, once, with a reason, while the term has not passed."""
    said = why.strip()
    if not said:
        return rules.NO_REASON
    if request.longer:
        return rules.ONCE
    if request.due < actor.today:
        return rules.LATE
    due = working_day_after(request.due, MORE, free_days(actor.college_id, actor.today))
    return _settle(actor, request, "put_off", longer=said[:300], due=due)


def _settle(actor: PersonActor, request: SubjectRequest, what: str, **values: object) -> Refusal | None:
    policy.require(actor, ANSWER, request)
    own = actor.college_id
    with transaction.atomic():
        head = audit.lock(own, own)
        rows = SubjectRequest.objects.of(own).filter(pk=request.pk, answered_at=None, longer=request.longer)
        if not rows.update(**values):
            return rules.ANSWERED
        after = {
            "due": SubjectRequest.objects.of(own).get(pk=request.pk).due.isoformat(),
            "answered": what == "answered",
        }
        before = {"due": request.due.isoformat(), "answered": False}
        audit.append(head, actor, [audit.Event(f"privacy.request.{what}", f"request:{request.number}", before, after)])
    return None
