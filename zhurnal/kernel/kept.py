"""Rendered parts of pages kept in this process for a while: bounded, by exact key, never written to disk.

A key must name whoever looks, what he may see, and the number of everything shown; then a kept part is what would be
rendered now. The age is bounded besides, for names that no number follows (a renamed discipline). What each answer has
anew (form token, nonce, address) is kept as a place and filled in when the part is used.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable

from zhurnal.kernel.pieces import Part, Piece, parts_of

LARGEST = 4 * 1024 * 1024  # bytes in one process: some five hundred parts of diaries, each a fifth of its text
_BESIDE = 300  # bytes of the objects around a piece
OLDEST = 300  # seconds
TOKEN_PLACE, NONCE_PLACE, HERE_PLACE = "\x00token\x00", "\x00nonce\x00", "\x00here\x00"


class KeptPages:
    """Least recently used texts, compressed, up to a number of bytes."""

    def __init__(self, largest: int = LARGEST, oldest: float = OLDEST) -> None:
        self._largest, self._oldest = largest, oldest
        self._texts: OrderedDict[Hashable, tuple[float, tuple[Part, ...]]] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], str], **widths: int) -> tuple[Part, ...]:
        """The pieces and places of the key's text as it is kept, or of a new one. ``widths``: as of ``parts_of``."""
        key, now = (key, *widths.items()), time.monotonic()
        with self._lock:
            found = self._texts.get(key)
            if found is not None and now - found[0] < self._oldest:
                self._texts.move_to_end(key)
                return found[1]
        parts = parts_of(make(), **widths)
        with self._lock:
            self._drop(key)
            self._texts[key] = (now, parts)
            self._size += _size(parts)
            while self._size > self._largest:
                self._drop(next(iter(self._texts)))
        return parts

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._texts.clear()
            self._size = 0

    def _drop(self, key: Hashable) -> None:
        found = self._texts.pop(key, None)
        if found is not None:
            self._size -= _size(found[1])


def _size(parts: tuple[Part, ...]) -> int:
    return sum(len(part.packed) + _BESIDE for part in parts if isinstance(part, Piece))


bodies = KeptPages()
"""Bodies and shells of diaries."""
bars = KeptPages(LARGEST // 2)
"""What stands around every page."""
