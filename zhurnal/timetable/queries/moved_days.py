"""Days that work by another weekday."""

import datetime as dt

from zhurnal.people.actor import PersonActor
from zhurnal.timetable.models import MovedDay


def moved_days_of(actor: PersonActor) -> list[tuple[dt.date, int]]:
    """(date, weekday) of the days of the last two years, the newest first."""
    rows = MovedDay.objects.of(actor.college_id).filter(date__gte=actor.today - dt.timedelta(days=730))
    return list(rows.order_by("-date").values_list("date", "weekday"))
