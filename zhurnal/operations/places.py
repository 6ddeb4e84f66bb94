"""Where copies go: one or two folders named by the settings; a folder that is not there is a disk that was not mounted."""

import os
import shutil
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from zhurnal.operations.durable import settle, sync
from zhurnal.operations.engines import Trouble
from zhurnal.operations.rules.rotation import Keeping, moment_of, outlived

NOWHERE = "Не названо, куда класть копии. Задайте ZHURNAL_BACKUP_TO (одна или две папки через запятую) или --to."
NOT_THERE = "Папки {0} нет: диск не подключён или имя с ошибкой. Создайте её или подключите диск."
NOT_WRITTEN = "В папку {0} копия не легла: {1}. Проверьте место на диске и права."
NOT_SAME = "В папке {0} копия прочлась не такой, какой записана. Замените диск."


def places(named: Iterable[str] = ()) -> list[Path]:
    """The folders by name, else by the settings."""
    return [Path(one) for one in (list(named) or settings.BACKUP_TO)]


def keeping() -> Keeping:
    """How many copies stay."""
    return Keeping(*(int(number) for number in settings.BACKUP_KEEP))


def put(sealed: Path, place: Path, name: str) -> None:
    """Lay a copy into a place: whole or not at all, read back before it is believed. Raises ``Trouble``."""
    if not place.is_dir():
        raise Trouble(NOT_THERE.format(place))
    fresh = place / f".{name}.part"
    try:
        with sealed.open("rb") as source, fresh.open("wb") as target:
            os.fchmod(target.fileno(), 0o600) if hasattr(os, "fchmod") else None
            shutil.copyfileobj(source, target, 1 << 20)
            settle(target)
        if _sum(fresh) != _sum(sealed):
            raise Trouble(NOT_SAME.format(place))
        fresh.replace(place / name)
        sync(place)
    except OSError as error:
        raise Trouble(NOT_WRITTEN.format(place, error.strerror or type(error).__name__)) from error
    finally:
        fresh.unlink(missing_ok=True)


def rotate(place: Path, spared: Iterable[str] = ()) -> list[str]:
    """Take away what has outlived its days; the names of what went."""
    gone = outlived([path.name for path in place.iterdir()], keeping(), spared)
    for name in gone:
        (place / name).unlink(missing_ok=True)
    return gone


def newest(of: Iterable[Path]) -> Path | None:
    """The newest copy that any of the places holds."""
    found = [path for place in of if place.is_dir() for path in place.iterdir() if moment_of(path.name)]
    return max(found, key=lambda path: path.name, default=None)


def _sum(path: Path) -> bytes:
    with path.open("rb") as file:
        total = sha256()
        while piece := file.read(1 << 20):
            total.update(piece)
    return total.digest()
