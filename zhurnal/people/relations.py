"""Who may see whose journal in a family (2.7, 2.8, A11.3)."""

from datetime import date
from uuid import UUID

from django.db.models import Q

from zhurnal.kernel.dates import years_before
from zhurnal.people.models import Guardianship

ADULT = 18  # years


def children_of(college_id: UUID, parent_id: UUID | None, day: date, *, adults_need_consent: bool) -> Q:
    """Students whose journal the parent may see on the day; of an adult, only with that student's consent."""
    rows = Guardianship.objects.of(college_id).filter(
        Q(until__isnull=True) | Q(until__gte=day), parent=parent_id, since__lte=day
    )
    if adults_need_consent:
        rows = rows.filter(Q(consent=True) | Q(student__birth_date__gt=years_before(day, ADULT)))
    return Q(pk__in=rows.values("student_id"))
