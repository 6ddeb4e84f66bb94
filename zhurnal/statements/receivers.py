"""What this room hears from below: term marks became visible, so those that are not enough are debts (A4.7)."""

from typing import Any
from uuid import UUID

from django.dispatch import receiver

from zhurnal.assessment.signals import results_published
from zhurnal.people.actor import PersonActor
from zhurnal.statements.actions.term_debts import owe_term_marks


@receiver(results_published)
def owe(actor: PersonActor, students: frozenset[UUID], term: UUID, **_more: Any) -> None:
    """Debts of the term marks that are visible from now on."""
    owe_term_marks(actor, students, term)
