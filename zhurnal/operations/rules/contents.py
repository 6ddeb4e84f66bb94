"""What a database holds, in numbers: rows of each table and the heads of the chains. Two databases with the same are the same."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Chain = tuple[str, str, int, str]
"""College, chain (32 hexadecimal digits each), number of records, hash of the last."""


@dataclass(frozen=True, slots=True)
class Contents:
    """Rows by table, chains in their order, and which migrations were done."""

    tables: Mapping[str, int]
    chains: tuple[Chain, ...]
    migrations: tuple[str, ...]

    @property
    def rows(self) -> int:
        """Rows of all tables."""
        return sum(self.tables.values())

    def as_json(self) -> dict[str, Any]:
        """For the manifest."""
        return {
            "tables": dict(self.tables),
            "chains": [list(one) for one in self.chains],
            "migrations": list(self.migrations),
        }

    @property
    def records(self) -> int:
        """Records of history in all chains."""
        return sum(seq for _college, _chain, seq, _digest in self.chains)


def from_json(value: Mapping[str, Any]) -> Contents:
    """The contents of a manifest."""
    chains = tuple((str(a), str(b), int(c), str(d)) for a, b, c, d in value["chains"])
    return Contents({str(k): int(v) for k, v in value["tables"].items()}, chains, tuple(value["migrations"]))


def differences(told: Contents, found: Contents) -> list[str]:
    """What of the manifest is not in the database, in Russian; nothing when all is there."""
    pairs = [
        (table, found.tables.get(table), told.tables.get(table)) for table in sorted({*told.tables, *found.tables})
    ]
    said = [
        f"таблица {table}: строк {_count(have)}, в описи {_count(want)}" for table, have, want in pairs if have != want
    ]
    ours, theirs = _by_chain(found.chains), _by_chain(told.chains)
    changed = sorted(chain for chain in {*ours, *theirs} if ours.get(chain) != theirs.get(chain))
    return said + [f"цепочка {chain}: конец не тот, что в описи" for _college, chain in changed]


def _count(value: int | None) -> str:
    return "нет" if value is None else str(value)


def _by_chain(chains: Iterable[Chain]) -> dict[tuple[str, str], tuple[int, str]]:
    return {(college, chain): (seq, digest) for college, chain, seq, digest in chains}
