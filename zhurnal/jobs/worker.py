"""The worker: a process that lives only while there is work. One on a machine, which a lock of the operating system tells."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from zhurnal.jobs.folder import jobs_root

PATIENCE = 3.0  # seconds that a second worker waits: the first may just be leaving
_STEP = 0.1


def start_worker() -> None:
    """Begin a worker beside the server, unless the machine keeps its own (``ZHURNAL_WORKER=0``)."""
    if not settings.STARTS_WORKER:
        return
    home = Path(settings.BASE_DIR)
    subprocess.Popen(
        [sys.executable, "-X", "utf8", "-B", "-m", "zhurnal", "work"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=None,  # the server's log is the worker's log
        cwd=home,
        close_fds=True,
        start_new_session=True,  # it outlives a restart of the server
    )


@contextmanager
def alone(patience: float = PATIENCE) -> Iterator[bool]:
    """Whether this is the only worker of the machine, for as long as the block lasts. A killed worker's lock is free at once."""
    handle = os.open(jobs_root() / "worker.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        until = time.monotonic() + patience
        while not (held := _try(handle)) and time.monotonic() < until:
            time.sleep(_STEP)
        yield held
    finally:
        os.close(handle)


if sys.platform == "win32":
    import msvcrt

    def _try(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _try(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
