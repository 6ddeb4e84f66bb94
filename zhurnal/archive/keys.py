"""The college's key: made once, kept in the state folder where only the server reads it (A12.6)."""

import os
import secrets
from pathlib import Path
from uuid import UUID

from django.conf import settings

from zhurnal.archive.rules.signing import SEED, fingerprint, public_key


def archive_folder(college_id: UUID) -> Path:
    """Where the packages of a college lie; made when it is not there."""
    folder = Path(settings.STATE_DIR) / "archive" / str(college_id)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def package_path(college_id: UUID, package: UUID) -> Path:
    """The file of a package."""
    return archive_folder(college_id) / f"{package}.zip"


def secret_key(college_id: UUID) -> bytes:
    """The 32 bytes that sign; made at the first need, with rights 0600 from its first moment. It never leaves the server."""
    path = archive_folder(college_id) / "signing.key"
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return bytes.fromhex(path.read_text(encoding="ascii").strip())
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(SEED))
    return bytes.fromhex(path.read_text(encoding="ascii").strip())


def key_print(college_id: UUID) -> str:
    """The fingerprint of the college's key, as it is printed and compared."""
    return fingerprint(public_key(secret_key(college_id)))
