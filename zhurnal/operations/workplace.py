"""Where unsealed things lie while one works on them: gone at the end, also when the system asks to leave; what a killed work left goes first."""

import logging
import os
import shutil
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType

from zhurnal.operations import record
from zhurnal.operations.engines import Trouble, engine

logger = logging.getLogger(__name__)
PREFIXES = ("copy-", "open-")
DAY = 86400.0
ASKED = 128 + signal.SIGTERM
Answer = Callable[[int, FrameType | None], None] | signal.Handlers


@contextmanager
def workplace(prefix: str) -> Iterator[Path]:
    """A folder of one's own, of one of ``PREFIXES``."""
    handle = os.open(record.own_folder() / "work.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        sweep(alone=_alone(handle))
        _beside_others(handle)
        with TemporaryDirectory(prefix=prefix, dir=record.own_folder()) as work:
            yield Path(work)
    finally:
        os.close(handle)


def sweep(*, alone: bool) -> None:
    """Take away what earlier works left: all of it when no other work is on, else what is older than a day."""
    for path in record.own_folder().iterdir():
        if path.name.startswith(PREFIXES) and (alone or path.stat().st_mtime < time.time() - DAY):
            shutil.rmtree(path, ignore_errors=True)
    if alone:
        try:
            engine().sweep()
        except Trouble:
            logger.warning("databases that killed works left are not swept")


@contextmanager
def leaving_in_order() -> Iterator[None]:
    """SIGTERM ends the work as an exception does: folders, loaded databases and children go. A second one changes nothing."""
    with _on_asking(_leave, signal.SIGTERM):
        yield


@contextmanager
def undisturbed() -> Iterator[None]:
    """For the few renamings that must not stop half-way."""
    with _on_asking(signal.SIG_IGN, signal.SIGTERM, signal.SIGINT):
        yield


def _leave(_number: int, _frame: FrameType | None) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise SystemExit(ASKED)


@contextmanager
def _on_asking(answer: Answer, *numbers: signal.Signals) -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():  # only the main thread may say what a signal does
        yield
        return
    former = [(number, signal.signal(number, answer)) for number in numbers]
    try:
        yield
    finally:
        for number, before in former:
            signal.signal(number, before)


if sys.platform == "win32":

    def _alone(_handle: int) -> bool:
        """No lock of Windows is shared: there the day decides."""
        return False

    def _beside_others(_handle: int) -> None:
        """Nothing to hold."""
else:
    import fcntl

    def _alone(handle: int) -> bool:
        """Whether no other work is on. A killed work's lock is free at once."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _beside_others(handle: int) -> None:
        """From now on this work is on; waits for who is sweeping."""
        fcntl.flock(handle, fcntl.LOCK_SH)
