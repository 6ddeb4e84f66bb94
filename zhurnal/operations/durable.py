"""Files that survive a power cut: whole under their name or not there at all; and one change at a time, whoever else changes."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


def write(path: Path, text: str) -> None:
    """Under a draft's name, to the disk, then renamed, then the folder: nobody ever finds half of it under its own name."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with draft.open("w", encoding="utf-8") as file:
            file.write(text)
            settle(file)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    sync(path.parent)


def settle(file: IO[str] | IO[bytes]) -> None:
    """What was written is on the disk."""
    file.flush()
    os.fsync(file.fileno())


def sync(folder: Path) -> None:
    """The names in a folder survive as well (not asked of Windows, which has no such call)."""
    if os.name != "nt":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


if sys.platform == "win32":

    @contextmanager
    def alone(_path: Path) -> Iterator[None]:
        """The journal of Windows is one for trying out: one process changes."""
        yield
else:
    import fcntl

    @contextmanager
    def alone(path: Path) -> Iterator[None]:
        """Nobody else, of this process or another, is inside with the same file. A killed one is out at once."""
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)
