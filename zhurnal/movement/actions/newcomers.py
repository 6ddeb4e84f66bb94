"""Newcomers of a file that is taken back: people on whom nothing rests leave with it, as if they had never been brought."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Model

from zhurnal.journal.models import StudentFeed
from zhurnal.movement.models import Movement, Order
from zhurnal.organisation.models import CollegeForeignKey
from zhurnal.people.models import Person

OWN: tuple[type[Model], ...] = (Movement, StudentFeed)
"""What the undone order itself has left about a person."""


def forget_newcomers(college_id: UUID, undone: Iterable[Movement]) -> int:
    """Delete those whom these undone admissions made, with the rows of the admission; the record of changes stays.

    Whoever is named anywhere else stays, and his undone order with him. Returns how many are gone.
    """
    rows = list(undone)
    made = {row.student_id for row in rows}
    if not made:
        return 0
    others = Movement.objects.of(college_id).filter(student__in=made).exclude(pk__in=[row.pk for row in rows])
    free = made - set(others.values_list("student_id", flat=True)) - _named_elsewhere(college_id, made)
    orders = {row.order_id for row in rows if row.student_id in free}
    Movement.objects.of(college_id).filter(student__in=free).delete()
    StudentFeed.objects.of(college_id).filter(student__in=free).delete()
    Person.objects.of(college_id).filter(pk__in=free).delete()
    kept = set(Movement.objects.of(college_id).filter(order__in=orders).values_list("order_id", flat=True))
    Order.objects.of(college_id).filter(pk__in=orders - kept).delete()
    return len(free)


def _named_elsewhere(college_id: UUID, people: set[UUID]) -> set[UUID]:
    """Those of the people whom any other row of the college names: one statement for each reference to a person."""
    found: set[UUID] = set()
    for relation in Person._meta.get_fields(include_hidden=True):
        field = getattr(relation, "field", None)
        if isinstance(field, CollegeForeignKey) and relation.auto_created and field.model not in OWN:
            named = field.model.objects.of(college_id).filter(**{f"{field.name}__in": people})  # type: ignore[attr-defined]
            found.update(named.values_list(field.attname, flat=True))
    return found
