"""A light thread of the server that writes what waits every minute; what it leaves the next round, a page of the log or the night takes."""

import threading
import time

from django.conf import settings
from django.db import connection

from zhurnal.kernel.faults import noted
from zhurnal.privacy.actions.draining import drain

PAUSE = 60.0
_begun = threading.Lock()


def start() -> None:
    """Begin once in a process; not where the settings say that nothing is started."""
    if settings.DRAINS_READINGS and _begun.acquire(blocking=False):
        threading.Thread(target=_run, name="readings", daemon=True).start()


def _run() -> None:
    while True:
        time.sleep(PAUSE)
        once()


def once() -> None:
    """One round: a failure stands in the log and is tried again."""
    try:
        drain()
    except Exception as error:  # noqa: BLE001  (a busy or absent database: the lines wait)
        noted("zhurnal.privacy", error)
    finally:
        connection.close()
