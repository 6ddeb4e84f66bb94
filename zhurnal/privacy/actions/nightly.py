"""Every night: what waits is written, and what is older than the college keeps it goes."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from zhurnal.kernel.wording import plural
from zhurnal.organisation.models import College
from zhurnal.privacy.actions.draining import drain
from zhurnal.privacy.models import Reading

BATCH = 1000
YEAR = 365
ROWS = ("запись", "записи", "записей")


def at_night(college: College, today: date) -> str:
    """What was done, in words."""
    drain()
    gone = sweep(college.pk, today - timedelta(days=max(YEAR, college.settings.readings_days)))
    return f"журнал доступа: удалено {plural(gone, ROWS)}"


def sweep(college_id: UUID, first: date) -> int:
    """Remove the readings of the days before ``first``, in small pieces; tells how many rows went."""
    limit = datetime(first.year, first.month, first.day, tzinfo=UTC)
    gone = 0
    while rows := _oldest(college_id, limit):
        gone += Reading.objects.of(college_id).filter(pk__in=rows).delete()[0]
    return gone


def _oldest(college_id: UUID, limit: datetime) -> list[UUID]:
    """The next rows to go, by the id, which begins with the time."""
    before = UUID(int=int(limit.timestamp() * 1000) << 80)
    rows = Reading.objects.of(college_id).filter(pk__lt=before).order_by("pk")
    return list(rows.values_list("pk", flat=True)[:BATCH])
