"""The two databases: dumped, counted, restored beside what stands, put in its place."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from django.db import connection

from zhurnal.operations.rules.contents import Contents


class Trouble(Exception):
    """What was asked is not done, and nothing was changed; the text is one Russian sentence that says what to do."""


class Engine(Protocol):
    """What copying and restoring ask of a database."""

    kind: str
    dump_name: str

    def dump(self, target: Path) -> Contents:
        """Write the whole database into a file as of one moment; what it holds then."""

    def standing(self) -> str:
        """What stands where the journal is configured to be, in words; nothing when there is no data."""

    def owns(self, path: Path) -> bool:
        """Whether a file is the configured database or a part of it, and so no file of the state folder."""

    def under(self, folder: Path) -> bool:
        """Whether the configured database lies in a folder."""

    def free(self) -> None:
        """Prove that nobody works with the configured database. Raises ``Trouble``."""

    def load(self, dump: Path, stamp: str) -> str:
        """Restore into a database of its own beside the journal's; its address (``ZHURNAL_DATABASE``)."""

    def contents(self, address: str) -> Contents:
        """What the database at an address holds."""

    def put(self, address: str, stamp: str) -> str:
        """Put a loaded database in the journal's place; where the former one went, or nothing."""

    def drop(self, address: str) -> None:
        """Forget a loaded database."""

    def sweep(self) -> None:
        """Forget the loaded databases of works that were killed; asked only when no other work is on."""


def engine() -> Engine:
    """The engine of the configured database."""
    if connection.vendor == "sqlite":
        from zhurnal.operations.engines.sqlite import SQLite

        return SQLite()
    from zhurnal.operations.engines.postgresql import PostgreSQL

    return PostgreSQL()


@contextmanager
def loaded(database: Engine, dump: Path, stamp: str) -> Iterator[str]:
    """A throw-away database with the dump in it."""
    address = database.load(dump, stamp)
    try:
        yield address
    finally:
        database.drop(address)
