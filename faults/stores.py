"""Where the data lie, how it is broken and how it is brought back."""

import fcntl
import os
import shutil
import struct
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests import postgres

SHUTDOWN, NO_FLUSH = 0x8004587D, 2  # FS_IOC_SHUTDOWN, EXT4_GOING_FLAGS_NOLOGFLUSH: what was not synced is gone
DISK_MB = 1500
BUSY = "target is busy"
STILL, PATIENCE = "is still in use", 120  # PostgreSQL's words about children not yet gone; seconds


class Disk:
    """A file system in a file, whose power can be cut."""

    def __init__(self, folder: Path) -> None:
        self.image, self.place = folder / "disk", folder / "mounted"
        self.place.mkdir()
        with self.image.open("wb") as file:
            file.truncate(DISK_MB << 20)
        subprocess.run(["mkfs.ext4", "-q", str(self.image)], check=True)
        self.mount()

    def mount(self) -> None:
        """In the mount namespace of the harness alone."""
        subprocess.run(["mount", "-o", "loop", str(self.image), str(self.place)], check=True)

    def cut(self) -> None:
        """From now on nothing reaches the disk, not even what the system meant to write."""
        handle = os.open(self.place, os.O_RDONLY)
        try:
            fcntl.ioctl(handle, SHUTDOWN, struct.pack("I", NO_FLUSH))
        finally:
            os.close(handle)

    def again(self) -> None:
        """The power is back: unmounted when nobody uses it any more, mounted, its journal replayed."""
        self.close()
        self.mount()

    def close(self) -> None:
        """Before its folder goes. Threads of a killed process may hold a file for a while after its first thread is gone."""
        began = time.monotonic()
        while True:
            done = subprocess.run(["umount", str(self.place)], check=False, capture_output=True, text=True)
            if done.returncode == 0:
                return
            if BUSY not in done.stderr or time.monotonic() - began > PATIENCE:
                raise RuntimeError(done.stderr)
            time.sleep(0.05)


class Store:
    """SQLite beside the application; the base of all."""

    def __init__(self, folder: Path, disk: Disk | None) -> None:
        self.disk = disk
        self.folder = (disk.place if disk else folder) / "data"
        self.folder.mkdir()
        self.url = f"sqlite:///{self.folder / 'journal.sqlite3'}"

    def kill(self) -> None:
        """SQLite has nothing of its own to kill."""

    def start(self) -> None:
        """Nor to start."""

    def stop(self) -> None:
        """Nor to stop."""


class Postgres(Store):
    """A PostgreSQL with a production's settings."""

    def __init__(self, folder: Path, disk: Disk | None, *, waits: bool) -> None:
        super().__init__(folder, disk)
        settings = {**postgres.PRODUCTION, "synchronous_commit": "on" if waits else "off", "shared_buffers": "64MB"}
        # Before it recovers, everything is brought to the disk: by one call instead of a thousand, the same in the end.
        settings |= {"recovery_init_sync_method": "syncfs"}
        for parent in (folder, *([disk.place] if disk else [])):
            parent.chmod(0o755)  # the server is somebody else
        self.server = postgres.Server(self.folder, settings)
        self.url = self.server.url
        self.server.start()

    def kill(self) -> None:
        """−9 to it and to all that it started."""
        self.server.kill()

    def start(self) -> None:
        """Recovers what it wrote, if it was killed; its dead children may hold its memory for a while on a busy machine."""
        began = time.monotonic()
        while self.server.process is None:
            try:
                self.server.start()
            except RuntimeError as error:
                self.server.process = None
                if STILL not in str(error) or time.monotonic() - began > PATIENCE:
                    raise
                time.sleep(0.2)

    def stop(self) -> None:
        """At the end."""
        self.server.stop()


@contextmanager
def store(database: str, folder: Path, *, power: bool, waits: bool) -> Iterator[Store]:
    """The store of a run; ``power``: on a disk of its own; ``waits``: PostgreSQL answers when the disk has."""
    disk = Disk(folder) if power else None
    made = Postgres(folder, disk, waits=waits) if database == "postgresql" else Store(folder, disk)
    try:
        yield made
    finally:
        made.stop()
        if disk is not None:
            disk.close()
        shutil.rmtree(made.folder, ignore_errors=True)
