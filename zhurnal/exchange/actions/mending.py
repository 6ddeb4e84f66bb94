"""Typing faulty cells of a list anew in its preview, and giving the faulty rows back as a file (3.1)."""

from collections.abc import Mapping
from dataclasses import replace

from django.db import connection, transaction

from zhurnal.exchange.actions.prepare import frame_of, show
from zhurnal.exchange.imports.packing import pack_reading, unpack_reading
from zhurnal.exchange.imports.plan.planner import make_plan
from zhurnal.exchange.imports.readers.lists import ListFile
from zhurnal.exchange.imports.retyping import texts_of, with_cells
from zhurnal.exchange.models import ImportRun
from zhurnal.exchange.policy import DECIDE
from zhurnal.exchange.rules.mending import LONGEST, Mended, Typed, kept, mended_of, remembered
from zhurnal.kernel import audit, policy
from zhurnal.kernel.errors import Refused
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.actor import PersonActor

DECIDED = Refusal("decided", "Эта загрузка уже не ждёт решения: ячейки в ней не исправить.")
TOO_LONG = Refusal("long_cell", f"В ячейку помещается {LONGEST} знаков. Ничего не исправлено.")


def mend_cells(actor: PersonActor, run: ImportRun, typed: Typed, answers: Mapping[str, str]) -> ImportRun:
    """Put what was typed in the place of what the file said, and judge all rows again; nothing of the college changes.

    ``answers``: what was said to questions meanwhile, so that nobody is asked twice. Raises ``Refused`` when the run is decided.
    """
    policy.require(actor, DECIDE, run)
    with transaction.atomic():
        rows = ImportRun.objects.of(actor.college_id).filter(pk=run.pk, by_hand=False)
        run = (rows.select_for_update() if connection.features.has_select_for_update else rows).first() or run
        if run.state != "preview":
            raise Refused(DECIDED)
        reading = unpack_reading(run.kind, run.reading)
        content = reading.content if reading is not None else None
        run.answers = {**run.answers, **answers}
        news = _news(actor, content, typed) if isinstance(content, ListFile) else []
        if reading is not None and isinstance(content, ListFile) and news:
            content = with_cells(content, _by_line(news))
            run.mended = kept(remembered(mended_of(run.mended), news))
            run.reading = pack_reading(replace(reading, content=content))
            show(run, make_plan(frame_of(run, actor), replace(reading, content=content)))
            _record(actor, run, news)
        rows.update(
            answers=run.answers, mended=run.mended, reading=run.reading, plan=run.plan, digest=run.digest, counts=run.counts
        )  # fmt: skip
    return run


def note_faulty(actor: PersonActor, run: ImportRun, rows: int) -> None:
    """That faulty rows of a file were taken out again is written down: who, how many (2.1)."""
    policy.require(actor, DECIDE, run)
    with transaction.atomic():
        head = audit.lock(actor.college_id, run.pk)
        audit.append(head, actor, [audit.Event("exchange.faulty.export", f"import:{run.pk.hex}", None, {"rows": rows})])


def _news(actor: PersonActor, content: ListFile, typed: Typed) -> list[Mended]:
    """Cells that say something else than before."""
    found: list[Mended] = []
    by = actor.person_id.hex if actor.person_id else ""
    for row in content.rows:
        texts = texts_of(content, row) if row.line in typed else {}
        for key, text in typed.get(row.line, {}).items():
            if key in texts and text != texts[key]:
                found.append(Mended(row.line, key, texts[key], text, by, actor.now.isoformat()))
    if any(len(one.after) > LONGEST for one in found):
        raise Refused(TOO_LONG)
    return found


def _by_line(news: list[Mended]) -> dict[int, dict[str, str]]:
    found: dict[int, dict[str, str]] = {}
    for one in news:
        found.setdefault(one.line, {})[one.column] = one.after
    return found


def _record(actor: PersonActor, run: ImportRun, news: list[Mended]) -> None:
    """One event in the run's own chain: which cells; what stands in them the run itself keeps, as long as it keeps its rows."""
    cells = [[one.line, one.column] for one in news]
    head = audit.lock(actor.college_id, run.pk)
    audit.append(head, actor, [audit.Event("exchange.mend", f"import:{run.pk.hex}", None, {"cells": cells})])
