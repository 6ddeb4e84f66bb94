"""Passwords cost the processor and memory on purpose; few are worked on at once, so that a storm of sign-ins never stops the journal.

Half of the places are kept for devices that the account knows: whoever floods the sign-in page stands in his own queue.
That queue is short, for whoever stands in it holds a thread of the server, which has four; and nobody waits or reckons inside
of the turnstile, where everybody else would wait for him.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from zhurnal.kernel.turnstile import aside

STRANGERS = (
    2  # threads of the server that their passwords hold at most, worked on and waiting, while ``width`` is not above 4
)


class Busy(Exception):
    """Too many passwords are being worked on: the person tries again in a few seconds."""


class Pool:
    """``width`` at once, of whom strangers take at most half; ``waiting`` more may stand in the queue for ``patience`` seconds.

    Of strangers only as many wait as ``STRANGERS`` leaves room for.
    """

    def __init__(self, width: int, waiting: int = 2, patience: float = 2.0) -> None:
        half = max(1, width // 2)
        self._strangers = _Queue(half, min(waiting, max(0, STRANGERS - half)), patience)
        self._everybody = _Queue(max(1, width), waiting + width, patience)

    @contextmanager
    def turn(self, *, known: bool) -> Iterator[None]:
        """Within it a password may be worked on. Raises ``Busy`` at once when the queue is full, else when patience ends."""
        if known:
            with aside(), self._everybody.place():
                yield
        else:
            with aside(), self._strangers.place(), self._everybody.place():
                yield


class _Queue:
    """A few places and a short queue before them."""

    def __init__(self, width: int, waiting: int, patience: float) -> None:
        self._places, self._patience = threading.BoundedSemaphore(width), patience
        self._queue = threading.BoundedSemaphore(width + waiting)

    @contextmanager
    def place(self) -> Iterator[None]:
        if not self._queue.acquire(blocking=False):
            raise Busy
        try:
            if not self._places.acquire(timeout=self._patience):
                raise Busy
            try:
                yield
            finally:
                self._places.release()
        finally:
            self._queue.release()
