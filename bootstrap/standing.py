"""Whether what an earlier start made still stands, asked without Django (its import takes as long as all the rest of a start).

Standard library only. A doubt is a no: then everything is prepared before the server comes up, as on the first day.
"""

import hashlib
import os
import sqlite3
from contextlib import closing
from pathlib import Path

from bootstrap.environment import ROOT
from bootstrap.state import STATE

DATABASE = "zhurnal.sqlite3"
STATIC, STAMP = "static", "static.stamp"


def stands() -> bool:
    """Nothing has to be made before the server may answer."""
    return static_stands(STATE / STATIC, STATE / STAMP) and _database_stands(STATE / DATABASE)


def static_stands(collected: Path, stamp: Path) -> bool:
    """Whether the collected files are those of this program."""
    return collected.is_dir() and stamp.is_file() and stamp.read_text("utf-8") == static_fingerprint(collected)


def static_fingerprint(collected: Path) -> str:
    """One word for all that the collected files are made of."""
    digest = hashlib.sha256(str(collected).encode())
    sources = [path for path in (ROOT / "zhurnal").glob("*/static/**/*") if path.is_file()]
    for path in sorted([*sources, ROOT / "config" / "settings.py", ROOT / "requirements" / "runtime.txt"]):
        digest.update(str(path.relative_to(ROOT)).encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _database_stands(path: Path) -> bool:
    """Whether this SQLite file has every migration of the rooms, and statistics of each table; of PostgreSQL only Django knows.

    A table that a migration by hand has made anew has none, and a server that opened the file before they are counted would go on without.
    """
    if os.environ.get("ZHURNAL_DATABASE") or not path.is_file():
        return False
    wanted = {(one.parent.parent.name, one.stem) for one in (ROOT / "zhurnal").glob("*/migrations/[0-9]*.py")}
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
            applied = set(connection.execute("SELECT app, name FROM django_migrations"))
            counted = {name for (name,) in connection.execute("SELECT tbl FROM sqlite_stat1")}
            tables = connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            )
            bare = [name for (name,) in tables.fetchall() if name not in counted]
            asked = (f'SELECT EXISTS (SELECT 1 FROM "{name}")' for name in bare)  # noqa: S608 - names of the file's own schema
            filled = any(connection.execute(one).fetchone()[0] for one in asked)
    except sqlite3.Error:
        return False
    return wanted <= applied and not filled
