"""How the installation is set up."""

import os
import sqlite3
from pathlib import Path

from django.conf import settings
from django.db import connection

from zhurnal.kernel import sql
from zhurnal.kernel.mail import is_set_up
from zhurnal.operations.engines import Trouble
from zhurnal.operations.engines.programmes import programme
from zhurnal.operations.places import places
from zhurnal.operations.rules.deployment import Setup
from zhurnal.operations.secret import key_path

PROGRAMMES = ("pg_dump", "pg_restore")


def setup() -> Setup:
    """What ``zhurnal check`` judges."""
    key = key_path()
    return Setup(
        debug=settings.DEBUG,
        https=settings.HTTPS,
        hosts=tuple(settings.ALLOWED_HOSTS),
        trusted=tuple(settings.CSRF_TRUSTED_ORIGINS),
        vendor=connection.vendor,
        sqlite=sqlite3.sqlite_version_info,
        durable=_durable(),
        open_files=_open_files(key),
        key_of_copies=key.is_file(),
        key_beside_copies=any(key.is_relative_to(place) for place in places()),
        mail=is_set_up(),
        missing=_missing(),
    )


def _open_files(key: Path) -> tuple[str, ...]:
    if os.name == "nt":
        return ()
    root = Path(settings.STATE_DIR)
    watched = [
        root,
        root / "secret_key",
        key,
        *([Path(str(connection.settings_dict["NAME"]))] if connection.vendor == "sqlite" else []),
    ]
    shut = root.is_dir() and not root.stat().st_mode & 0o077
    inside = [path for path in watched if path.exists() and path.stat().st_mode & 0o077]
    return tuple(str(path) for path in inside if not (shut and path.is_relative_to(root)))


def _durable() -> bool:
    if connection.vendor != "postgresql":
        return True
    rows = sql.fetch_all(
        "SELECT current_setting('fsync'), current_setting('full_page_writes'), current_setting('synchronous_commit')",
        [],
    )
    return rows[0][:2] == ("on", "on") and rows[0][2] != "off"


def _missing() -> tuple[str, ...]:
    if connection.vendor != "postgresql":
        return ()
    return tuple(name for name in PROGRAMMES if not _there(name))


def _there(name: str) -> bool:
    try:
        programme(name)
    except Trouble:
        return False
    return True
