"""Acts about personal data: drawn up of who is due, taken back, carried out by another person in one transaction."""

from collections.abc import Sequence
from datetime import UTC
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from zhurnal.archive.departed import Departed, departed, look
from zhurnal.archive.erasing import erase
from zhurnal.archive.models import PersonalAct, PersonalActLine
from zhurnal.archive.policy import DRAW_PEOPLE, ERASE
from zhurnal.archive.rules.personal import (
    EVENT,
    MOST,
    NAME,
    NO_LONGER,
    NOT_LISTED,
    NOTHING,
    TOO_MANY,
    UNCONFIRMED,
    standing,
    word_for,
)
from zhurnal.archive.rules.retention import OTHER, SETTLED, ActState, Document, act_refusal
from zhurnal.archive.terms import rules_of
from zhurnal.kernel import audit, policy
from zhurnal.kernel.errors import Absent
from zhurnal.kernel.forgetting import forgotten, settle
from zhurnal.kernel.models import ChainHead
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.actor import PersonActor
from zhurnal.people.rules.names import meaningless

ACT = "archive.personal.act"


def draw_up(actor: PersonActor, chair: str, members: str, people: Sequence[UUID]) -> PersonalAct | Refusal:
    """An act in the next number about all that is due of these people today, or why not; nothing is destroyed yet."""
    if not policy.may(actor, DRAW_PEOPLE):
        raise Absent
    if not people:
        return NOTHING
    refusal = act_refusal(chair, members, len(people))
    if refusal is not None:
        return refusal
    if len(set(people)) > MOST:
        return TOO_MANY
    own, named = actor.college_id, "\n".join(" ".join(one.split()) for one in members.splitlines() if one.strip())
    with transaction.atomic():
        head = audit.lock(own, own)
        due = _due(actor, people)
        if len(due) < len(set(people)):
            return NOT_LISTED
        number = (PersonalAct.objects.of(own).aggregate(last=Max("number"))["last"] or 0) + 1
        act: PersonalAct = PersonalAct.objects.create(
            college_id=own, number=number, dated=actor.today, chair=" ".join(chair.split())[:120], members=named[:400],
            made_by_id=actor.person_id, made_at=actor.now.astimezone(UTC),
        )  # fmt: skip
        PersonalActLine.objects.bulk_create(
            PersonalActLine(college_id=own, act=act, person_id=person, parts=" ".join(parts))
            for person, parts in sorted(due.items())
        )
        audit.append(head, actor, [audit.Event(ACT, _target(act), None, {"number": number, "people": len(due)})])
    return act


def drop(actor: PersonActor, act: PersonalAct) -> Refusal | None:
    """Take back an act that nobody carried out. Its number stays taken."""
    with transaction.atomic():
        head, refusal = _held(actor, DRAW_PEOPLE, act)
        if refusal is not None:
            return refusal
        PersonalAct.objects.of(actor.college_id).filter(pk=act.pk).update(state=ActState.DROPPED)
        audit.append(head, actor, [audit.Event(ACT, _target(act), "draft", "dropped")])
    return None


def carry_out(actor: PersonActor, act: PersonalAct, said: int | None) -> Refusal | None:
    """Destroy what the act names. The second person's word; everything is asked anew behind the lock, and it is done whole or not at all.

    ``said``: the number of the act as he typed it; nobody destroys by one touch of a button.
    """
    own = actor.college_id
    with transaction.atomic():
        head, refusal = _held(actor, ERASE, act)
        if refusal is not None:
            return refusal
        if act.made_by_id == actor.person_id:
            return OTHER
        if said != act.number:
            return UNCONFIRMED
        lines = PersonalActLine.objects.of(own).filter(act=act.pk)
        parts = {person: wanted.split() for person, wanted in lines.values_list("person_id", "parts")}
        # Whoever takes him back, or gives him a role, waits or is seen; the college first, as orders do.
        for person in sorted(parts):
            audit.lock(own, person)
        left = departed(own, actor.today, list(parts))
        due = _standing(actor, left, but=act.number)
        if any(not set(wanted) <= set(due.get(person, ())) for person, wanted in parts.items()):
            return NO_LONGER
        names = {
            person: meaningless(person.bytes, word_for(left[person].roles))
            for person, wanted in parts.items()
            if NAME in wanted
        }
        PersonalAct.objects.of(own).filter(
            pk=act.pk
        ).update(  # first: the functions of PostgreSQL ask for an act of two people
            state=ActState.DONE, done_by=actor.person_id, done_at=actor.now.astimezone(UTC)
        )
        rows, words = erase(own, act.pk, parts, names, actor.today)
        for person, count in rows.items():
            lines.filter(person=person).update(rows=count)
        done = [
            audit.Event(
                EVENT, f"person:{person.hex}", None, {"act": act.number, "parts": parts[person], "rows": rows[person]}
            )
            for person in sorted(parts)
        ]
        last = audit.Event(ACT, _target(act), "draft", {"done": act.number})
        audit.append(head, actor, [*done, *forgotten(_target(act), words), last])
        transaction.on_commit(settle)
    return None


def _due(actor: PersonActor, people: Sequence[UUID]) -> dict[UUID, tuple[str, ...]]:
    return _standing(actor, departed(actor.college_id, actor.today, people))


def _standing(actor: PersonActor, left: dict[UUID, Departed], but: int | None = None) -> dict[UUID, tuple[str, ...]]:
    """What of each may be destroyed today; nothing of whom something holds back. ``but``: the act that is carried out now."""
    look(actor.college_id, left)
    years = {Document(one.document): one.years for one in rules_of(actor.college_id)}
    found = {}
    for person, one in left.items():
        due = standing(one.gone, one.present, one.done, years, actor.today).due
        if due and not one.asked and one.act in (None, but) and not (NAME in due and one.packed):
            found[person] = due
    return found


def _held(actor: PersonActor, action: str, act: PersonalAct) -> tuple[ChainHead, Refusal | None]:
    """The lock of the college's acts, and why this one is a draft no more."""
    head = audit.lock(actor.college_id, actor.college_id)
    policy.require(actor, action, act)
    state = PersonalAct.objects.of(actor.college_id).values_list("state", flat=True).get(pk=act.pk)
    return head, SETTLED.get(ActState(state))


def _target(act: PersonalAct) -> str:
    return f"act:{act.pk.hex}"
