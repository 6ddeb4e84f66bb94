"""Heads of chains and the links behind them."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID

from zhurnal.kernel.audit import link
from zhurnal.kernel.models import ChainHead, Change
from zhurnal.operations.rules.heads import MARK, Link


def heads_of(college_id: UUID, known: Mapping[str, int]) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """All heads of a college, each with marks of the records after the number that is known already; by chain, the hash that
    the record of the known number bears. Two statements.
    """
    heads = list(ChainHead.objects.of(college_id).order_by("chain").values_list("chain", "seq", "hash"))
    marks: dict[UUID, list[str]] = {}
    then = {chain.hex: bytes(digest).hex() for chain, seq, digest in heads if seq == known.get(chain.hex)}
    grown = [chain for chain, seq, _digest in heads if seq > known.get(chain.hex, 0)]
    rows = Change.objects.of(college_id).order_by("chain", "seq")
    rows = rows.filter(chain__in=grown) if len(grown) <= 200 else rows  # more in a statement than a database takes
    wanted = set(grown)
    for chain, seq, digest in rows.values_list("chain", "seq", "hash").iterator():
        if chain not in wanted:
            continue
        if seq == known.get(chain.hex):
            then[chain.hex] = bytes(digest).hex()
        elif seq > known.get(chain.hex, 0):
            marks.setdefault(chain, []).append(bytes(digest).hex()[:MARK])
    told = [
        {"chain": chain.hex, "seq": seq, "hash": bytes(digest).hex(), "since": min(seq, known.get(chain.hex, 0)), "marks": marks.get(chain, [])}
        for chain, seq, digest in heads
    ]  # fmt: skip
    return told, then


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
