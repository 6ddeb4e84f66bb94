"""Reading files and making the preview: nothing of the college changes."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db import transaction

from zhurnal.exchange.actions.forgetting import expect_forgetting
from zhurnal.exchange.imports.packing import pack_plan, pack_reading, unpack_reading
from zhurnal.exchange.imports.plan.book import Frame
from zhurnal.exchange.imports.plan.entities import HIDDEN
from zhurnal.exchange.imports.plan.planner import ImportPlan, make_plan
from zhurnal.exchange.imports.readers.kinds import LIST_KINDS, Kind
from zhurnal.exchange.imports.readers.problems import Severity
from zhurnal.exchange.imports.readers.reading import Reading
from zhurnal.exchange.imports.readers.sandbox import read
from zhurnal.exchange.imports.readers.sources import Source, as_sources
from zhurnal.exchange.models import ImportRun
from zhurnal.exchange.policy import DECIDE, EDIT, RUN
from zhurnal.exchange.rules.changes import counted
from zhurnal.exchange.rules.names import fit
from zhurnal.exchange.rules.stages import Stage, Tell, silent
from zhurnal.kernel import policy
from zhurnal.kernel.errors import Absent
from zhurnal.people.actor import PersonActor

DROPPED: dict[str, Any] = {"state": "dropped", "reading": b"", "plan": b"", "mended": [], "answers": {}}
KEPT = dt.timedelta(days=7)  # how long an undecided preview keeps what was read


def prepare(
    actor: PersonActor,
    kind: Kind,
    files: Iterable[Path | str | Source],
    since: dt.date | None = None,
    until: dt.date | None = None,
    tell: Tell = silent,
) -> ImportRun:
    """Read the files apart, compare with the college, keep the preview. The files may be deleted afterwards.

    ``tell`` hears how far it is.
    """
    if not policy.may(actor, DECIDE if kind is Kind.ORDERS else RUN):
        raise Absent
    sources = as_sources(files)
    tell(Stage.READ, 0, 0)
    reading = read(kind, sources)
    listed = (
        since is not None and kind in LIST_KINDS
    )  # a list of a year that has not begun is compared with its first day
    run = ImportRun(
        college_id=actor.college_id, kind=kind.value, title=fit(", ".join(source.title for source in sources), 250),
        made_by_id=actor.person_id, made_at=actor.now, today=max(actor.today, since) if listed and since else actor.today, since=since, until=until,
        reading=pack_reading(reading),
    )  # fmt: skip
    tell(Stage.COMPARE, 0, 0)
    plan = make_plan(frame_of(run, actor, tell=tell), reading)
    tell(Stage.SHOW, 0, 0)
    show(run, plan)
    with transaction.atomic():
        expect_forgetting(actor, run)
        _forget_old(actor)
        ImportRun.objects.bulk_create([run])
    return run


def frame_of(run: ImportRun, actor: PersonActor, choices: dict[str, str] | None = None, tell: Tell = silent) -> Frame:
    """What the planners are told."""
    today = run.today or actor.today
    return Frame(run.college_id, today, actor.now, run.since, run.until, run.title, choices or {}, actor, tell)


def show(run: ImportRun, plan: ImportPlan) -> None:
    """Put a plan into the run's preview."""
    errors = sum(problem.severity is Severity.ERROR for problem in plan.problems)
    questions = sum(problem.severity is not Severity.ERROR for problem in plan.problems)
    run.plan, run.digest = pack_plan(plan.changes, plan.problems, plan.questions), plan.digest
    run.counts = counted(plan.changes, HIDDEN) | {
        "kept": plan.kept,
        "errors": errors,
        "questions": questions,
        "names": len(plan.questions),
    }


def renew(actor: PersonActor, run: ImportRun) -> None:
    """The preview once more, since the college has changed meanwhile."""
    reading: Reading | None = unpack_reading(run.kind, run.reading)
    if reading is not None:
        show(run, make_plan(frame_of(run, actor), reading))
        rows = ImportRun.objects.of(actor.college_id).filter(pk=run.pk, state="preview")
        rows.update(plan=run.plan, digest=run.digest, counts=run.counts)


def drop(actor: PersonActor, run: ImportRun) -> None:
    """The person does not want it: what was read is forgotten."""
    policy.require(actor, EDIT if run.by_hand else DECIDE, run)
    rows = ImportRun.objects.of(actor.college_id).filter(pk=run.pk, state="preview")
    rows.update(**DROPPED)


def _forget_old(actor: PersonActor) -> None:
    rows = ImportRun.objects.of(actor.college_id).filter(state="preview", made_at__lt=actor.now - KEPT)
    rows.update(**DROPPED)
