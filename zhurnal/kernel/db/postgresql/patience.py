"""How long a request waits for PostgreSQL.

A ``statement_timeout`` of the server cannot end the waiting for a server that stands still (stopped, swapped out, behind a dead wire): whoever
waits must end it himself. So inside of ``within`` no single statement is waited for longer than the given seconds; then the
connection is given up and the request fails with its sentence. What works without anybody at the other end (a migration, a copy, the
night's work) waits as long as it takes.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import psycopg
from psycopg import errors

from .plans import Plans

_seconds: ContextVar[float | None] = ContextVar("patience", default=None)


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """No statement inside is waited for longer; 0: as long as it takes."""
    token = _seconds.set(seconds or None)
    try:
        yield
    finally:
        _seconds.reset(token)


class Connection(psycopg.Connection[Any]):
    """psycopg's own, whose waiting ends, with the plans kept on it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plans = Plans()

    def wait(self, gen: Any, *args: Any, **kwargs: Any) -> Any:
        """The answer; ``OperationalError`` when it does not come in time, and the connection is of no more use."""
        seconds = _seconds.get()
        if seconds is None:
            return super().wait(gen, *args, **kwargs)
        try:
            return super().wait(gen, *args, **{**kwargs, "timeout": seconds})
        except errors._WaitTimeout as late:  # noqa: SLF001  (psycopg has no other word for it)
            self.close()
            message = f"no answer of the database in {seconds:g} s"
            raise psycopg.OperationalError(message) from late
