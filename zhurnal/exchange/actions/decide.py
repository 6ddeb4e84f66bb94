"""Applying an import in one transaction, and undoing it as a whole."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import F

from zhurnal.academic_year.rules.closed import year_closed
from zhurnal.exchange.actions.orders import undo_orders, write_orders
from zhurnal.exchange.actions.prepare import frame_of, renew
from zhurnal.exchange.actions.telling import move_events, record_registers, tell_moves, tell_timetable
from zhurnal.exchange.actions.traces import leave_traces
from zhurnal.exchange.imports import rows
from zhurnal.exchange.imports.archived import archived_year
from zhurnal.exchange.imports.closed import closed_term
from zhurnal.exchange.imports.packing import pack_plan, pack_reading, unpack_plan, unpack_reading
from zhurnal.exchange.imports.plan.entities import ENTITIES, HIDDEN
from zhurnal.exchange.imports.plan.lessons import EVERY
from zhurnal.exchange.imports.plan.planner import make_plan
from zhurnal.exchange.imports.readers.kinds import Kind
from zhurnal.exchange.imports.readers.lists import ListFile
from zhurnal.exchange.imports.retyping import only
from zhurnal.exchange.imports.undoing import obstacle
from zhurnal.exchange.models import ImportRun
from zhurnal.exchange.policy import DECIDE, EDIT
from zhurnal.exchange.rules.changes import WRITTEN, Change, What, counted, digest
from zhurnal.exchange.rules.stages import Stage, Tell, silent
from zhurnal.journal.models import StudentFeed
from zhurnal.kernel import audit, policy
from zhurnal.kernel.errors import Absent, Refused
from zhurnal.kernel.models import ChainHead
from zhurnal.kernel.refusal import Refusal
from zhurnal.kernel.sql import refresh_statistics
from zhurnal.organisation.actions import hold_college
from zhurnal.people.actions.roles import record_ends, refusal_to_give_back
from zhurnal.people.actor import PersonActor
from zhurnal.people.policy import FAMILY

log = logging.getLogger("zhurnal.errors")
STALE = Refusal("stale", "Пока вы смотрели, данные изменились: посмотрите ещё раз. Ничего не записано.")
DECIDED = Refusal("decided", "Эта загрузка уже не ждёт решения.")
NOT_APPLIED = Refusal("not_applied", "Отменить можно только то, что загружено.")
FORGOTTEN = Refusal(
    "forgotten",
    "Строки этой загрузки удалены: их срок прошёл (реестры – 30 дней, остальное – год). Исправьте данные там, где они стоят: история у каждой записи.",
)
REFUSED_BY_DATABASE = Refusal(
    "database", "База не приняла одну из строк, поэтому не записано ничего. Посмотрите ещё раз."
)


def apply_import(
    actor: PersonActor, run: ImportRun, choices: dict[str, str] | None = None, tell: Tell = silent
) -> ImportRun:
    """Write what the preview shows; ``tell`` hears how far it is.

    Raises ``Refused`` when the college has changed since, and renews the preview; ``Unconfirmed`` where roles are given and nobody
    has proved within minutes who is there (2.9).
    """
    ask_who(actor, run, ())
    try:
        with transaction.atomic():
            run = _locked(actor, run, "preview", DECIDED)
            changes = _planned_again(actor, run, {**run.answers, **(choices or {})}, tell)
            if changes is not None:
                ask_who(actor, run, changes)
                _write(actor, run, changes, tell)
    except IntegrityError as trouble:
        renew(actor, run)
        raise Refused(REFUSED_BY_DATABASE) from trouble
    if changes is None:
        renew(actor, run)
        raise Refused(STALE)
    if not run.by_hand:
        try:
            refresh_statistics()
        except DatabaseError:  # all is written: whoever heard «не выполнено» of it would be told an untruth
            log.exception("the database did not look at what was loaded")
    return run


def ask_who(actor: PersonActor, run: ImportRun, changes: Iterable[Change]) -> None:
    """Whoever writes the list of staff, or gives or takes a role of the staff by any other file, proves again who he is (2.9)."""
    roles = (change for change in changes if change.entity == "role" and change.what in WRITTEN)
    if run.kind == Kind.STAFF or any(change.after.get("role") not in FAMILY for change in roles):
        policy.confirmed(actor)


def undo_import(actor: PersonActor, run: ImportRun) -> ImportRun:
    """Take back everything that the run wrote. Raises ``Refused`` when something else rests on it, ``Unconfirmed`` as above."""
    try:
        with transaction.atomic():
            run = _locked(actor, run, "applied", NOT_APPLIED)
            if not run.plan:
                raise Refused(FORGOTTEN)
            changes, _problems = unpack_plan(run.plan)
            ask_who(actor, run, changes)
            if run.kind == Kind.ORDERS:
                undo_orders(actor, run)
            else:
                _take_back(actor, run, [change for change in changes if change.what in WRITTEN])
            run.state, run.undone_at = "undone", actor.now
            _record(actor, run, "exchange.undo", changes)
            ImportRun.objects.of(actor.college_id).filter(pk=run.pk).update(state=run.state, undone_at=run.undone_at)
    except IntegrityError as trouble:
        text = "На освободившихся местах уже стоят другие строки, прежние значения вернуть нельзя. Ничего не изменено."
        raise Refused(Refusal("rests", text)) from trouble
    return run


def _locked(actor: PersonActor, run: ImportRun, state: str, refusal: Refusal) -> ImportRun:
    """The run, with imports of the college in one line and its journals held until the end."""
    policy.require(actor, EDIT if run.by_hand else DECIDE, run)
    found = ImportRun.objects.of(actor.college_id).filter(pk=run.pk)
    if connection.features.has_select_for_update:
        hold_college(actor.college_id)
        if not run.by_hand:  # an edit of a list touches no journal
            list(ChainHead.objects.of(actor.college_id).order_by("chain").select_for_update().values_list("pk"))
    row = found.first()
    if row is None:
        raise Absent
    if row.state != state:
        raise Refused(refusal)
    return row  # type: ignore[no-any-return]


def _planned_again(actor: PersonActor, run: ImportRun, choices: dict[str, str], tell: Tell) -> list[Change] | None:
    """The changes, if the college still is what the preview saw."""
    reading = unpack_reading(run.kind, run.reading)
    if reading is None:
        return []
    tell(Stage.COMPARE, 0, 0)
    plan = make_plan(frame_of(run, actor, tell=tell), reading)
    if plan.digest != run.digest:
        return None
    answers = {f"{change.entity}:{change.key}" for change in plan.changes if change.asks} | {EVERY}
    chosen = {key: value for key, value in choices.items() if key in answers}
    if chosen:
        plan = make_plan(frame_of(run, actor, chosen), reading)
    return list(plan.changes)


def _write(actor: PersonActor, run: ImportRun, changes: list[Change], tell: Tell) -> None:
    _outside_archive(actor, changes)
    problems = tuple(unpack_plan(run.plan)[1])
    orders = run.kind == Kind.ORDERS
    done = write_orders(actor, run, changes, tell) if orders else rows.write(actor.college_id, changes, actor.now, tell)
    tell(Stage.RECORD, 0, 0)
    leave_traces(run, done)
    _touch_feeds(actor.college_id, done)
    tell_timetable(actor, tell_moves(actor, done))
    record_registers(actor, done, "загружено из файла")
    record_ends(actor, {UUID(change.pk): _day(change.before["until"]) for change in _roles_ended(done)})
    run.state, run.applied_at, run.reading = "applied", actor.now, _left(run, done)
    run.plan, run.counts = pack_plan(tuple(done), problems), {**run.counts, **counted(done, HIDDEN)}
    _record(actor, run, "exchange.apply", done, move_events(done))
    ImportRun.objects.of(actor.college_id).filter(pk=run.pk).update(
        state=run.state, applied_at=run.applied_at, reading=run.reading, plan=run.plan, counts=run.counts
    )


def _left(run: ImportRun, done: Sequence[Change]) -> bytes:
    """Of a list: the rows that were not taken, so that they can still be fetched as a file and mended."""
    reading = unpack_reading(run.kind, run.reading)
    lines = frozenset(change.line for change in done if change.what in (What.REFUSE, What.ASK) and change.line)
    if run.by_hand or not lines or reading is None or not isinstance(reading.content, ListFile):
        return b""
    return pack_reading(replace(reading, content=only(reading.content, lines)))


def _outside_archive(actor: PersonActor, changes: Sequence[Change]) -> None:
    """Raises ``Refused`` when something of a closed year or of a closed term would be changed."""
    name = archived_year(actor.college_id, changes)
    if name is not None:
        raise Refused(year_closed(name))
    closed = closed_term(actor.college_id, changes)
    if closed is not None:
        raise Refused(closed)


def _take_back(actor: PersonActor, run: ImportRun, written: list[Change]) -> None:
    """Created rows leave in the opposite order, changed ones get what they had; nothing is touched when something rests on them."""
    _outside_archive(actor, written)
    college_id = actor.college_id
    reason = obstacle(college_id, written)
    if reason:
        raise Refused(Refusal("rests", "Отменить нельзя: %(reason)s", {"reason": reason}))
    ended = _roles_ended(written)
    refusal = refusal_to_give_back(
        actor, {UUID(change.pk): date.fromisoformat(change.after["until"]) for change in ended}
    )
    if refusal is not None:
        raise Refused(refusal)
    tell_timetable(actor, written)
    for name in reversed(ENTITIES):
        own = [change for change in written if change.entity == name]
        model = ENTITIES[name].model
        rows.remove(college_id, model, [change.pk for change in own if change.what is What.CREATE])
        rows.update(college_id, model, [(change.pk, change.before) for change in own if change.what is not What.CREATE])
    record_ends(actor, {UUID(change.pk): _day(change.after["until"]) for change in ended}, given_back=True)
    _touch_feeds(college_id, written)
    zone, applied = actor.now.tzinfo, run.applied_at or actor.now
    record_registers(actor, written, "загрузка отменена", applied.astimezone(zone).date())


def _roles_ended(changes: Iterable[Change]) -> list[Change]:
    """Roles of people who were here before, whose last day the list sets."""
    return [change for change in changes if change.entity == "role" and change.what is What.CLOSE]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _touch_feeds(college_id: UUID, changes: Iterable[Change]) -> None:
    """Open diaries look again; by which programme a journal goes they do not show."""
    shown = (change for change in changes if change.entity != "course" or set(change.after) != {"programme_id"})
    if any(change.entity in ("lesson", "course", "membership", "submembership") for change in shown):
        StudentFeed.objects.of(college_id).update(version=F("version") + 1)


def _record(
    actor: PersonActor, run: ImportRun, action: str, changes: list[Change], more: Sequence[audit.Event] = ()
) -> None:
    """One event in the run's own chain: counts by table and the hash of all rows; ``more``: what is told beside it."""
    written = [change for change in changes if change.what in WRITTEN]
    by_table: dict[str, dict[str, int]] = {}
    for change in written:
        table = by_table.setdefault(change.entity, {})
        table[change.what.value] = table.get(change.what.value, 0) + 1
    after = {
        "kind": run.kind,
        "files": run.title,
        "rows": by_table,
        "digest": digest(replace(c, note="") for c in written),
    }
    head = audit.lock(actor.college_id, run.pk)
    audit.append(head, actor, [audit.Event(action, f"import:{run.pk.hex}", None, after), *more])
