"""The database of the tests is migrated once for each state of the migrations; every run begins with a copy of it (SQLite).

Migrating takes half a minute of CPU, copying a moment, and most runs ask a handful of tests. What is copied was made by the product's own
``migrate``, which each run then calls again and which finds nothing to do.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django

from zhurnal.operations.durable import alone

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "var"


@contextmanager
def copied(place: Path) -> Iterator[None]:
    """The migrated database at ``place`` while the block runs; nothing of it afterwards."""
    template = FOLDER / f"migrated_{_state()}.sqlite3"
    with alone(FOLDER / "migrated.lock"):
        if not template.exists():
            _make(template)
        shutil.copyfile(template, place)
    try:
        yield
    finally:
        for end in ("", "-wal", "-shm"):
            place.with_name(place.name + end).unlink(missing_ok=True)


def _state() -> str:
    """The migrations as they are now, and what carries them out."""
    told = hashlib.sha256(f"{django.__version__} {sys.version}".encode())
    for file in sorted((ROOT / "zhurnal").glob("*/migrations/*.py")):
        told.update(file.relative_to(ROOT).as_posix().encode() + b"\0" + file.read_bytes())
    return told.hexdigest()[:16]


def _make(template: Path) -> None:
    for former in FOLDER.glob("migrated_*.sqlite3*"):
        former.unlink(missing_ok=True)
    making = FOLDER / "migrated.making"
    making.unlink(missing_ok=True)
    environment = {
        **os.environ,
        "ZHURNAL_TEST_DATABASE": f"sqlite:///{making}",
        "DJANGO_SETTINGS_MODULE": "config.settings_test",
    }
    command = [sys.executable, "-m", "zhurnal", "migrate", "--run-syncdb", "-v", "0"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
    making.replace(template)
