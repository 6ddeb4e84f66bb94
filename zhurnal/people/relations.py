"""Who may see whose journal in a family (2.7, 2.8, A11.3)."""

from datetime import date
from uuid import UUID

from django.db.models import Q

from zhurnal.people.models import Guardianship


def open_bonds(asked_since: date | None) -> Q:
    """Bonds of parents who see the journal: of those born by the day only with their own word, while no birthday is known too.

    ``people.rules.age.parents_sight`` in the words of the database; None asks no word of anybody.
    """
    return Q() if asked_since is None else Q(consent=True) | Q(student__birth_date__gt=asked_since)


def children_of(college_id: UUID, parent_id: UUID | None, day: date, asked_since: date | None) -> Q:
    """Students whose journal the parent may see on the day.

    With ``asked_since``, of those born by then (adults) only with their own consent.
    """
    rows = Guardianship.objects.of(college_id).filter(
        open_bonds(asked_since), Q(until__isnull=True) | Q(until__gte=day), parent=parent_id, since__lte=day
    )
    return Q(pk__in=rows.values("student_id"))
