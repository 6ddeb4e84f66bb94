"""A failure that work goes on without: it stands in the server's log under a number, without anybody's data."""

import secrets
import traceback
from logging import getLogger
from pathlib import Path

log = getLogger("zhurnal.errors")


def noted(what: str, error: Exception) -> str:
    """Log the kind and the place of a failure, never its message or values: they may name people. Returns its number."""
    number = secrets.token_hex(4).upper()
    place = traceback.extract_tb(error.__traceback__)[-1]
    log.error(
        "error %s in %s: %s at %s:%s", number, what, type(error).__name__, Path(place.filename).name, place.lineno
    )
    return number
