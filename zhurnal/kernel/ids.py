"""Identifiers made by the application, never by a sequence (rows of many colleges merge without renumbering), and read from what came."""

import os
import threading
import time
from uuid import UUID

_lock = threading.Lock()
_last = 0


def uuid7() -> UUID:
    """A new UUIDv7 (RFC 9562, 5.7): 48 bits of milliseconds, then a 12-bit counter-like fraction, then 62 random bits.

    The fraction of a millisecond fills ``rand_a`` (method 3 of the RFC), and the value never repeats or goes back
    within one process, so rows made in one order sort in that order.
    """
    global _last
    with _lock:
        stamp = max(time.time_ns() * 4096 // 1_000_000, _last + 1)
        _last = stamp
    milliseconds, fraction = divmod(stamp, 4096)
    tail = int.from_bytes(os.urandom(8), "big") & 0x3FFF_FFFF_FFFF_FFFF
    return UUID(int=(milliseconds << 80) | (0x7 << 76) | (fraction << 64) | (0x2 << 62) | tail)


def id_of(text: str) -> UUID | None:
    """The id that the text names, None for anything else."""
    try:
        return UUID(text)
    except ValueError:
        return None
