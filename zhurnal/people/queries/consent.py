"""Whom of his parents a student lets see his journal."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from zhurnal.kernel.policy import visible
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person
from zhurnal.people.policy import CONSENT
from zhurnal.people.rules.age import comes_of_age


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
    adult = born is not None and born <= actor.adult_since
    asked = actor.parameters.adult_parents_need_consent
    rows = visible(actor, CONSENT).filter(Q(until=None) | Q(until__gte=actor.today), since__lte=actor.today)
    bonds = tuple(
        Bond(row.pk, str(row.parent), row.basis, row.consent, row.consent or not (asked and adult))
        for row in rows.select_related("parent").order_by("parent__surname", "parent__given", "pk")
    )
    return Consents(bonds, comes_of_age(born) if born is not None else None, adult, asked)
