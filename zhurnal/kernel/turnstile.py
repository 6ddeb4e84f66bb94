"""Few requests at a time, unless they last: threads of a process that all want to compute only hinder each other.

Python runs one thread at a time, and every statement of the database hands the turn over and asks for it back. With four busy
threads those hand-overs cost a third of the work (``docs/decisions/0010-turnstile.md`` has the measurements). So a request
waits at the turnstile for the one inside, in order of arrival; who has waited ``PATIENCE`` goes in beside it, so that a slow
import or a disk never holds the others up for longer. Who knows that he will wait, or work without Python, steps ``aside``.
"""

import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

PATIENCE = 0.05  # seconds

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
_mine = threading.local()  # ``gate``: the turnstile that the request of this thread is inside of


class Turnstile:
    """Lets callers in, ``width`` at a time, the first come first.

    One where the database computes in this process (SQLite); more where requests wait for another one (PostgreSQL).
    """

    def __init__(self, width: int = 1, patience: float = PATIENCE) -> None:
        self._width = width
        self._patience = patience
        self._mutex = threading.Lock()
        self._waiting: deque[threading.Lock] = deque()
        self._inside = 0

    def enter(self) -> None:
        """Come in: at once when there is room, else when called or when patience ends."""
        with self._mutex:
            if self._inside < self._width:
                self._inside += 1
                return
            ticket = threading.Lock()
            ticket.acquire()
            self._waiting.append(ticket)
        if ticket.acquire(timeout=self._patience):
            return
        with self._mutex:
            if ticket in self._waiting:  # else called at that very moment: the place is taken already
                self._waiting.remove(ticket)
                self._inside += 1

    def leave(self) -> None:
        """Go out; the place goes to whoever waits longest, unless the impatient fill it."""
        with self._mutex:
            self._inside -= 1
            if self._waiting and self._inside < self._width:
                self._inside += 1
                self._waiting.popleft().release()


def behind_turnstile(application: Application, gate: Turnstile) -> Application:
    """The application with a turnstile before it."""

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        gate.enter()
        _mine.gate = gate
        try:
            return application(environ, start_response)
        finally:
            _mine.gate = None
            gate.leave()

    return answer


@contextmanager
def aside() -> Iterator[None]:
    """Within it this thread computes nothing in Python: it leaves its turnstile, if it is inside of one, and comes in again afterwards.

    Else each request of the others would wait out its whole patience before it went in: with passwords being reckoned one after
    another, twenty requests a second and no more.
    """
    gate: Turnstile | None = getattr(_mine, "gate", None)
    if gate is None:
        yield
        return
    _mine.gate = None
    gate.leave()
    try:
        yield
    finally:
        gate.enter()
        _mine.gate = gate
