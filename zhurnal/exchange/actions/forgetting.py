"""What a file of a register said does not outlive its use: passports and addresses stand in the registers, not in old imports."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from zhurnal.exchange.imports.readers.kinds import Kind
from zhurnal.exchange.models import ImportRun
from zhurnal.organisation.agenda import expect
from zhurnal.organisation.models import College
from zhurnal.people.actor import PersonActor

KEPT = timedelta(days=30)  # so long an import of registers can be looked through and undone


def expect_forgetting(actor: PersonActor, run: ImportRun) -> None:
    """The rows of this import are forgotten on their day. First in its transaction, as ``agenda.expect`` asks."""
    if run.kind == Kind.REGISTERS:
        expect(actor.college_id, actor.today + KEPT)


def forget_registers(college: College, today: date) -> date | None:
    """Empty the imports of registers whose term is over; the day of the next one. Counts and the record of changes stay."""
    zone = ZoneInfo(college.timezone)
    own = ImportRun.objects.of(college.pk).filter(kind=Kind.REGISTERS.value)
    full = own.exclude(plan=b"", reading=b"")
    over = full.filter(made_at__lt=datetime.combine(today - KEPT + timedelta(days=1), time(), zone))
    over.filter(state="preview").update(state="dropped")
    over.update(plan=b"", reading=b"")
    made = full.order_by("made_at").values_list("made_at", flat=True).first()
    return None if made is None else made.astimezone(zone).date() + KEPT
