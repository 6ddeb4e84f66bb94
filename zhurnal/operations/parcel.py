"""A copy as a file: head, then a sealed and packed tar of the database's dump, the files of the state folder and a manifest.

The manifest stands last, because the sums of the files are known only when they have been read.
"""

import gzip
import io
import json
import os
import tarfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import IO, Any, cast

from zhurnal.operations.durable import settle, sync
from zhurnal.operations.rules.sealing import SPOILED, Sealer, Unsealable, Unsealer

MANIFEST, FILES = "manifest.json", "files"
HEADS = "heads"
"""The folder of signed heads in the state folder."""
FORMAT = 1
LEFT_OUT = {"static", "static.stamp", "jobs", "operations", "progress", "backups", "backup.key"}
"""What is made anew, or would let whoever finds a copy open it."""


def state_files(
    root: Path, *, but: tuple[Path, ...] = (), database: Callable[[Path], bool] = lambda _path: False
) -> Iterator[Path]:
    """The files of the state folder that belong into a copy: no ``database``, nothing that is made anew, no key of copies, no ``but``."""
    for path in sorted(root.rglob("*")):
        inside = path.relative_to(root)
        apart = inside.parts[0] in LEFT_OUT or inside.parts[0].startswith((".", "before-")) or ".sqlite3" in path.name
        apart = apart or path.is_symlink() or any(path.is_relative_to(one) for one in but)
        if not apart and path.is_file() and not database(path):
            yield path


def pack(target: IO[bytes], key: bytes, dump: Path, root: Path, files: list[Path], manifest: dict[str, Any]) -> None:
    """Write a copy. ``manifest`` is filled up with the sums of what was written."""
    sealer = Sealer(target, key, {"made": str(manifest["made"])})
    with (
        gzip.GzipFile("", "wb", 1, cast(IO[bytes], sealer), mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w|") as tar,
    ):
        sums = {dump.name: _put(tar, dump, dump.name)}
        for path in files:
            name = f"{FILES}/{path.relative_to(root).as_posix()}"
            try:
                sums[name] = _put(tar, path, name)
            except FileNotFoundError:  # a package was taken away meanwhile
                continue
        manifest |= {"format": FORMAT, "sums": sums}
        body = json.dumps(manifest, ensure_ascii=False, sort_keys=True).encode()
        about = tarfile.TarInfo(MANIFEST)
        about.size = len(body)
        tar.addfile(about, io.BytesIO(body))
    sealer.close()


def _put(tar: tarfile.TarFile, path: Path, name: str) -> str:
    with path.open("rb") as file:
        found = os.fstat(file.fileno())
        about = tarfile.TarInfo(name)
        about.size, about.mode, about.mtime = found.st_size, found.st_mode & 0o777, int(found.st_mtime)
        counted = _Counted(file)
        tar.addfile(about, cast(IO[bytes], counted))
    return counted.sum.hexdigest()


class _Counted:
    """A file that sums up what is read from it."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self.sum = file, sha256()

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size)
        self.sum.update(data)
        return data


def unpack(source: IO[bytes], key: bytes, folder: Path) -> dict[str, Any]:
    """Open a copy into an empty folder and compare every file with the manifest, which is returned. Raises ``Unsealable``."""
    opened = Unsealer(source, key)
    try:
        with (
            gzip.GzipFile(fileobj=cast(IO[bytes], opened), mode="rb") as packed,
            tarfile.open(fileobj=packed, mode="r|") as tar,
        ):
            sums = {member.name: _take(tar, member, folder) for member in tar}
            while packed.read(1 << 20):  # to the end of the file, so that a cut one is noticed
                pass
    except (tarfile.TarError, EOFError, OSError, zlib.error) as error:
        if isinstance(error, OSError) and not isinstance(error, gzip.BadGzipFile):
            raise
        raise Unsealable(SPOILED) from error
    for one in [folder, *(path for path in folder.rglob("*") if path.is_dir())]:
        sync(one)
    return _compared(folder, sums)


def _take(tar: tarfile.TarFile, member: tarfile.TarInfo, folder: Path) -> str:
    name = PurePosixPath(member.name)
    if not member.isfile() or name.is_absolute() or ".." in name.parts:
        raise Unsealable(SPOILED)
    path = folder / name
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    total, inside = sha256(), cast(IO[bytes], tar.extractfile(member))
    with path.open("wb") as file:
        while piece := inside.read(1 << 20):
            total.update(piece)
            file.write(piece)
        settle(file)
    path.chmod(member.mode & 0o777 or 0o600)
    return total.hexdigest()


def _compared(folder: Path, sums: Mapping[str, str]) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_bytes())
        told = dict(manifest["sums"])
    except (OSError, ValueError, KeyError) as error:
        raise Unsealable(SPOILED) from error
    if told != {name: one for name, one in sums.items() if name != MANIFEST}:
        raise Unsealable(SPOILED)
    return manifest
