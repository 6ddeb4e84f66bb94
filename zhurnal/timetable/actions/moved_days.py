"""Days that work by the timetable of another weekday (transfers of days off)."""

import datetime as dt

from django.db import transaction

from zhurnal.academic_year.models import AcademicYear
from zhurnal.kernel import audit, policy
from zhurnal.kernel.errors import Refused
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.actor import PersonActor
from zhurnal.timetable.models import MovedDay
from zhurnal.timetable.policy import PATTERN_WRITE

MOVED = "timetable.day.moved"
NOT_YOURS = Refusal("not_yours", "Рабочие дни переносит учебная часть.")
OUTSIDE = Refusal("outside", "Этот день вне учебных годов колледжа. Проверьте дату.")


def set_moved_day(actor: PersonActor, day: dt.date, weekday: int | None) -> None:
    """Let a day work by another weekday, or (None) by its own again. Lessons follow with the next generation. Raises ``Refused``."""
    if not policy.may(actor, PATTERN_WRITE):
        raise Refused(NOT_YOURS)
    year = AcademicYear.objects.of(actor.college_id).filter(starts__lte=day, ends__gte=day).first()
    if year is None:
        raise Refused(OUTSIDE)
    with transaction.atomic():
        head = audit.lock(actor.college_id, year.pk)
        rows = MovedDay.objects.of(actor.college_id).filter(date=day)
        before = rows.values_list("weekday", flat=True).first()
        if before == weekday:
            return
        rows.delete()
        if weekday is not None:
            MovedDay.objects.create(college_id=actor.college_id, date=day, weekday=weekday)
        audit.append(head, actor, [audit.Event(MOVED, day.isoformat(), before, weekday)])
