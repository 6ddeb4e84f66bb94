"""Rendered parts of pages kept in this process for a while: bounded, by exact key, never written to disk.

A key must name whoever looks, what he may see, and the number of everything shown; then a kept part is what would be
rendered now. The age is bounded besides, for names that no number follows (a renamed discipline). What each answer has
anew (form token, nonce, address) is kept as a place and filled in when the part is used.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable

LARGEST = 24 * 1024 * 1024  # bytes of text in one process
OLDEST = 300  # seconds
TOKEN_PLACE, NONCE_PLACE, HERE_PLACE = "\x00token\x00", "\x00nonce\x00", "\x00here\x00"


class KeptPages:
    """Least recently used texts, up to a number of bytes."""

    def __init__(self, largest: int = LARGEST, oldest: float = OLDEST) -> None:
        self._largest, self._oldest = largest, oldest
        self._texts: OrderedDict[Hashable, tuple[float, bytes]] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], str]) -> bytes:
        """The kept text of the key, or a new one."""
        now = time.monotonic()
        with self._lock:
            found = self._texts.get(key)
            if found is not None and now - found[0] < self._oldest:
                self._texts.move_to_end(key)
                return found[1]
        text = make().encode()
        with self._lock:
            self._drop(key)
            self._texts[key] = (now, text)
            self._size += len(text)
            while self._size > self._largest:
                self._drop(next(iter(self._texts)))
        return text

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._texts.clear()
            self._size = 0

    def _drop(self, key: Hashable) -> None:
        found = self._texts.pop(key, None)
        if found is not None:
            self._size -= len(found[1])


bodies = KeptPages()
"""Bodies and shells of diaries."""
bars = KeptPages(LARGEST // 3)
"""What stands around every page."""
