"""What this room hears from below: of marks that became visible those that are not enough are debts (A4.7); a result that
was brought counts; debts of who is expelled end."""

from typing import Any
from uuid import UUID

from django.dispatch import receiver

from zhurnal.assessment.signals import results_published
from zhurnal.movement.models import Credit
from zhurnal.movement.rules.places import Place
from zhurnal.movement.signals import credit_recorded, credit_undone, order_changed, order_effective
from zhurnal.people.actor import PersonActor
from zhurnal.statements.actions.credits import count_credit, uncount_credit
from zhurnal.statements.actions.expelled import follow_expulsion
from zhurnal.statements.actions.term_debts import owe_term_marks


@receiver(results_published)
def owe(actor: PersonActor, students: frozenset[UUID], term: UUID, **_more: Any) -> None:
    """Debts of the term marks that are visible from now on."""
    owe_term_marks(actor, students, term)


@receiver(credit_recorded)
def count(actor: PersonActor, credit: Credit, place: Place, **_more: Any) -> None:
    """Перезачёт (A2.13)."""
    count_credit(actor, credit, place)


@receiver(credit_undone)
def uncount(actor: PersonActor, credit: Credit, **_more: Any) -> None:
    """A mistaken перезачёт is taken back."""
    uncount_credit(actor, credit)


@receiver([order_changed, order_effective])
def follow(actor: PersonActor, movements: tuple[UUID, ...], **_more: Any) -> None:
    """An expulsion, or its undoing (A4.8)."""
    follow_expulsion(actor, movements)
