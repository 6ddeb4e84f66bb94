"""Changing rows of lists: each edit is a small import, so it is planned, written, undone and remembered as one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from zhurnal.exchange.actions.decide import apply_import, ask_who
from zhurnal.exchange.actions.edit import keep_edit, plan_edit
from zhurnal.exchange.lists import LISTS
from zhurnal.exchange.models import ImportRun
from zhurnal.exchange.rules.changes import WRITTEN, Change, What
from zhurnal.kernel.wording import plural
from zhurnal.people.actor import PersonActor


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an edit. ``refusals``: sentences, then nothing was written; ``asks``: the run waits for an answer."""

    run: ImportRun | None = None
    refusals: tuple[str, ...] = ()
    asks: bool = False
    row: UUID | None = None


def change_row(
    actor: PersonActor, name: str, row: UUID, texts: Mapping[str, str], changes: Mapping[str, str]
) -> Outcome:
    """Set cells of one row. ``texts``: what stands there now, for the title; nothing differs, nothing is written."""
    if not changes:
        return Outcome(row=row)
    titles = ", ".join(LISTS[name].column(key).title for key in changes)
    title = f"{_called(name, texts)}: {titles}"
    whole = {**texts, **changes}
    told = [column.key for column in LISTS[name].columns if column.key in changes or column.required]
    columns = ("code", *told)
    return _write(actor, name, title, columns, [(row.hex, *(whole.get(key, "") for key in told))], row)


def add_row(actor: PersonActor, name: str, texts: Mapping[str, str]) -> Outcome:
    """A new row out of the cells that are filled in."""
    columns = tuple(key for key, text in texts.items() if text)
    title = f"{_called(name, texts)}: новая запись"
    if not columns:
        first = LISTS[name].required[0].title
        return Outcome(refusals=(f"Форма пуста. Начните с поля «{first}».",))
    columns = tuple(dict.fromkeys((*(column.key for column in LISTS[name].required), *columns)))
    return _write(actor, name, title, columns, [tuple(texts.get(key, "") for key in columns)], None)


def change_many(
    actor: PersonActor, name: str, rows: Sequence[tuple[UUID, Mapping[str, str]]], key: str, text: str
) -> Outcome:
    """The preview of one value for many rows; rows where it already stands are kept. Nothing is written yet."""
    column = LISTS[name].column(key)
    required = [one.key for one in LISTS[name].required if one.key != key]
    cells = [(pk.hex, *(texts.get(one, "") for one in required), text) for pk, texts in rows]
    bearers = plural(len(rows), ("строка", "строки", "строк"))
    title = f"{column.title}: {text or 'убрать'} ({bearers})"
    run, plan = plan_edit(actor, name, title, ("code", *required, key), cells)
    if not any(change.what in WRITTEN for change in plan.changes):
        notes = dict.fromkeys(change.note for change in plan.changes if change.note)
        return Outcome(refusals=tuple(notes) or ("У выбранных строк так уже и стоит: менять нечего.",))
    return Outcome(keep_edit(run), asks=True)


def _write(
    actor: PersonActor, name: str, title: str, columns: tuple[str, ...], cells: list[tuple[str, ...]], row: UUID | None
) -> Outcome:
    """Written at once, unless something is refused (then nothing is kept) or asked (then a person answers first)."""
    run, plan = plan_edit(actor, name, title, columns, cells)
    refusals = _refusals(plan.changes)
    if refusals:
        return Outcome(refusals=refusals, row=row)
    if any(change.asks for change in plan.changes):
        return Outcome(keep_edit(run), asks=True, row=row)
    written = [change for change in plan.changes if change.what in WRITTEN]
    if not written:
        already = "Такая запись уже есть: ничего не изменилось." if row is None else ""
        return Outcome(refusals=(already,) if already else (), row=row)
    ask_who(actor, run, written)
    with transaction.atomic():  # else a run that breaks off is kept, and nobody decides it
        applied = apply_import(actor, keep_edit(run))
    return Outcome(applied, row=row)


def _refusals(changes: Sequence[Change]) -> tuple[str, ...]:
    """Sentences that stand in the way: what cannot be taken, and questions that only the journal answers."""
    told = [c.note for c in changes if c.what is What.REFUSE or (c.what is What.ASK and not c.asks)]
    return tuple(dict.fromkeys(told))


def _called(name: str, texts: Mapping[str, str]) -> str:
    """How a row is called in the list of edits."""
    if "surname" in texts:
        return " ".join(texts[key] for key in ("surname", "given", "patronymic") if texts.get(key))
    keys = [column.key for column in LISTS[name].required]
    return ", ".join(texts[key] for key in keys if texts.get(key))[:120]
