"""Days of practice that remarks keep open: until the evening of their term, and no longer than they wait to be closed (A10.4)."""

from datetime import date
from uuid import UUID

from zhurnal.inspection.models import Remark
from zhurnal.inspection.rules.states import OPEN


def opened_by_remarks(college_id: UUID, page: UUID, today: date) -> frozenset[date]:
    """Days of the page that are open today. One statement."""
    rows = Remark.objects.of(college_id).filter(practice=page, day__isnull=False, due__gte=today, state__in=OPEN)
    return frozenset(rows.values_list("day", flat=True))
