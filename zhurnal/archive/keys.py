"""The college's key: made once, kept in the state folder where only the server reads it (A12.6)."""

import os
import secrets
from contextlib import suppress
from pathlib import Path
from tempfile import mkstemp
from uuid import UUID

from django.conf import settings

from zhurnal.archive.rules.signing import SEED, fingerprint, public_key
from zhurnal.kernel.errors import Refused
from zhurnal.kernel.refusal import Refusal

KEY_FILE = "signing.key"
KEY_SPOILT = Refusal(
    "key_spoilt",
    "Ключ, которым колледж подписывает архив, испорчен: в файле signing.key нет ключа. Пакеты не делаются, пока администратор "
    "сервера не вернёт этот файл из резервной копии.",
)


def archive_folder(college_id: UUID) -> Path:
    """Where the packages of a college lie; made when it is not there."""
    folder = Path(settings.STATE_DIR) / "archive" / str(college_id)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def package_path(college_id: UUID, package: UUID) -> Path:
    """The file of a package."""
    return archive_folder(college_id) / f"{package}.zip"


def secret_key(college_id: UUID) -> bytes:
    """The 32 bytes that sign; made at the first need, with rights 0600 from its first moment. It never leaves the server.

    Raises ``Refused`` when its file holds no key: another one in its place would make the college's earlier packages strangers.
    """
    path = archive_folder(college_id) / KEY_FILE
    if not path.exists():
        _made(path)
    try:
        seed = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except ValueError:
        seed = b""
    if len(seed) != SEED:
        raise Refused(KEY_SPOILT)
    return seed


def _made(path: Path) -> None:
    """Written whole and then named, so that no moment knows it empty; of two makers the first wins."""
    descriptor, draft = mkstemp(dir=path.parent)  # 0600
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(SEED))
        file.flush()
        os.fsync(descriptor)
    with suppress(FileExistsError):
        os.link(draft, path)
    Path(draft).unlink()


def key_print(college_id: UUID) -> str:
    """The fingerprint of the college's key, as it is printed and compared."""
    return fingerprint(public_key(secret_key(college_id)))
