"""The history of a row: who changed what, when, from what to what, by hand, by a file or by an order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from zhurnal.exchange.imports.packing import unpack_plan
from zhurnal.exchange.imports.plan.entities import ENTITIES, HIDDEN
from zhurnal.exchange.models import ImportRun, RowTrace
from zhurnal.exchange.policy import EDIT, RUN
from zhurnal.exchange.queries.runs import names_of
from zhurnal.exchange.queries.words import difference
from zhurnal.exchange.rules.changes import WRITTEN, Change, What
from zhurnal.exchange.rules.mending import mended_of
from zhurnal.kernel import policy
from zhurnal.kernel.models import Change as Entry
from zhurnal.movement.models import Movement
from zhurnal.movement.rules.kinds import KIND_WORDS, Kind
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person
from zhurnal.people.rules.names import short_name

LISTED = 50  # latest events of a row
CONSOLE = "консоль сервера"
FATES = {What.CREATE: "создано", What.CHANGE: "изменено", What.CLOSE: "закончено"}


@dataclass(frozen=True, slots=True)
class Event:
    """One change. ``how``: by hand, the file's name, the order; ``lines``: (what, [(field, before, after)])."""

    at: datetime
    who: str
    how: str
    lines: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...]
    undone_at: datetime | None = None
    run: UUID | None = None
    by_hand: bool = False


def history_of(
    actor: PersonActor, rows: Sequence[UUID], *, person: bool = False, families: bool = False
) -> list[Event]:
    """The latest events of a row that the actor has opened through its door, newest first.

    ``rows``: its id, and that of the person who stands in it, when he is another row. ``families``: with his parents;
    whose parent somebody is stands on no other page than that of this very right.
    """
    found = _runs(actor, rows, families=families)
    if person:
        found += [*_orders(actor, rows[0]), *_entries(actor, rows[0])]
    return sorted(found, key=lambda event: event.at, reverse=True)[:LISTED]


def run_events(actor: PersonActor, about: Sequence[UUID]) -> list[Event]:
    """What files wrote about these rows."""
    return _runs(actor, about, families=False)


def _runs(actor: PersonActor, about: Sequence[UUID], *, families: bool) -> list[Event]:
    traces: dict[UUID, set[str]] = {}
    for run, wrote in RowTrace.objects.of(actor.college_id).filter(row__in=about).values_list("run_id", "wrote"):
        traces.setdefault(run, set()).add(wrote.hex)
    runs = ImportRun.objects.of(actor.college_id).filter(pk__in=traces).order_by("-applied_at")[:LISTED]
    maker = ("made_by__surname", "made_by__given", "made_by__patronymic")
    rows = list(runs.values("pk", "title", "applied_at", "undone_at", "by_hand", "plan", "mended", *maker))
    bonds = None if families else {row.hex for row in about}
    own = {run["pk"]: changes for run in rows if (changes := _own(run["plan"], traces[run["pk"]], bonds))}
    names = names_of(actor, [change for changes in own.values() for change in changes])
    opens = {True: policy.may(actor, EDIT), False: policy.may(actor, RUN)}
    zone = actor.now.tzinfo
    return [
        Event(
            at=run["applied_at"].astimezone(zone),
            who=short_name(*(run[name] for name in maker)) if run["made_by__surname"] else CONSOLE,
            how="правка" if run["by_hand"] else _file(run, own[run["pk"]]),
            lines=_lines(own[run["pk"]], names, about),
            undone_at=run["undone_at"].astimezone(zone) if run["undone_at"] else None,
            run=run["pk"] if opens[run["by_hand"]] else None,
            by_hand=run["by_hand"],
        )
        for run in rows
        if run["pk"] in own
    ]


def _file(run: dict[str, Any], changes: Iterable[Change]) -> str:
    """The file, and that its row was not taken as it stood."""
    mended = {one.line for one in mended_of(run["mended"])} & {change.line for change in changes}
    return f"файл «{run['title']}»{', строка исправлена при проверке' if mended else ''}"


def _own(plan: bytes, wrote: set[str], bonds: set[str] | None) -> list[Change]:
    """What the plan wrote about the row; of parents' rights only ``bonds``, when they are named."""
    changes, _problems = unpack_plan(plan)
    return [
        change
        for change in changes
        if change.pk in wrote
        and change.what in WRITTEN
        and change.entity not in HIDDEN
        and (bonds is None or change.entity != "guardianship" or change.pk in bonds)
    ]


def _lines(
    changes: Iterable[Change], names: dict[str, str], about: Sequence[UUID]
) -> tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...]:
    found, own = [], {row.hex for row in about}
    for change in changes:
        what = "" if change.pk in own and change.what is not What.CREATE else _about(change)
        found.append((what, tuple(difference(change, names))))
    return tuple(found)


def _about(change: Change) -> str:
    """«руководитель группы Э-21: Осипова …, создано»."""
    return f"{ENTITIES[change.entity].one} «{change.title}»: {FATES[change.what]}"


def _orders(actor: PersonActor, person: UUID) -> list[Event]:
    """Orders about a student (A7), with who entered them."""
    rows = Movement.objects.of(actor.college_id).filter(student=person).select_related("order")
    rows = rows.select_related("order", "group_from", "group_to", "order__made_by")
    zone, found = actor.now.tzinfo, []
    for row in rows.order_by("-order__made_at")[:LISTED]:
        maker: Person | None = row.order.made_by
        way = (("группа", row.group_from.name if row.group_from else "–", row.group_to.name if row.group_to else "–"),)
        changed = way if row.group_from_id != row.group_to_id else ()
        found.append(
            Event(
                at=row.order.made_at.astimezone(zone),
                who=maker.short if maker else CONSOLE,
                how=f"приказ № {row.order.number.removeprefix('№').strip()} от {row.order.dated:%d.%m.%Y}",
                lines=((f"{KIND_WORDS[Kind(row.order.kind)]} с {row.effective:%d.%m.%Y}", changed),),
                undone_at=row.undone_at.astimezone(zone) if row.undone_at else None,
            )
        )
    return found


def _entries(actor: PersonActor, person: UUID) -> list[Event]:
    """Events of the record itself about the person: an account given, closed, a password renewed."""
    rows = Entry.objects.of(actor.college_id).filter(target=f"person:{person.hex}").order_by("-at")[:LISTED]
    return [
        Event(row.at.astimezone(actor.now.tzinfo), row.actor_name, "", ((WORDS.get(row.action, "учётная запись"), ()),))
        for row in rows
    ]


WORDS = {"people.account": "учётная запись: логин и пароль"}
