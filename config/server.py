"""``python -m config.server …``: granian with the program in it before its workers begin.

Where the system copies a process (``fork``: Linux, up to Python 3.13) the workers are copies of one in which the program stands already: what
none of them changes is in memory once, and one that ended is there again at once. Elsewhere each worker loads it by itself, as with
``python -m granian``, whose arguments these are (``docs/decisions/0030-workers-are-copies.md``).
"""

import ctypes
import multiprocessing
import os
import signal
import threading
from importlib import import_module

from granian.cli import entrypoint

PR_SET_PDEATHSIG = 1  # linux/prctl.h


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


def stay_with_the_master() -> None:
    """From now on no copy outlives this process: whoever is left alone would keep the port and the database for itself.

    A copy is told to end by the system when its master is gone, however that went (Linux), and does not inherit what granian does
    when told to end: until it has put its own in the place, a copy that was told so would note it for a loop that it does not have.
    """
    system = ctypes.CDLL(None)
    master: int | None = os.getpid()

    def begin() -> None:
        nonlocal master
        if master is None:  # what a worker starts is its own affair
            return
        for told in (signal.SIGTERM, signal.SIGINT):
            signal.signal(told, signal.SIG_DFL)
        if hasattr(system, "prctl"):
            system.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
            if os.getppid() != master:  # gone already, between the two
                os.kill(os.getpid(), signal.SIGTERM)
        master = None

    os.register_at_fork(after_in_child=begin)


if __name__ == "__main__":
    if multiprocessing.get_start_method() == "fork":
        load()
        stay_with_the_master()
    entrypoint()
