"""SQLite: the online backup of the library itself, and a file that takes the place of another by one renaming."""

import glob
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from django.db import connection

from zhurnal.operations.engines import Trouble
from zhurnal.operations.engines.counting import contents_of
from zhurnal.operations.rules.contents import Contents

RUNNING = "Журнал работает и держит базу открытой. Остановите его (systemctl stop zhurnal) и повторите."
DAMAGED = "база {0} повреждена или не читается"
SPOILED = "База повреждена: {0}. Возьмите последнюю целую копию (zhurnal restore --replace)."
NOT_SAME = (
    "Положенная на место база прочлась не такой, какой восстановлена. Прежнее возвращено на место; проверьте диск."
)
MACHINERY = ("django_", "auth_")  # rows that an empty journal has as well
_BESIDE = ("-wal", "-shm", "-journal")
_OURS = (".before-", ".restored-")  # what restoring leaves beside the file
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


class SQLite:
    """The engine of one file."""

    kind, dump_name = "sqlite", "database.sqlite3"

    def dump(self, target: Path) -> Contents:
        """A copy of all pages as of one moment; writers go on, for readers of WAL do not stop them."""
        try:
            with closing(sqlite3.connect(self._file, timeout=60)) as source, closing(sqlite3.connect(target)) as copy:
                source.backup(copy)
                copy.execute("PRAGMA journal_mode=DELETE")
                _examine(copy)
                return _counted(copy)
        except sqlite3.DatabaseError as error:
            raise Trouble(SPOILED.format(error)) from error

    def standing(self) -> str:
        """The configured file, when it holds rows or cannot be read; it is looked at and not written to."""
        if not self._file.exists():
            return ""
        try:
            with closing(_looked_at(self._file)) as found:
                rows = sum(count for table, count in _counted(found).tables.items() if not table.startswith(MACHINERY))
        except sqlite3.DatabaseError as error:
            if _code(error) in _BUSY:
                raise Trouble(RUNNING) from error
            return DAMAGED.format(self._file)
        return f"в базе {self._file} записей: {rows}" if rows else ""

    def owns(self, path: Path) -> bool:
        """The configured file, what SQLite keeps beside it, what restoring left there."""
        own, asked = self._file.resolve(), path.resolve()
        rest = asked.name.removeprefix(own.name)
        beside = asked.parent == own.parent and asked.name.startswith(own.name)
        return beside and (rest in {"", *_BESIDE} or rest.startswith(_OURS))

    def under(self, folder: Path) -> bool:
        """Whether the configured file lies in the folder or below it."""
        return self._file.resolve().is_relative_to(folder.resolve())

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
        with closing(_looked_at(_path(address))) as found:
            return _counted(found)

    def free(self) -> None:
        """Leaving WAL needs the file for oneself: so a server that still runs is noticed. All of the journal is then in one file.

        A damaged file cannot be asked so; there and beside a file that is gone only locks of the system tell.
        """
        connection.close()
        if any(_held(beside(self._file, ending)) for ending in ("", "-shm")):
            raise Trouble(RUNNING)
        if not self._file.exists():
            return
        try:
            with closing(sqlite3.connect(self._file, timeout=1)) as own:
                mode = own.execute("PRAGMA journal_mode=DELETE").fetchone()[0]
                own.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.DatabaseError as error:
            if _code(error) in _BUSY:
                raise Trouble(RUNNING) from error
            return
        if mode != "delete":
            raise Trouble(RUNNING)

    def put(self, address: str, stamp: str) -> str:
        """The former file is kept under another name, with whatever lies beside it: a stale WAL would be played over the new one."""
        self.free()
        fresh, former = _path(address), self._file.with_name(f"{self._file.name}.before-{stamp}")
        told, moved = self.contents(address), []
        try:
            for ending in ("", *_BESIDE):
                own, aside = beside(self._file, ending), beside(former, ending)
                if own.exists():
                    moved.append((aside, own))
                    own.rename(aside)
            moved.append((self._file, fresh))
            fresh.rename(self._file)
            if self.contents(f"sqlite:///{quote(str(self._file))}") != told:
                raise Trouble(NOT_SAME)
        except BaseException:
            for now, back in reversed(moved):
                if now.exists() and not back.exists():
                    now.rename(back)
            raise
        return str(former) if former.exists() else ""

    def drop(self, address: str) -> None:
        """The file and what SQLite keeps beside it."""
        for ending in ("", *_BESIDE):
            beside(_path(address), ending).unlink(missing_ok=True)

    def sweep(self) -> None:
        """Files that ``load`` made and nobody put in place or dropped."""
        for path in self._file.parent.glob(f"{glob.escape(self._file.name)}.restored-*"):
            path.unlink(missing_ok=True)

    @property
    def _file(self) -> Path:
        return Path(str(connection.settings_dict["NAME"]))


def beside(path: Path, ending: str) -> Path:
    """The file that SQLite keeps beside another; the other itself with no ending."""
    return path.with_name(path.name + ending)


def _code(error: sqlite3.Error) -> int:
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def _path(address: str) -> Path:
    return Path(unquote(urlsplit(address).path.removeprefix("/")))


def _looked_at(path: Path) -> sqlite3.Connection:
    """Read and never made by the asking."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)


def _examine(copy: sqlite3.Connection) -> None:
    said = copy.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if said != "ok":
        raise Trouble(SPOILED.format(said))


def _counted(found: sqlite3.Connection) -> Contents:
    rows = found.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
    )
    return contents_of(found.cursor(), [name for (name,) in rows.fetchall()])


if sys.platform == "win32":

    def _held(_path: Path) -> bool:
        """Renaming says it: Windows renames no file that SQLite holds."""
        return False
else:
    import fcntl

    def _held(path: Path) -> bool:
        """Whether another process holds a lock on any byte: SQLite does, on a file of WAL for as long as it is open."""
        try:
            with path.open("r+b") as file:
                fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except FileNotFoundError:
            return False
        except BlockingIOError:
            return True
        return False
