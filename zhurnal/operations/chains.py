"""Heads of chains and the links behind them."""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from zhurnal.kernel.audit import link
from zhurnal.kernel.models import ChainHead, Change
from zhurnal.operations.rules.heads import MARK, Link


def heads_of(college_id: UUID, known: dict[str, int]) -> list[dict[str, Any]]:
    """All heads of a college, each with marks of the records after the number that is known already. Two statements."""
    heads = list(ChainHead.objects.of(college_id).order_by("chain").values_list("chain", "seq", "hash"))
    marks: dict[UUID, list[str]] = {}
    grown = [chain for chain, seq, _digest in heads if seq > known.get(chain.hex, 0)]
    rows = Change.objects.of(college_id).order_by("chain", "seq")
    rows = rows.filter(chain__in=grown) if len(grown) <= 200 else rows  # more in a statement than a database takes
    wanted = set(grown)
    for chain, seq, digest in rows.values_list("chain", "seq", "hash").iterator():
        if chain in wanted and seq > known.get(chain.hex, 0):
            marks.setdefault(chain, []).append(bytes(digest).hex()[:MARK])
    return [
        {"chain": chain.hex, "seq": seq, "hash": bytes(digest).hex(), "since": min(seq, known.get(chain.hex, 0)), "marks": marks.get(chain, [])}
        for chain, seq, digest in heads
    ]  # fmt: skip


def links_of(college_id: UUID, chain: UUID) -> Iterator[Link]:
    """Number, borne hash, due hash of every record of a chain."""
    yield from linked(Change.objects.of(college_id).filter(chain=chain).order_by("seq").iterator())


def linked(changes: Iterable[Change]) -> Iterator[Link]:
    """The same of records that are at hand, in the order of their numbers."""
    previous = bytes(32)
    for change in changes:
        borne = bytes(change.hash)
        yield change.seq, borne, link(previous, change)
        previous = borne
