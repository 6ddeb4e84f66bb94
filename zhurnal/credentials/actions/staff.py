"""Slips for the college's own people: by the administrator or the head of ИВЦ, a high role by two of them (2.3)."""

from collections.abc import Callable, Sequence
from uuid import UUID

from django.db import transaction

from zhurnal.credentials.actions.issue import NOBODY, FamilySlip
from zhurnal.credentials.rules.access import Line
from zhurnal.kernel import audit, policy
from zhurnal.kernel.errors import Refused
from zhurnal.people.actions.codes import confirm_code, give_code, hand_over
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person
from zhurnal.people.policy import ISSUE


def issue_staff(
    actor: PersonActor, lines: Sequence[Line], paper: Callable[[Sequence[FamilySlip]], bytes]
) -> bytes | None:
    """Fresh codes for these people on the ``paper``; for a high role the first of two asks and the second prints.

    All or nothing; None where there is nothing to print because all of them wait for a second person.
    """
    people = _people(actor, lines)
    made = []
    with transaction.atomic():
        for pk in sorted(people):
            audit.lock(actor.college_id, pk)
        for line in lines:
            person = people[line.person]
            slip = confirm_code(actor, person) if line.asked else give_code(actor, person)
            if slip is None:
                continue
            head = audit.lock(actor.college_id, person.pk)
            told = {"group": "", "until": slip.expires.isoformat()}
            audit.append(head, actor, [audit.Event("credentials.print", f"person:{person.pk.hex}", None, told)])
            made.append(FamilySlip(str(person), "", slip, line.student))
        return paper(made) if made else None


def handed_staff(actor: PersonActor, lines: Sequence[Line]) -> int:
    """Note that these people have their slips in hand. Returns how many were waiting."""
    return hand_over(actor, list(_people(actor, lines)))


def _people(actor: PersonActor, lines: Sequence[Line]) -> dict[UUID, Person]:
    if not lines:
        raise Refused(NOBODY)
    rows = policy.visible(actor, ISSUE).filter(pk__in=[line.person for line in lines])
    people: dict[UUID, Person] = {one.pk: one for one in rows}
    for line in lines:
        policy.require(actor, ISSUE, people[line.person])
    return people
