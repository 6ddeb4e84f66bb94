"""The row of a plan by which a discipline is taught. Intakes share disciplines, while each has a plan of its own. Pure."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Generic, TypeVar

K = TypeVar("K")


KEPT = 8_192  # titles of some thousands of disciplines, folded again with every plan


@lru_cache(maxsize=KEPT)
def folded(text: str) -> str:
    """For comparing: case, «ё» and spaces do not matter."""
    return " ".join(text.casefold().replace("ё", "е").split())


class PlanRows(Generic[K]):
    """Rows of one plan, found by index and name, or by a name that only one row has."""

    def __init__(self, rows: Iterable[tuple[K, str, str]] = ()) -> None:
        self._by_title: dict[tuple[str, str], K] = {}
        self._by_name: dict[str, K | None] = {}
        for key, index, name in rows:
            self.add(key, index, name)

    def add(self, key: K, index: str, name: str) -> None:
        """One more row."""
        self._by_title[folded(index), folded(name)] = key
        self._by_name[folded(name)] = None if folded(name) in self._by_name else key

    def titled(self, index: str, name: str) -> K | None:
        """The row of this index and name."""
        return self._by_title.get((folded(index), folded(name)))

    def named(self, name: str) -> K | None:
        """The only row of this name."""
        return self._by_name.get(folded(name))

    def find(self, index: str, name: str) -> K | None:
        """The key of the row; None where none or several could be meant."""
        return self.titled(index, name) or self.named(name)
