"""A database that stands still is not waited for (T15): PostgreSQL behind a wire that goes dead."""

import socket
import threading
import time
from contextlib import suppress

import psycopg
import pytest
from django.db import OperationalError, connection
from django.test.utils import override_settings

from zhurnal.kernel.patience import PatienceMiddleware

pytestmark = pytest.mark.django_db(transaction=True)


class Wire(threading.Thread):
    """Carries bytes both ways, until it is told to hold them."""

    def __init__(self, port):
        super().__init__(daemon=True)
        self.port, self.dead = port, threading.Event()
        self.door = socket.create_server(("127.0.0.1", 0))
        self.number = self.door.getsockname()[1]
        self.ends = [self.door]

    def run(self):
        while True:
            try:
                one, _from = self.door.accept()
            except OSError:
                return
            other = socket.create_connection(("127.0.0.1", self.port))
            self.ends += [one, other]
            for source, target in ((one, other), (other, one)):
                threading.Thread(target=self.carry, args=(source, target), daemon=True).start()

    def cut(self):
        for end in self.ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def carry(self, source, target):
        try:
            while piece := source.recv(65536):
                if self.dead.is_set():
                    return  # held for ever: neither answered nor hung up
                target.sendall(piece)
        except OSError:
            return


@pytest.fixture
def wired():
    """A connection of the product's own backend through a wire."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite answers in this process: there is nobody to wait for.")
    wire = Wire(int(connection.settings_dict["PORT"]))
    wire.start()
    through = connection.copy()
    through.settings_dict = {**connection.settings_dict, "PORT": str(wire.number)}
    yield wire, through
    through.close()
    wire.cut()
    wire.join(5)


def asked(through, seconds):
    from zhurnal.kernel.db.postgresql.patience import within

    with within(seconds), through.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone()


def test_what_does_not_answer_is_given_up_in_time_and_the_next_connection_works(wired):
    wire, through = wired
    assert asked(through, 1) == (1,)
    wire.dead.set()
    began = time.monotonic()
    with pytest.raises(OperationalError, match="no answer of the database"):
        asked(through, 1)
    assert time.monotonic() - began < 10
    wire.dead.clear()
    through.close()
    assert asked(through, 1) == (1,)


def test_what_was_lost_in_committing_is_unknown_and_said_so(wired, rf):
    from zhurnal.kernel.answers import failure
    from zhurnal.kernel.db.postgresql.patience import within
    from zhurnal.kernel.errors import CommitUnknown

    wire, through = wired
    assert asked(through, 1) == (1,)
    through.set_autocommit(False)
    with within(1), through.cursor() as cursor:
        cursor.execute("SELECT txid_current()")
        wire.dead.set()
        with pytest.raises(CommitUnknown) as lost:
            through.commit()
    request = rf.post("/", headers={"accept": "application/json"})
    request.resolver_match = None
    said = failure(request, lost.value).content.decode("unicode-escape")
    assert "неизвестно" in said
    assert "не выполнено" not in said


def test_without_patience_it_waits(wired):
    """The negative control: whoever has none is still waiting."""
    wire, through = wired
    assert asked(through, 0) == (1,)
    wire.dead.set()
    ended = threading.Event()

    def wait():
        with pytest.raises(psycopg.OperationalError):
            through.connection.execute("SELECT 1")
        ended.set()

    thread = threading.Thread(target=wait, daemon=True)
    thread.start()
    assert not ended.wait(3)
    wire.cut()
    thread.join(10)
    assert ended.is_set()


def test_a_request_has_the_patience_of_the_settings():
    seen = []

    def page(_request):
        from zhurnal.kernel.db.postgresql import patience

        seen.append(patience._seconds.get())

    if connection.vendor != "postgresql":
        pytest.skip("SQLite answers in this process: there is nobody to wait for.")
    with override_settings(DATABASE_PATIENCE=7):
        PatienceMiddleware(page)(None)
    assert seen == [7]
