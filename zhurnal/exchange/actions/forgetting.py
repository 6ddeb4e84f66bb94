"""What a file said of people does not outlive its use: it stands where it was written, not in old imports."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q

from zhurnal.exchange.imports.readers.kinds import Kind
from zhurnal.exchange.models import ImportRun
from zhurnal.organisation.agenda import expect
from zhurnal.organisation.models import College
from zhurnal.people.actor import PersonActor

REGISTERS_KEPT = timedelta(days=30)
"""Passports and addresses: so long an import of registers can be looked through and taken back."""
KEPT = timedelta(days=365)
"""Names: so long any other import can."""


def kept_for(kind: str) -> timedelta:
    """How long the rows of an import of this kind are kept."""
    return REGISTERS_KEPT if kind == Kind.REGISTERS else KEPT


def expect_forgetting(actor: PersonActor, run: ImportRun) -> None:
    """The rows of this import are forgotten on their day. First in its transaction, as ``agenda.expect`` asks."""
    expect(actor.college_id, actor.today + kept_for(run.kind))


def forget_files(college: College, today: date) -> date | None:
    """Empty the imports whose term is over; the day of the next one. Counts and the record of changes stay."""
    zone = ZoneInfo(college.timezone)
    full = ImportRun.objects.of(college.pk).exclude(plan=b"", reading=b"", mended=[])
    registers, others = Q(kind=Kind.REGISTERS.value), ~Q(kind=Kind.REGISTERS.value)
    kinds = ((registers, REGISTERS_KEPT), (others, KEPT))
    over = Q()
    for kind, kept in kinds:
        over |= kind & Q(made_at__lt=datetime.combine(today - kept + timedelta(days=1), time(), zone))
    full.filter(over, state="preview").update(state="dropped")
    full.filter(over).update(plan=b"", reading=b"", mended=[], answers={})
    left = (
        (full.filter(kind).order_by("made_at").values_list("made_at", flat=True).first(), kept) for kind, kept in kinds
    )
    return min((made.astimezone(zone).date() + kept for made, kept in left if made is not None), default=None)
