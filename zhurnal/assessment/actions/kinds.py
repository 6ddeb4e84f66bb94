"""Kinds of work: what a lesson can have marks for (3.7; A2.11). Added, changed, put in order, closed from a day; never deleted."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from zhurnal.assessment.actions.weights import NOT_YOURS, weigh_college, weight_refusal
from zhurnal.assessment.policy import KIND, RULES
from zhurnal.assessment.rules.kinds import CHANGED, MOVED, Described
from zhurnal.curriculum.models import Membership
from zhurnal.curriculum.relations import on_list, open_on
from zhurnal.grading.models import WorkKind
from zhurnal.journal.actions.record.store import move_feeds
from zhurnal.kernel import audit, policy
from zhurnal.kernel.errors import Refused
from zhurnal.kernel.ids import uuid7
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.actor import PersonActor

SHORT_TAKEN = "Сокращение «%(short)s» уже у вида работы «%(name)s»."
NAME_TAKEN = "Вид работы «%(name)s» уже есть."
EARLIER = Refusal("closed_earlier", "Закрыть можно с сегодняшнего дня или позже: прежние занятия уже записаны.")
LAST = Refusal(
    "last_kind",
    "Это последний открытый вид работы. Сначала добавьте другой: без видов работ отметку поставить не за что.",
)


def add_kind(actor: PersonActor, wanted: Described) -> WorkKind | Refusal:
    """One more kind, at the end of the list."""
    if not policy.may(actor, RULES):
        raise Refused(NOT_YOURS)
    with transaction.atomic():
        head = audit.lock(actor.college_id, actor.college_id)
        refusal = _refusal(actor, wanted, None)
        if refusal is not None:
            return refusal
        last = _kinds(actor).order_by("-position").values_list("position", flat=True).first()
        made: WorkKind = WorkKind.objects.create(
            college_id=actor.college_id, code=f"own{uuid7().hex[-12:]}", position=(last or 0) + 1, **asdict(wanted)
        )
        after = {**wanted.told(), "weight": wanted.weight}
        audit.append(head, actor, [audit.Event(CHANGED, f"kind:{made.pk.hex}", None, after)])
    return made


def set_kind(actor: PersonActor, kind: WorkKind, wanted: Described) -> Refusal | None:
    """Another name, short, weight; whether everyone gets a mark; from which day it is closed. Its columns follow, except that they stay."""
    policy.require(actor, KIND, kind)
    with transaction.atomic():
        head = audit.lock(actor.college_id, actor.college_id)
        row = _kinds(actor).get(pk=kind.pk)
        before = described(row)
        refusal = _refusal(actor, wanted, before, row.pk)
        if refusal is not None:
            return refusal
        old, new = before.told(), wanted.told()
        changed = [name for name in new if old[name] != new[name]]
        if changed:
            _kinds(actor).filter(pk=row.pk).update(**{name: getattr(wanted, name) for name in changed})
            told = audit.Event(
                CHANGED,
                f"kind:{row.pk.hex}",
                {name: old[name] for name in changed},
                {name: new[name] for name in changed},
            )
            audit.append(head, actor, [told])
            if {"name", "short"} & set(changed):
                _tell_diaries(actor)
        return weigh_college(actor, {row.pk: wanted.weight})


def move_kind(actor: PersonActor, kind: WorkKind, step: int) -> None:
    """One place up (−1) or down (1) among all kinds, in the order in which lessons are offered them."""
    policy.require(actor, KIND, kind)
    with transaction.atomic():
        head = audit.lock(actor.college_id, actor.college_id)
        rows = list(_kinds(actor).order_by("position", "name"))
        at = next(place for place, row in enumerate(rows) if row.pk == kind.pk)
        to = at + (1 if step > 0 else -1)
        if not 0 <= to < len(rows):
            return
        before = [row.short for row in rows]
        rows[at], rows[to] = rows[to], rows[at]
        for place, row in enumerate(rows):
            if row.position != place:
                _kinds(actor).filter(pk=row.pk).update(position=place)
        audit.append(head, actor, [audit.Event(MOVED, f"kind:{kind.pk.hex}", before, [row.short for row in rows])])


def _tell_diaries(actor: PersonActor) -> None:
    """Every diary says its marks by the names of kinds."""
    members = Membership.objects.of(actor.college_id).filter(on_list(actor.today))
    move_feeds(actor.college_id, set(members.values_list("student_id", flat=True)), None, actor.today)


def described(row: WorkKind) -> Described:
    """The kind as it stands."""
    return Described(row.name, row.short, row.weight, row.marks_everyone, row.closed_on)


def _kinds(actor: PersonActor) -> QuerySet[Any]:
    return WorkKind.objects.of(actor.college_id)


def _refusal(
    actor: PersonActor, wanted: Described, before: Described | None, own: UUID | None = None
) -> Refusal | None:
    """Names and shorts are told apart among open kinds; a kind is not closed for lessons that were; one stays open."""
    refusal = weight_refusal({uuid7(): wanted.weight})
    if refusal is not None:
        return refusal
    earlier = before.closed_on if before else None
    if wanted.closed_on is not None and wanted.closed_on != earlier and wanted.closed_on < actor.today:
        return EARLIER
    others = list(_kinds(actor).filter(open_on(actor.today)).exclude(pk=own))
    if wanted.closed_on is not None and not any(row.closed_on is None for row in others):
        return LAST
    if wanted.closed_on is not None and wanted.closed_on <= actor.today:
        return None  # a closed kind is told apart by nobody
    for row in others:
        if row.short.casefold() == wanted.short.casefold():
            return Refusal("same_short", SHORT_TAKEN, {"short": row.short, "name": row.name})
        if row.name.casefold() == wanted.name.casefold():
            return Refusal("same_name", NAME_TAKEN, {"name": row.name})
    return None
