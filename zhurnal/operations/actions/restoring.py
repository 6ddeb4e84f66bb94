"""Opening a copy, and putting it in the place of what stands: whole or not at all, never silently over something."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from zhurnal.operations import record
from zhurnal.operations.durable import sync
from zhurnal.operations.engines import Engine, Trouble, engine
from zhurnal.operations.parcel import FILES, HEADS, unpack
from zhurnal.operations.rules.contents import Contents, differences, from_json
from zhurnal.operations.rules.sealing import Unsealable
from zhurnal.operations.secret import standing_key
from zhurnal.operations.workplace import undisturbed, workplace

NO_KEY = "На этой машине нет ключа копий. Укажите файл с ключом, набранным с листа восстановления: --key-file."
OTHER_KIND = "Копия снята с базы {0}, а здесь настроена {1}. Задайте ZHURNAL_DATABASE той же базы."
NEWER = "Копию сделала более новая версия журнала ({0}). Поставьте ту версию и повторите."
OCCUPIED = (
    "Здесь уже есть данные: {0}. Ничего не тронуто. Чтобы заменить их (прежние останутся рядом), повторите с --replace."
)
NOT_WHOLE = "Восстановленное не совпало с описью копии: {0}. Ничего не тронуто."


@dataclass(frozen=True, slots=True)
class Opened:
    """A copy in a folder: its manifest, the dump, the files."""

    folder: Path
    manifest: dict[str, Any]
    contents: Contents
    dump: Path

    @property
    def files(self) -> Path:
        """The folder of files; it may not exist."""
        return self.folder / FILES


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put in place, and where the former things went."""

    made: str
    rows: int
    chains: int
    former: tuple[str, ...]
    seconds: float


@contextmanager
def opened(path: Path, key: bytes | None = None) -> Iterator[Opened]:
    """The copy in a folder that is thrown away. Raises ``Trouble`` with the sentence of whatever does not hold."""
    own = key or standing_key()
    if own is None:
        raise Trouble(NO_KEY)
    with workplace("open-") as folder:
        try:
            with path.open("rb") as file:
                manifest = unpack(file, own, folder)
        except OSError as error:
            message = f"Файл {path} не читается: {error.strerror}."
            raise Trouble(message) from error
        except Unsealable as refused:
            raise Trouble(str(refused)) from refused
        database = engine()
        if manifest["database"] != database.kind:
            raise Trouble(OTHER_KIND.format(manifest["database"], database.kind))
        yield Opened(folder, manifest, from_json(manifest["contents"]), folder / database.dump_name)


def restore(path: Path, key: bytes | None = None, *, replace: bool = False) -> Restored:
    """Put a copy in place. Until everything was restored beside and compared with the manifest, nothing is touched."""
    began, database = monotonic(), engine()
    stamp = datetime.now(UTC).strftime("%Y%m%d%H%M%S")
    _not_over(database, replace=replace)
    with opened(path, key) as copy:
        _fits(copy.contents)
        address = database.load(copy.dump, stamp)
        try:
            compare(database, address, copy.contents)
            with undisturbed():
                database.free()
                _not_over(database, replace=replace)  # the load took its time
                former = exchange(database, address, copy.files, stamp, path.name)
        except BaseException:
            database.drop(address)
            raise
        told = copy.manifest["made"]
    return Restored(told, copy.contents.rows, len(copy.contents.chains), former, monotonic() - began)


def compare(database: Engine, address: str, told: Contents) -> Contents:
    """What was counted in the database. Raises ``Trouble`` naming the first things that are not as the manifest says."""
    found = database.contents(address)
    wrong = differences(told, found)
    if wrong:
        raise Trouble(NOT_WHOLE.format("; ".join(wrong[:5])))
    return found


def _not_over(database: Engine, *, replace: bool) -> None:
    standing = database.standing()
    if standing and not replace:
        raise Trouble(OCCUPIED.format(standing))


def _fits(contents: Contents) -> None:
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    unknown = [one for one in contents.migrations if one.startswith(_own_apps()) and one not in known]
    if unknown:
        raise Trouble(NEWER.format(unknown[-1]))


def _own_apps() -> tuple[str, ...]:
    return tuple(f"{app.label}." for app in apps.get_app_configs())


def exchange(database: Engine, address: str, files: Path, stamp: str, copy: str) -> tuple[str, ...]:
    """Files first, the database last; when the database does not go, the files go back. That it began is told until it ended.

    The base is free, and whoever calls sees to it that no signal stops this half-way.
    """
    root = Path(settings.STATE_DIR)
    aside = root / f"before-{stamp}"
    done: list[tuple[Path, Path]] = []
    record.note("restoring", {"copy": copy, "stamp": stamp, "ended": False})
    try:
        for fresh, target in _pairs(database, files, root):
            if target.exists():
                kept = aside / target.relative_to(root)
                kept.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                done.append((kept, target))
                target.rename(kept)
            done.append((target, fresh))
            fresh.rename(target)
        for folder in {path.parent for pair in done for path in pair}:
            sync(folder)
        former = database.put(address, stamp)
    except BaseException:
        for now, back in reversed(done):
            if now.exists() and not back.exists():
                now.rename(back)
        for folder in sorted([aside, *aside.rglob("*")], reverse=True):
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()
        record.note("restoring", {"copy": copy, "stamp": stamp, "ended": True})
        raise
    connection.close()
    _signed_since(aside, root)
    record.note("restoring", {"copy": copy, "stamp": stamp, "ended": True})
    return tuple(filter(None, (former, str(aside) if aside.is_dir() else "")))


def _signed_since(aside: Path, root: Path) -> None:
    """Heads that were signed after the copy stay beside its own: so the next signing sees that history went back."""
    for path in sorted((aside / HEADS).rglob("*")):
        standing = root / path.relative_to(aside)
        if path.is_file() and not standing.exists():
            standing.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            shutil.copy2(path, standing)


def _pairs(database: Engine, files: Path, root: Path) -> Iterator[tuple[Path, Path]]:
    """What of a copy goes where: whole folders, but the one in which the database lies by its parts; never the database itself."""
    for fresh in sorted(files.iterdir()) if files.is_dir() else []:
        target = root / fresh.name
        if database.owns(target):
            continue
        if target.is_dir() and fresh.is_dir() and database.under(target):
            yield from _pairs(database, fresh, target)
        else:
            yield fresh, target
