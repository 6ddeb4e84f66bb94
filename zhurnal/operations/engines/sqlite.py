"""SQLite: the online backup of the library itself, and a file that takes the place of another by one renaming."""

import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from django.db import connection

from zhurnal.operations.engines import Trouble
from zhurnal.operations.engines.counting import contents_of
from zhurnal.operations.rules.contents import Contents

RUNNING = "Журнал работает и держит базу открытой. Остановите его (systemctl stop zhurnal) и повторите."
MACHINERY = ("django_", "auth_")  # rows that an empty journal has as well
_BESIDE = ("-wal", "-shm")


class SQLite:
    """The engine of one file."""

    kind, dump_name = "sqlite", "database.sqlite3"

    def dump(self, target: Path) -> Contents:
        """A copy of all pages as of one moment; writers go on, for readers of WAL do not stop them."""
        with closing(sqlite3.connect(self._file, timeout=60)) as source, closing(sqlite3.connect(target)) as copy:
            source.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
            _examine(copy)
            return _counted(copy)

    def standing(self) -> str:
        """The configured file, when it holds rows."""
        if not self._file.exists():
            return ""
        with closing(sqlite3.connect(self._file)) as found:
            rows = sum(count for table, count in _counted(found).tables.items() if not table.startswith(MACHINERY))
        return f"в базе {self._file} записей: {rows}" if rows else ""

    def load(self, dump: Path, stamp: str) -> str:
        """Beside the journal's file, so that renaming is enough."""
        beside = self._file.with_name(f"{self._file.name}.restored-{stamp}")
        beside.parent.mkdir(parents=True, exist_ok=True)
        beside.touch(0o600)
        try:
            with closing(sqlite3.connect(dump)) as source, closing(sqlite3.connect(beside)) as copy:
                source.backup(copy)
                _examine(copy)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
        return f"sqlite:///{quote(str(beside))}"

    def contents(self, address: str) -> Contents:
        """Counted in the file."""
        with closing(sqlite3.connect(_path(address))) as found:
            return _counted(found)

    def put(self, address: str, stamp: str) -> str:
        """The former file is kept under another name."""
        former = self._file.with_name(f"{self._file.name}.before-{stamp}")
        kept = self._file.exists()
        if kept:
            self._alone()
            self._file.rename(former)
        try:
            _path(address).replace(self._file)
        except OSError:
            if kept:
                former.rename(self._file)
            raise
        return str(former) if kept else ""

    def drop(self, address: str) -> None:
        """The file and what SQLite keeps beside it."""
        path = _path(address)
        for ending in ("", *_BESIDE):
            path.with_name(path.name + ending).unlink(missing_ok=True)

    @property
    def _file(self) -> Path:
        return Path(str(connection.settings_dict["NAME"]))

    def _alone(self) -> None:
        """Leaving WAL needs the file for oneself: so a server that still runs is noticed. All of the journal is then in one file."""
        connection.close()
        try:
            with closing(sqlite3.connect(self._file, timeout=1)) as own:
                mode = own.execute("PRAGMA journal_mode=DELETE").fetchone()[0]
        except sqlite3.OperationalError as error:
            raise Trouble(RUNNING) from error
        if mode != "delete" or any(self._file.with_name(self._file.name + ending).exists() for ending in _BESIDE):
            raise Trouble(RUNNING)


def _path(address: str) -> Path:
    return Path(unquote(urlsplit(address).path.removeprefix("/")))


def _examine(copy: sqlite3.Connection) -> None:
    said = copy.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if said != "ok":
        message = f"База испорчена: {said}. Возьмите последнюю целую копию (zhurnal restore)."
        raise Trouble(message)


def _counted(found: sqlite3.Connection) -> Contents:
    rows = found.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
    )
    return contents_of(found.cursor(), [name for (name,) in rows.fetchall()])
