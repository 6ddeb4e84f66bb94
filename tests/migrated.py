"""The database of the tests is migrated once for each state of the migrations; every run begins with a copy of it.

Migrating takes half a minute of CPU, copying a moment, and most runs ask a handful of tests. What is copied was made by the product's own
``migrate``, which each run then calls again and which finds nothing to do. On SQLite the copy is one of a file and outlives the run; on
PostgreSQL it is the server's own, of a template that lives as long as its server.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import django
import psycopg
from psycopg.sql import SQL, Identifier

from zhurnal.operations.durable import alone

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "var"
LOCK = 20260924  # one at a time makes the template


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


@contextmanager
def cast(server: str, name: str) -> Iterator[None]:
    """The same on the PostgreSQL behind the URL ``server``, under the name of a database."""
    template = f"migrated_{_state()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [template]).fetchone():
            making = f"{template}_making"
            _drop(connection, making)
            connection.execute(SQL("CREATE DATABASE {}").format(Identifier(making)))
            _migrate(urlsplit(server)._replace(path=f"/{making}").geturl())
            connection.execute(SQL("ALTER DATABASE {} RENAME TO {}").format(Identifier(making), Identifier(template)))
        _drop(connection, name)
        connection.execute(SQL("CREATE DATABASE {} TEMPLATE {}").format(Identifier(name), Identifier(template)))
    try:
        yield
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            _drop(connection, name)


def _drop(connection: psycopg.Connection, name: str) -> None:
    connection.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name)))


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
    _migrate(f"sqlite:///{making}")
    making.replace(template)


def _migrate(database: str) -> None:
    environment = {**os.environ, "ZHURNAL_TEST_DATABASE": database, "DJANGO_SETTINGS_MODULE": "config.settings_test"}
    command = [sys.executable, "-m", "zhurnal", "migrate", "--run-syncdb", "-v", "0"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
