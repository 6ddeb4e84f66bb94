"""Many statements that see one and the same moment, while others go on writing: what is packed or taken out whole."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction

READ_ONLY = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"


@contextmanager
def snapshot() -> Iterator[None]:
    """Everything read inside is of one moment, and no writer waits for it. Nothing is written inside.

    Within a transaction that goes on already it is that transaction's view and adds nothing.
    """
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(READ_ONLY)
            yield
    else:
        own: Any = connections[DEFAULT_DB_ALIAS]  # kernel.db.sqlite
        with own.only_reading(), transaction.atomic():
            yield
