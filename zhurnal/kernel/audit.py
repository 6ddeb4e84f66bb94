"""Writing and verifying the record of changes.

``append`` is called inside the transaction that makes the change; the head of the chain is locked by ``lock`` before the
caller reads what it is about to change, so versions, history and hash follow one order.
"""

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b, sha256
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from zhurnal.kernel import prepared, sql, together
from zhurnal.kernel.ids import uuid7
from zhurnal.kernel.models import ChainHead, Change
from zhurnal.kernel.policy import Actor
from zhurnal.kernel.together import Statement

DIGEST = 32  # bytes of SHA-256
FORGOTTEN = "history.forgotten"
"""What the college's own chain says when reasons were destroyed: ``{"places": {chain: [number, …]}}``. Without it a reason may not be gone."""


@dataclass(frozen=True, slots=True)
class Event:
    """What an action tells the record; ``before`` and ``after`` are JSON values."""

    action: str
    target: str
    before: object
    after: object
    reason: str = ""
    key: UUID | None = None


@dataclass(frozen=True, slots=True)
class Break:
    """A place where a chain does not hold."""

    chain: UUID
    seq: int
    why: str


@dataclass(slots=True)
class Walk:
    """What a walk really went through: chains to their heads, records whose hash was made again and looked at."""

    chains: int = 0
    records: int = 0


def is_forgotten(change: Change) -> bool:
    """Whether its reason was destroyed: it has left its digest where its salt was (``forgetting``)."""
    return len(change.salt) == DIGEST and not change.reason


def _reason_digest(change: Change) -> bytes:
    """What of the reason is chained."""
    salt = bytes(change.salt)
    return salt if is_forgotten(change) else sha256(salt + change.reason.encode()).digest()


def link(previous: bytes, change: Change) -> bytes:
    """The hash of one record, 32 bytes.

    The free-text reason enters as a salted digest, and names and devices do not enter, so that personal text can be
    destroyed later without breaking the chain.
    """
    body = json.dumps(
        [
            str(change.college_id),
            str(change.chain),
            change.seq,
            change.at.astimezone(UTC).isoformat(timespec="microseconds"),
            str(change.actor_id or ""),
            change.door,
            change.action,
            change.target,
            change.before,
            change.after,
            _reason_digest(change).hex(),
            str(change.key or ""),
        ],
        ensure_ascii=False,
        separators=(",", ":"),
        sort_keys=True,
    )
    return sha256(bytes(previous) + body.encode()).digest()


def open_chain(college_id: UUID, chain: UUID) -> None:
    """Begin a chain before its first record; calling it again does nothing."""
    _hold(college_id, chain)
    ChainHead.objects.bulk_create([ChainHead(college_id=college_id, chain=chain)], ignore_conflicts=True)


def begin_chains(college_id: UUID, chains: Iterable[UUID]) -> None:
    """Begin the chains of rows made in this transaction: nobody else knows them yet, so nobody is waited for."""
    heads = [ChainHead(college_id=college_id, chain=chain) for chain in chains]
    ChainHead.objects.bulk_create(heads, batch_size=500)


def lock(college_id: UUID, chain: UUID) -> ChainHead:
    """The head of a chain, locked until the transaction ends. A new chain begins with its first record: what is refused leaves nothing."""
    values = {"college": college_id, "chain": chain}
    found = prepared.run("chain head", _head, values)
    if not found and connection.features.has_select_for_update:
        _hold(college_id, chain)
        found = prepared.run("chain head", _head, values)
    return found[0] if found else ChainHead(college_id=college_id, chain=chain)


def _hold(college_id: UUID, chain: UUID) -> None:
    """Wait for whoever begins the same chain: there is no row yet to be locked. SQLite has one writer at a time anyway."""
    if connection.features.has_select_for_update:
        number = int.from_bytes(blake2b(college_id.bytes + chain.bytes, digest_size=8).digest(), signed=True)
        sql.fetch_all("SELECT pg_advisory_xact_lock(%s)", [number])


def _head(values: prepared.Values) -> QuerySet[ChainHead]:
    rows = ChainHead.objects.of(values["college"]).filter(chain=values["chain"])
    return rows.select_for_update() if connection.features.has_select_for_update else rows


