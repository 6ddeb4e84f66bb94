"""Parameters are kept under a name, given a schedule, and let go."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from zhurnal.kernel import audit, policy
from zhurnal.kernel.errors import Absent, Refused
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.actor import PersonActor
from zhurnal.reports.models import SavedReport
from zhurnal.reports.policy import KEEP

MOST = 60
_MANY = Refusal("many_saved", "Сохранённых отчётов уже %(most)s. Удалите те, что больше не нужны.", {"most": MOST})
_PROVED = Refusal(
    "proved",
    "Этот список сам не строится: в нём СНИЛС, и файл дают тому, кто подтвердил, что это он. Сохраните его без расписания.",
    needs="schedule",
)
_NAMELESS = Refusal("nameless", "Напишите, под каким именем сохранить отчёт.", needs="name")


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept: parameters as the form was sent them, whether with their period, and the schedule («» is none).

    ``proved``: the file of this report is given to who has proved himself anew.
    """

    report: str
    name: str
    parameters: Mapping[str, str]
    pinned: bool = False
    schedule: str = ""
    proved: bool = False


def keep_report(actor: PersonActor, kept: Kept) -> SavedReport:
    """A name of the same report that is there already gets the new parameters. Raises ``Refused``."""
    if not policy.may(actor, KEEP) or actor.person_id is None:
        raise Absent
    name = " ".join(kept.name.split())[:120]
    if not name:
        raise Refused(_NAMELESS)
    own = SavedReport.objects.of(actor.college_id).filter(person=actor.person_id)
    if kept.schedule and kept.proved:
        raise Refused(_PROVED)
    with transaction.atomic():
        head = audit.lock(actor.college_id, actor.college_id)
        known = own.filter(report=kept.report, name=name)
        values = {
            "parameters": dict(kept.parameters), "pinned": kept.pinned, "schedule": kept.schedule, "since": actor.today,
        }  # fmt: skip
        row: SavedReport | None = known.first()
        if row is None:
            if own.count() >= MOST:
                raise Refused(_MANY)
            row = SavedReport.objects.create(
                college_id=actor.college_id, person_id=actor.person_id, report=kept.report, name=name, **values
            )
        else:
            known.update(**values)
        after = {"report": kept.report, "schedule": kept.schedule, "pinned": kept.pinned}
        audit.append(head, actor, [audit.Event(KEEP, f"saved:{row.pk.hex}", None, after)])
    return row


def drop_report(actor: PersonActor, row: SavedReport) -> None:
    """No more kept; files that it made stay until their time."""
    policy.require(actor, KEEP, row)
    with transaction.atomic():
        head = audit.lock(actor.college_id, actor.college_id)
        SavedReport.objects.of(actor.college_id).filter(pk=row.pk).delete()
        audit.append(head, actor, [audit.Event(KEEP, f"saved:{row.pk.hex}", {"report": row.report}, None)])
