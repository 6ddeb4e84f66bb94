"""Readings on their way to the table: files of a minute in the state folder (``settings.READINGS_DIR``).

A request only appends here, one ``write`` before its answer leaves: no statement, no lock of the database, and what the system has
taken outlives the death of the process (of the machine: but for the last seconds). Each process writes files of its own, a new one
every minute; whoever drains takes any of them, and removes those to which nobody writes any more.
"""

import errno
import os
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

OVER = 90.0  # seconds after the beginning of a file's minute until nobody writes to it
_lock = threading.Lock()


def folder() -> Path:
    """Where the files lie."""
    return Path(settings.READINGS_DIR)


def append(data: bytes) -> None:
    """Add whole lines. Raises ``OSError`` when they cannot be written, all of them."""
    with _lock:
        while not _appended(_path(time.time()), data):  # the file was drained and removed under our hands
            continue


def _path(now: float) -> str:
    return os.path.join(settings.READINGS_DIR, f"{int(now) // 60 * 60}-{os.getpid()}.jsonl")  # noqa: PTH118  (in every request)


def _appended(path: str, data: bytes) -> bool:
    handle = _open(path)
    try:
        if os.write(handle, data) != len(data):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return os.fstat(handle).st_nlink > 0
    finally:
        os.close(handle)


def _open(path: str) -> int:
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    try:
        return os.open(path, flags, 0o600)
    except FileNotFoundError:
        folder().mkdir(mode=0o700, parents=True, exist_ok=True)
        return os.open(path, flags, 0o600)


def files() -> list[Path]:
    """Every file that waits, the oldest first."""
    return sorted(folder().glob("*.jsonl"), key=lambda one: (begun(one), one.name))


def begun(file: Path) -> float:
    """The beginning of the file's minute, seconds since 1970."""
    first = file.name.partition("-")[0]
    return float(first) if first.isdecimal() else 0.0


def is_over(file: Path) -> bool:
    """Whether nobody writes to it any more."""
    return time.time() - begun(file) > OVER


def oldest() -> datetime | None:
    """Since when the oldest file waits; None when nothing waits."""
    waiting = files()
    return datetime.fromtimestamp(begun(waiting[0]), UTC) if waiting else None


def may_be_written() -> bool:
    """Whether a reading could be written down now."""
    here = folder()
    while not here.exists():
        here = here.parent
    return here.is_dir() and os.access(here, os.W_OK)
