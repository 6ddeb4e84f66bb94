"""Where the chains of a college's record stand: what tells that a figure counted earlier still holds (clause 1.5)."""

from collections.abc import Collection
from dataclasses import dataclass
from hashlib import blake2b
from uuid import UUID

from zhurnal.kernel.models import ChainHead
from zhurnal.kernel.sql import fetch_all, table, uid, uuids


@dataclass(frozen=True, slots=True)
class Heads:
    """chain → (number of its last record, its hash)."""

    chains: dict[UUID, tuple[int, bytes]]

    @property
    def total(self) -> int:
        """Grows with every record in the college."""
        return sum(seq for seq, _hash in self.chains.values())

    def of(self, chain: UUID) -> tuple[int, bytes]:
        """Where a chain stands; of a chain that has not begun, (0, b"")."""
        return self.chains.get(chain, (0, b""))

    def digest(self, without: Collection[UUID]) -> str:
        """32 hexadecimal digits of all chains but these."""
        told = blake2b(digest_size=16)
        for chain in sorted(self.chains.keys() - set(without)):
            told.update(chain.bytes + self.chains[chain][1])
        return told.hexdigest()


def heads_of(college_id: UUID) -> Heads:
    """One statement."""
    rows = fetch_all(
        f"SELECT h.chain, h.seq, h.hash FROM {table(ChainHead)} h WHERE h.college_id = %s",  # noqa: S608  (our own table)
        [uid(college_id)],
    )
    return Heads({uuids(chain): (int(seq), bytes(found)) for chain, seq, found in rows})
