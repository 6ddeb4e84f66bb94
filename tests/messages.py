"""How many messages reach the database: on PostgreSQL some statements travel together (``zhurnal.kernel.together``)."""

from django.db import connection


def sent(apart: int, together: int) -> int:
    """The number to expect on the database of this run: statements one by one, or as messages."""
    return together if connection.vendor == "postgresql" else apart
