"""Norms of load and rates are set with dates (A5.10). The record's chain is the college's; nothing earlier disappears."""

from datetime import date

from django.db import transaction

from zhurnal.kernel import audit, policy
from zhurnal.kernel.errors import Absent
from zhurnal.oversight.models import LoadNorm, TeacherRate
from zhurnal.oversight.rules.norms import Norm
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person

SET = "oversight.load.set"


def set_norm(actor: PersonActor, norm: Norm) -> None:
    """The hours of one rate from a date; a norm of the same date is replaced, and the record keeps both."""
    _require(actor)
    with transaction.atomic():
        head = audit.lock(actor.college_id, actor.college_id)
        row = LoadNorm.objects.of(actor.college_id).filter(since=norm.since).first()
        before = [row.year_hours, row.limit_hours, row.months] if row else None
        after = [norm.year_hours, norm.limit_hours, norm.months]
        values = {"year_hours": norm.year_hours, "limit_hours": norm.limit_hours, "months": norm.months}
        if row is None:
            LoadNorm.objects.create(college_id=actor.college_id, since=norm.since, **values)
        else:
            LoadNorm.objects.of(actor.college_id).filter(pk=row.pk).update(**values)
        audit.append(head, actor, [audit.Event(SET, f"norm:{norm.since.isoformat()}", before, after)])


def set_rate(actor: PersonActor, teacher: Person, since: date, rate: int) -> None:
    """A teacher's rate in hundredths from a date."""
    _require(actor)
    with transaction.atomic():
        head = audit.lock(actor.college_id, actor.college_id)
        rows = TeacherRate.objects.of(actor.college_id).filter(teacher=teacher.pk, since=since)
        before = rows.values_list("rate", flat=True).first()
        if before is None:
            TeacherRate.objects.create(college_id=actor.college_id, teacher=teacher, since=since, rate=rate)
        else:
            rows.update(rate=rate)
        audit.append(head, actor, [audit.Event(SET, f"rate:{teacher.pk.hex}:{since.isoformat()}", before, rate)])


def _require(actor: PersonActor) -> None:
    if not policy.may(actor, SET):
        raise Absent
