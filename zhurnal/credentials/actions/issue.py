"""Giving the families of a group their slips: made and printed at one go, handed over later (2.3)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from zhurnal.credentials.policy import ISSUE
from zhurnal.credentials.rules.access import Line
from zhurnal.curriculum.models import Group
from zhurnal.kernel import audit, policy
from zhurnal.kernel.errors import Refused
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.actions.codes import Slip, fresh_code, hand_over, is_family, of_staff
from zhurnal.people.actions.factors import drop
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Account, Person

NOBODY = Refusal("nobody", "Никто не отмечен. Отметьте в списке тех, кому нужны листки.")
NO_FACTOR = Refusal("no_factor", "У отмеченных второго шага входа нет: сбрасывать нечего.")


@dataclass(frozen=True, slots=True)
class FamilySlip:
    """What is printed once: the code is kept nowhere in clear. ``of``: whose parent, empty for others; ``under``: the line under the name."""

    name: str
    of: str
    slip: Slip
    under: str = ""


def issue(
    actor: PersonActor, group: Group, lines: Sequence[Line], paper: Callable[[Sequence[FamilySlip]], bytes]
) -> bytes:
    """Fresh codes for these people, on the ``paper`` that is returned; codes and passwords they had before stop working.

    All or nothing: where the paper does not come off (it raises), nobody's access changes, since the codes stand there alone.
    Raises ``Refused`` when nobody is chosen or one of them is of the staff, ``Unconfirmed`` without a fresh proof of who asks (63).
    """
    policy.require(actor, ISSUE, group)
    policy.confirmed(actor)
    if not lines:
        raise Refused(NOBODY)
    people = {person.pk: person for person in Person.objects.of(actor.college_id).filter(pk__in=_once(lines))}
    children: dict[UUID, list[str]] = {}
    for line in lines:
        children.setdefault(line.person, []).extend([line.student] if line.student else [])
    made = []
    with transaction.atomic():
        for pk in sorted(people):  # parents of children in two groups are locked by both in one order
            audit.lock(actor.college_id, pk)
        for pk in _once(lines):
            slip = fresh_code(actor, people[pk])
            head = audit.lock(actor.college_id, pk)  # as the code has moved it
            told = {"group": group.name, "until": slip.expires.isoformat()}
            audit.append(head, actor, [audit.Event("credentials.print", f"person:{pk.hex}", None, told)])
            whose = ", ".join(children[pk])
            under = f"родитель: {whose}, {group.name}" if whose else group.name
            made.append(FamilySlip(str(people[pk]), whose, slip, under))
        return paper(made)


def handed(actor: PersonActor, group: Group, lines: Sequence[Line]) -> int:
    """Note that these people have their slips in hand. Returns how many were waiting."""
    policy.require(actor, ISSUE, group)
    if not lines:
        raise Refused(NOBODY)
    return hand_over(actor, _once(lines))


def forget_factor(actor: PersonActor, group: Group, lines: Sequence[Line], ground: str) -> int:
    """Somebody of a family lost his second factor: the head has seen him (54). Returns how many had one. Raises ``Refused``."""
    policy.require(actor, ISSUE, group)
    policy.confirmed(actor)
    people = Person.objects.of(actor.college_id).filter(pk__in=_once(lines))
    if not lines:
        raise Refused(NOBODY)
    for person in people:
        if not is_family(actor, person.pk):
            raise Refused(of_staff(person))
    guarded = Account.objects.of(actor.college_id).filter(person__in=_once(lines), guarded=True)
    holders = set(guarded.values_list("person_id", flat=True))
    with transaction.atomic():
        for person in people:
            if person.pk in holders:
                drop(actor, person, ground, ISSUE, group)
    if not holders:
        raise Refused(NO_FACTOR)
    return len(holders)


def _once(lines: Sequence[Line]) -> list[UUID]:
    """A mother of two on the list gets one slip."""
    return list(dict.fromkeys(line.person for line in lines))
