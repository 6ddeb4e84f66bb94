"""The college's calendar as an office works by it: students' holidays are its working days."""

from datetime import date, timedelta
from uuid import UUID

from zhurnal.academic_year.models import Holiday
from zhurnal.privacy.rules.clock import is_vacation

AROUND = timedelta(days=120)


def free_days(college_id: UUID, day: date) -> frozenset[date]:
    """Days around ``day`` on which nobody works, Saturdays and Sundays aside. One statement."""
    rows = Holiday.objects.of(college_id).filter(date__range=(day - AROUND, day + AROUND))
    return frozenset(free for free, name in rows.values_list("date", "name") if not is_vacation(name))
