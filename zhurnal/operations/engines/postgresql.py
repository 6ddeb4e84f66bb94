"""PostgreSQL: ``pg_dump`` of the very moment that is counted, and a database beside the journal's that takes its name."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import psycopg
from django.db import connection
from psycopg import sql

from zhurnal.operations.engines import Trouble
from zhurnal.operations.engines.counting import contents_of
from zhurnal.operations.engines.programmes import run
from zhurnal.operations.rules.contents import Contents

RUNNING = "База занята: журнал работает. Остановите его (systemctl stop zhurnal) и повторите."
NO_RIGHT = "У роли «{0}» нет права создавать базы, а копия восстанавливается в отдельную базу. Дайте его: ALTER ROLE … CREATEDB, или возьмите роль владельца."
NOT_REACHED = "База PostgreSQL не отвечает: {0}"
DAMAGED = "база «{0}» повреждена или не читается"
SPOILED = "База «{0}» не прочлась: {1}. Проверьте журнал PostgreSQL; если она повреждена, возьмите последнюю целую копию (zhurnal restore --replace)."
LEAVING = 5.0  # seconds in which the server forgets a connection that was closed
MACHINERY = ("django_", "auth_")  # rows that an empty journal has as well
OTHERS = "SELECT 1 FROM pg_stat_activity WHERE datname = %s AND backend_type = 'client backend' LIMIT 1"
OWN_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"


class PostgreSQL:
    """The engine of a server that is reached by the settings."""

    kind, dump_name = "postgresql", "database.dump"

    def dump(self, target: Path) -> Contents:
        """Counted in the transaction whose snapshot ``pg_dump`` reads: the numbers are those of the copy."""
        try:
            with _reached(self._name) as link, link.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
                cursor.execute("SELECT pg_export_snapshot()")
                snapshot = str((cursor.fetchone() or ("",))[0])
                found = contents_of(cursor, _tables(cursor))
                words = [
                    "--format=custom",
                    "--no-owner",
                    "--no-privileges",
                    f"--snapshot={snapshot}",
                    f"--file={target}",
                ]
                run("pg_dump", [*words, f"--dbname={self._name}"], _environment())
                return found
        except psycopg.Error as error:
            raise Trouble(SPOILED.format(self._name, _last_line(error))) from error

    def standing(self) -> str:
        """The configured database, when it holds rows or cannot be read; only one that is not there is nothing."""
        with _reached("postgres") as link:
            if not self._there(link):
                return ""
        try:
            found = self.contents(_address(self._name))
        except (Trouble, psycopg.Error):  # it stands there: whatever the reason, only --replace puts it aside
            return DAMAGED.format(self._name)
        rows = sum(count for table, count in found.tables.items() if not table.startswith(MACHINERY))
        return f"в базе «{self._name}» записей: {rows}" if rows else ""

    def owns(self, _path: Path) -> bool:
        """No file of this machine is the database."""
        return False

    def under(self, _folder: Path) -> bool:
        """It lies on the server."""
        return False

    def free(self) -> None:
        """Nobody else is connected."""
        connection.close()
        _forget_pool()
        until = monotonic() + LEAVING
        with _reached("postgres", alone=True) as link:
            while link.execute(OTHERS, [self._name]).fetchone():
                if monotonic() > until:
                    raise Trouble(RUNNING)
                sleep(0.1)

    def load(self, dump: Path, stamp: str) -> str:
        """A new database on the same server; dropped again when the dump does not go in whole."""
        name = f"{self._name[:40]}_restored_{stamp}".lower()
        _server(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name)))
        try:
            words = [
                "--exit-on-error",
                "--single-transaction",
                "--no-owner",
                "--no-privileges",
                f"--dbname={name}",
                str(dump),
            ]
            run("pg_restore", words, _environment())
        except BaseException:
            self.drop(_address(name))
            raise
        return _address(name)

    def contents(self, address: str) -> Contents:
        """Counted in the database."""
        with _reached(_name_in(address)) as link, link.cursor() as cursor:
            return contents_of(cursor, _tables(cursor))

    def put(self, address: str, stamp: str) -> str:
        """Both renamings in one transaction; the former database is kept under another name."""
        loaded, former = _name_in(address), f"{self._name[:40]}_before_{stamp}".lower()
        self.free()
        with _reached("postgres") as link, link.cursor() as cursor:
            kept = self._there(link)
            try:
                if kept:
                    cursor.execute(_renaming(self._name, former))
                cursor.execute(_renaming(loaded, self._name))
            except psycopg.errors.ObjectInUse as error:
                raise Trouble(RUNNING) from error
        return former if kept else ""

    def drop(self, address: str) -> None:
        """Only a database that ``load`` made."""
        name = _name_in(address)
        if "_restored_" in name:
            _server(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def sweep(self) -> None:
        """Databases that ``load`` made and nobody put in place or dropped."""
        with _reached("postgres") as link:
            names = [name for (name,) in link.execute("SELECT datname FROM pg_database").fetchall()]
        for name in names:
            if name.startswith(f"{self._name[:40]}_restored_".lower()) and len(self._name) <= 40:
                self.drop(_address(name))

    def _there(self, link: psycopg.Connection[Any]) -> bool:
        """Asked of the catalogue: a refused connection bears no SQLSTATE by which «no such database» were known."""
        return link.execute("SELECT 1 FROM pg_database WHERE datname = %s", [self._name]).fetchone() is not None

    @property
    def _name(self) -> str:
        return str(connection.settings_dict["NAME"])


def _renaming(old: str, new: str) -> sql.Composed:
    return sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(old), sql.Identifier(new))


def _tables(cursor: Any) -> list[str]:
    cursor.execute(OWN_TABLES)
    return [name for (name,) in cursor.fetchall()]


def _words(name: str) -> dict[str, str]:
    told = connection.settings_dict
    found = {
        "dbname": name,
        "user": told["USER"],
        "password": told["PASSWORD"],
        "host": told["HOST"],
        "port": told["PORT"],
    }
    return {word: str(value) for word, value in found.items() if value}


def _environment() -> dict[str, str]:
    """For programmes: the password stands in the environment, not in the list of processes."""
    names = {"user": "PGUSER", "password": "PGPASSWORD", "host": "PGHOST", "port": "PGPORT"}
    return {names[word]: value for word, value in _words("").items() if word in names}


@contextmanager
def _reached(name: str, *, alone: bool = False) -> Iterator[psycopg.Connection[Any]]:
    try:
        link = psycopg.connect(**_words(name), autocommit=alone, connect_timeout=10)  # type: ignore[arg-type]
    except psycopg.OperationalError as error:
        raise Trouble(NOT_REACHED.format(_last_line(error))) from error
    with link:
        yield link


def _last_line(error: psycopg.Error) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[-1]


def _server(statement: sql.Composed) -> None:
    """A statement about whole databases, which stands in no transaction."""
    try:
        with _reached("postgres", alone=True) as link:
            link.execute(statement)
    except psycopg.errors.InsufficientPrivilege as error:
        raise Trouble(NO_RIGHT.format(connection.settings_dict["USER"])) from error


def _forget_pool() -> None:
    """Connections that the pool of this process keeps would hold the database."""
    close = getattr(connection, "close_pool", None)
    if close is not None:
        close()


def _address(name: str) -> str:
    told = connection.settings_dict
    person = quote(str(told["USER"]), safe="") + (
        f":{quote(str(told['PASSWORD']), safe='')}" if told["PASSWORD"] else ""
    )
    port = f":{told['PORT']}" if told["PORT"] else ""
    return f"postgresql://{person}@{quote(str(told['HOST']), safe='')}{port}/{quote(name, safe='')}"


def _name_in(address: str) -> str:
    return unquote(urlsplit(address).path.lstrip("/"))
