"""The second copy of PostgreSQL's log falls away while marks are written: nothing is called saved, and the administrator reads why."""

import os
import subprocess
import time
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import psycopg
import pytest
from django.db import connection, connections
from django.test import Client

from tests import worlds
from tests.operations.conftest import write
from tests.postgres import find_binaries
from tests.regulation.browser import Person
from zhurnal.journal.models import Entry
from zhurnal.kernel import audit
from zhurnal.operations.queries.state import second_copy
from zhurnal.people.models import Session

NAME = "zhurnal_second"
PATIENCE = 2  # seconds


@pytest.mark.night
@pytest.mark.django_db(transaction=True)
def test_while_the_second_copy_is_away_nothing_is_called_saved_and_the_page_says_why(
    places, settings, tmp_path, frozen_time
):
    if connection.vendor != "postgresql":
        return  # SQLite has no such copy
    settings.DATABASE_PATIENCE = PATIENCE
    college = worlds.make_college("vek", "А")
    write(college)
    teacher, office = Person(college, "teacher"), Person(college, "administrator")
    mark = {"key": str(uuid4()), **teacher.mark("now", "classmate", "4", slot=1)}
    with asked_for(), receiving(tmp_path / "wal"):
        assert until("on")
        assert [one["state"] for one in teacher.send("electro", teacher.mark("now", "adult", "5", slot=1))] == ["saved"]
        connections.close_all()
    with asked_for():
        assert until("gone")
        began = time.monotonic()
        assert "неизвестно" in sent(college, teacher, mark)
        assert PATIENCE <= time.monotonic() - began < PATIENCE + 5
        connection.close()
        assert not Entry.objects.of(college.id).filter(student=college.people["classmate"].pk, slot=1).exists()
        weary(college)  # a session that is to be written down: a page to be read must not wait for the copy
        began = time.monotonic()
        page = office.sees("/state/")
        assert time.monotonic() - began < PATIENCE
        assert "Вторая копия журнала PostgreSQL" in page
        assert "названа в настройках и не подключена" in page
        assert Client().get("/ready/").status_code == 503
        with receiving(tmp_path / "wal"):
            assert until("on")
            answer = sent(college, teacher, mark)  # the first may have arrived by now: once either way
            assert '"saved"' in answer or '"repeat"' in answer
            connections.close_all()
    now = Entry.objects.of(college.id).filter(student=college.people["classmate"].pk, slot=1)
    assert list(now.values_list("value", "version")) == [("4", 1)]
    assert list(audit.verify(college.id)) == []


def sent(college, teacher, mark):
    """What is said of a mark: text of the answer, whatever its code."""
    address = f"/journals/{college.courses['electro'].pk}/commands/"
    body = {"commands": [{"version": 0, **mark}]}
    return teacher.client.post(address, body, content_type="application/json").content.decode("unicode-escape")


def weary(college):
    """Every session of the college is due to be prolonged by the next request."""
    with owner() as role:
        role.execute("SET synchronous_commit = off")
        soon = datetime.now(UTC) + timedelta(minutes=2)
        role.execute(f'UPDATE "{Session._meta.db_table}" SET expire_date = %s', [soon])  # noqa: S608  (a table of our own)


def until(state):
    """Whether the page comes to see the copy so within some seconds."""
    for _try in range(200):
        if second_copy() == state:
            return True
        time.sleep(0.05)
    return False


def owner():
    return psycopg.connect(**{**connection.get_connection_params(), "autocommit": True, "cursor_factory": None})


@contextmanager
def asked_for():
    """A main server that waits for its second copy, as the guide sets it up."""
    name = connection.settings_dict["NAME"]
    with owner() as role:
        role.execute(f'ALTER DATABASE "{name}" SET synchronous_commit = on')  # the tests' server waits for no disk
        role.execute(f"ALTER SYSTEM SET synchronous_standby_names = '{NAME}'")
        role.execute("SELECT pg_reload_conf()")
        connections.close_all()
        try:
            yield
        finally:
            role.execute("ALTER SYSTEM RESET synchronous_standby_names")
            role.execute(f'ALTER DATABASE "{name}" RESET synchronous_commit')
            role.execute("SELECT pg_reload_conf()")
            connections.close_all()


@contextmanager
def receiving(folder):
    """``pg_receivewal`` as the unit starts it; killed at the end, as a machine that loses its current."""
    folder.mkdir(exist_ok=True)
    place = connection.settings_dict
    receiver = subprocess.Popen(
        [str(find_binaries() / "pg_receivewal"), "-h", "127.0.0.1", "-p", str(place["PORT"]),
         "-U", place["USER"], "-D", str(folder), "--synchronous", "--no-loop"],
        env={**os.environ, "PGAPPNAME": NAME, "PGPASSWORD": place["PASSWORD"]},
    )  # fmt: skip
    try:
        yield
    finally:
        receiver.kill()
        receiver.wait()
