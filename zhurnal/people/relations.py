"""Who may see whose journal in a family (2.7, 2.8, A11.3)."""

from datetime import date
from uuid import UUID

from django.db.models import Q

from zhurnal.people.models import Guardianship


def children_of(college_id: UUID, parent_id: UUID | None, day: date, adult_since: date | None) -> Q:
    """Students whose journal the parent may see on the day.

    With ``adult_since``, of those born by then (adults) only with their own consent.
    """
    rows = Guardianship.objects.of(college_id).filter(
        Q(until__isnull=True) | Q(until__gte=day), parent=parent_id, since__lte=day
    )
    if adult_since is not None:
        rows = rows.filter(Q(consent=True) | Q(student__birth_date__gt=adult_since))
    return Q(pk__in=rows.values("student_id"))
