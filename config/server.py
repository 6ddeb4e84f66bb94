"""``python -m config.server …``: granian with the program in it before its workers begin.

Where the system copies a process (``fork``: Linux, up to Python 3.13) the workers are copies of one in which the program stands already: what
none of them changes is in memory once, and one that ended is there again at once. Elsewhere each worker loads it by itself, as with
``python -m granian``, whose arguments these are (``docs/decisions/0030-workers-are-copies.md``).
"""

import multiprocessing
import threading
from importlib import import_module

from granian.cli import entrypoint


def load() -> None:
    """Load the program into this process, of which copies will be made.

    Raises ``RuntimeError`` if it holds what no copy may inherit: a connection, whose locks SQLite would believe to be held by the copy
    as well, and whose wire to PostgreSQL two would speak on; or a thread, which the copy would not have, nor what it was about to let go.
    """
    import_module("config.program")

    from django.db import connections

    opened = [alias for alias in connections if connections[alias].connection is not None]
    if opened or threading.active_count() > 1:
        message = f"cannot be copied: connections {opened}, threads {threading.enumerate()}"
        raise RuntimeError(message)


if __name__ == "__main__":
    if multiprocessing.get_start_method() == "fork":
        load()
    entrypoint()