def chained(head: ChainHead, actor: Actor, events: Sequence[Event], at: datetime | None = None) -> list[Change]:
    """The rows for the events, hashed onto the head (which moves); nothing is written yet."""
    moment = at or actor.now.astimezone(UTC)
    rows = []
    for event in events:
        head.seq += 1
        change = Change(
            id=uuid7(),
            college_id=head.college_id,
            chain=head.chain,
            seq=head.seq,
            at=moment,
            actor_id=actor.person_id,
            actor_name=actor.name,
            door=actor.door,
            device=actor.device,
            action=event.action,
            target=event.target,
            before=event.before,
            after=event.after,
            reason=event.reason,
            salt=os.urandom(16) if event.reason else b"",
            key=event.key,
        )
        change.hash = head.hash = link(bytes(head.hash), change)
        rows.append(change)
    return rows


def append(head: ChainHead, actor: Actor, events: Sequence[Event]) -> None:
    """Write the events after the locked head and move the head."""
    if len(events) < sql.MANY:
        together.ask(*appending(head, actor, events))
    else:
        sql.insert(Change, chained(head, actor, events))
        together.ask(_moving(head))


def appending(head: ChainHead, actor: Actor, events: Sequence[Event]) -> list[Statement]:
    """The statements of ``append``, to be sent together with what they tell of; the head has moved already."""
    return [sql.inserting(Change, chained(head, actor, events)), _moving(head)] if events else []


def _moving(head: ChainHead) -> Statement:
    if head._state.adding:
        head._state.adding = False
        return sql.inserting(ChainHead, [head])
    text = f"UPDATE {sql.table(ChainHead)} SET seq = %s, hash = %s WHERE college_id = %s AND chain = %s"  # noqa: S608
    return Statement(text, [head.seq, head.hash, sql.uid(head.college_id), sql.uid(head.chain)])


def verify(college_id: UUID, chains: Iterable[UUID] | None = None, walk: Walk | None = None) -> Iterator[Break]:
    """Walk the chains of a college and yield each place that does not hold (clause 1.5: verifiable). ``walk`` counts the way.

    A reason that was destroyed leaves its link whole, so it is asked by which act: the college's own chain tells that (``FORGOTTEN``).
    """
    walk, allowed = walk or Walk(), None
    heads = ChainHead.objects.of(college_id).order_by("chain")
    if chains is not None:
        heads = heads.filter(chain__in=list(chains))
    for head in heads.iterator():
        previous, expected = bytes(32), 0
        for change in Change.objects.of(college_id).filter(chain=head.chain).order_by("seq").iterator():
            expected += 1
            if change.seq != expected:
                yield Break(head.chain, expected, "запись пропала")
                expected = change.seq
            if link(previous, change) != bytes(change.hash):
                yield Break(head.chain, change.seq, "запись изменена в обход журнала")
            if is_forgotten(change):
                allowed = _forgotten(college_id) if allowed is None else allowed
                if (head.chain.hex, change.seq) not in allowed:
                    yield Break(head.chain, change.seq, "пояснение стёрто без акта")
            previous = bytes(change.hash)
            walk.records += 1
        walk.chains += 1
        if (expected, previous) != (head.seq, bytes(head.hash)):
            yield Break(head.chain, head.seq, "конец цепочки не совпадает с последней записью")
    told = Change.objects.of(college_id).exclude(chain__in=ChainHead.objects.of(college_id).values("chain"))
    if chains is not None:
        told = told.filter(chain__in=list(chains))
    for chain in told.order_by("chain").values_list("chain", flat=True).distinct():
        yield Break(chain, 0, "пропало начало цепочки: записи есть, а счёта им нет")


def _forgotten(college_id: UUID) -> set[tuple[str, int]]:
    """(chain, number) of the records whose reasons went by an act."""
    rows = Change.objects.of(college_id).filter(chain=college_id, action=FORGOTTEN)
    told: Iterable[Any] = rows.values_list("after__places", flat=True)
    return {(chain, seq) for places in told for chain, numbers in places.items() for seq in numbers}


def college_digest(college_id: UUID) -> str:
    """One hash over the heads of all chains of a college, hexadecimal: what is printed or sent away."""
    digest = sha256()
    for chain, seq, head in ChainHead.objects.of(college_id).order_by("chain").values_list("chain", "seq", "hash"):
        digest.update(f"{chain}:{seq}:".encode() + bytes(head))
    return digest.hexdigest()
