"""The key of copies: in a file beside the database, never in it, and on paper in the safe (``zhurnal backup --sheet``)."""

import os
import secrets
from pathlib import Path

from django.conf import settings

from zhurnal.operations.rules.recovery import typed
from zhurnal.operations.rules.sealing import KEY_BYTES


def key_path() -> Path:
    """Where the key lies."""
    return Path(settings.BACKUP_KEY or Path(settings.STATE_DIR) / "backup.key")


def standing_key() -> bytes | None:
    """The key, or None where none was made. Raises ``ValueError`` with a sentence when the file is spoiled."""
    try:
        return _read(key_path())
    except FileNotFoundError:
        return None


def own_key() -> bytes:
    """The key; made at the first need, with rights 0600 from its first moment."""
    path = key_path()
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _read(path)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(KEY_BYTES))
        file.flush()
        os.fsync(file.fileno())
    return _read(path)


def key_from(path: Path) -> bytes:
    """The key of a file: as the journal keeps it, or as somebody typed it from the recovery sheet."""
    return _read(path)


def _read(path: Path) -> bytes:
    text = path.read_text(encoding="utf-8").strip()
    try:
        key = bytes.fromhex(text)
    except ValueError:
        return typed(text)
    return key if len(key) == KEY_BYTES else typed(text)
