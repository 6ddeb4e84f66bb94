"""Whom of his parents a student lets see his journal."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from zhurnal.kernel.policy import visible
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Guardianship, Person
from zhurnal.people.policy import CONSENT
from zhurnal.people.rules.age import Sight, comes_of_age, is_adult, parents_sight


@dataclass(frozen=True, slots=True)
class Bond:
    """A parent. ``consent``: the student's word; ``sees``: whether he sees the journal today."""

    ref: UUID
    name: str
    basis: str
    consent: bool
    sees: bool


@dataclass(frozen=True, slots=True)
class Consents:
    """``of_age``: the first day of full age, None where the birthday is not known; ``adult``: it has come."""

    bonds: tuple[Bond, ...]
    of_age: date | None
    adult: bool
    asked: bool


def own_consents(actor: PersonActor) -> Consents:
    """The student's parents by name. Two statements."""
    born = Person.objects.of(actor.college_id).filter(pk=actor.person_id).values_list("birth_date", flat=True).get()
    adult, asked = is_adult(born, actor.adult_since), actor.asked_since is not None
    rows = visible(actor, CONSENT).filter(Q(until=None) | Q(until__gte=actor.today), since__lte=actor.today)
    bonds = tuple(
        Bond(row.pk, str(row.parent), row.basis, row.consent, _sees(actor, born, row))
        for row in rows.select_related("parent").order_by("parent__surname", "parent__given", "pk")
    )
    return Consents(bonds, comes_of_age(born) if born is not None else None, adult, asked)


def _sees(actor: PersonActor, born: date | None, bond: Guardianship) -> bool:
    return parents_sight(born, actor.asked_since, allowed=bond.consent) is Sight.OPEN
