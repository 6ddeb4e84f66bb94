"""A report made by the night is kept for its reader, told to him, and erased when its time is over."""

from dataclasses import dataclass
from datetime import UTC, date, timedelta
from uuid import UUID

from django.db import transaction

from zhurnal.kernel import audit
from zhurnal.people.actor import PersonActor
from zhurnal.reports.models import BuiltReport, SavedReport
from zhurnal.reports.rules.due import KEPT
from zhurnal.reports.rules.ready import Ready
from zhurnal.reports.signals import report_ready

MADE = "reports.built.made"


@dataclass(frozen=True, slots=True)
class Made:
    """A workbook, or (``content`` None) the sentence why there is none."""

    title: str
    rows: int = 0
    content: bytes | None = None
    trouble: str = ""


def keep_built(actor: PersonActor, saved: SavedReport, due: date, made: Made) -> BuiltReport:
    """``actor``: the reader, with his rights of now. The record tells which report was made for whom, not what it says."""
    with transaction.atomic():
        head = audit.lock(actor.college_id, actor.college_id)
        row: BuiltReport = BuiltReport.objects.create(
            college_id=actor.college_id, person_id=saved.person_id, report=saved.report, saved=saved.pk, name=saved.name,
            title=made.title[:250], due=due, made_at=actor.now.astimezone(UTC), rows=made.rows, content=made.content,
        )  # fmt: skip
        after = {"report": saved.report, "rows": made.rows, "trouble": bool(made.trouble)}
        audit.append(head, actor, [audit.Event(MADE, f"built:{row.pk.hex}", None, after)])
        ready = Ready(row.pk, saved.person_id, saved.name, made.title, due, made.trouble)
        report_ready.send(BuiltReport, actor=actor, ready=ready)
    return row


def erase_old(college_id: UUID, today: date) -> int:
    """Files older than their time lose their content; that there was one stays."""
    old = BuiltReport.objects.of(college_id).filter(due__lt=today - timedelta(days=KEPT), content__isnull=False)
    return int(old.update(content=None))
