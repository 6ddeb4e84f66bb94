"""SQLite backend: writers queue in order, the durable write is the default.

SQLite's own busy handler is unfair (``stack.md`` § 4: worst waits of seconds); one ticket lock per process, held from
``BEGIN IMMEDIATE`` to the end of the transaction, keeps the order of arrival. One process serves SQLite.
"""

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

from django.db.backends.sqlite3 import base as django_base
from django.db.backends.sqlite3.base import FORMAT_QMARK_REGEX
from django.db.backends.sqlite3.features import DatabaseFeatures as DjangoFeatures
from django.db.backends.sqlite3.operations import DatabaseOperations as DjangoOperations
from django.utils.dateparse import parse_date, parse_datetime, parse_time

from .schema import DatabaseSchemaEditor


def _folded(text: object) -> object:
    """SQLite knows no capitals but Latin ones; this is ``kernel.search.Folded``."""
    return text.lower().replace("ё", "е") if isinstance(text, str) else text


class FairLock:
    """A lock that is granted in the order in which it was asked for."""

    def __init__(self) -> None:
        self._mutex = threading.Lock()
        self._waiting: deque[threading.Lock] = deque()
        self._held = False

    def acquire(self) -> None:
        """Wait for the turn."""
        with self._mutex:
            if not self._held:
                self._held = True
                return
            ticket = threading.Lock()
            ticket.acquire()
            self._waiting.append(ticket)
        ticket.acquire()

    def release(self) -> None:
        """Hand the lock to whoever waits longest."""
        with self._mutex:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._held = False


_locks: dict[str, FairLock] = {}
_locks_mutex = threading.Lock()


def lock_of(name: str) -> FairLock:
    """The write lock of one database file."""
    with _locks_mutex:
        return _locks.setdefault(name, FairLock())


# Django reads a date or time of SQLite's by a regular expression each time; a page's rows hold the same few over and over.
for _kind, _parse in (("date", parse_date), ("time", parse_time), ("datetime", parse_datetime)):
    django_base.Database.register_converter(_kind, lru_cache(maxsize=4_000)(django_base.decoder(_parse)))


@lru_cache(maxsize=2_000)
def _with_question_marks(query: str) -> str:
    """Django's placeholders as SQLite's; the statements of a page are the same every time."""
    return FORMAT_QMARK_REGEX.sub("?", query).replace("%%", "%")


class Cursor(django_base.SQLiteCursorWrapper):
    """Django's cursor; a statement is translated once, not each time it is sent."""

    def convert_query(self, query, *, param_names=None):
        if param_names is not None or len(query) > 20_000:
            return super().convert_query(query, param_names=param_names)
        return _with_question_marks(query)


class DatabaseFeatures(DjangoFeatures):
    """Django's list; that SQLite reads JSON is known (all that come with Python 3.11 do) and not asked on each connection."""

    supports_json_field = True


class DatabaseOperations(DjangoOperations):
    """Django's operations; emptying all tables (tests) does not trip over the order of immediate keys."""

    def execute_sql_flush(self, sql_list):
        self.connection.disable_constraint_checking()
        try:
            super().execute_sql_flush(sql_list)
        finally:
            self.connection.enable_constraint_checking()


class DatabaseWrapper(django_base.DatabaseWrapper):
    """Django's SQLite connection; transactions wait their turn."""

    SchemaEditorClass = DatabaseSchemaEditor
    ops_class = DatabaseOperations
    features_class = DatabaseFeatures

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self._write_lock: FairLock | None = None
        self._only_reads = False

    def get_new_connection(self, conn_params):
        connection = super().get_new_connection(conn_params)
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",  # an acknowledged mark survives a power cut
            "secure_delete=ON",  # what is deleted is overwritten, also where SQLite was built without it
            "mmap_size=134217728",
            "journal_size_limit=67108864",
            "cache_size=-20000",
            "temp_store=MEMORY",
            # ANALYZE counts everything and takes no samples: with samples SQLite looks at the values of each question and plans it
            # anew each time, which takes longer than the answer (a join of six tables: 222 µs with them, 14 without).
            "analysis_limit=2147483647",
        ):
            connection.execute(f"PRAGMA {pragma}").close()
        connection.create_function("zhurnal_fold", 1, _folded, deterministic=True)
        return connection

    def create_cursor(self, name=None):
        return self.connection.cursor(factory=Cursor)

    @contextmanager
    def only_reading(self) -> Iterator[None]:
        """Transactions begun inside wait for no writer and let none wait: they see one moment and refuse to write."""
        self.ensure_connection()
        self.connection.execute("PRAGMA query_only=ON").close()
        self._only_reads = True
        try:
            yield
        finally:
            self._only_reads = False
            if self.connection is not None:  # a closed one takes its pragma with it
                self.connection.execute("PRAGMA query_only=OFF").close()

    def _start_transaction_under_autocommit(self) -> None:
        if self._only_reads:
            self.cursor().execute("BEGIN DEFERRED")
            return
        lock = lock_of(str(self.settings_dict["NAME"]))
        lock.acquire()
        try:
            super()._start_transaction_under_autocommit()
        except BaseException:
            lock.release()
            raise
        self._write_lock = lock

    def _let_others_write(self) -> None:
        lock, self._write_lock = self._write_lock, None
        if lock is not None:
            lock.release()

    def _commit(self):
        try:
            return super()._commit()
        finally:
            # A failed commit is followed by a rollback, and only then may the next writer begin.
            if self.connection is None or not self.connection.in_transaction:
                self._let_others_write()

    def _rollback(self):
        try:
            return super()._rollback()
        finally:
            self._let_others_write()

    def _close(self):
        try:
            return super()._close()
        finally:
            self._let_others_write()
