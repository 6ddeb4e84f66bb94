"""A second start may bring the server up at once only when nothing is left to make."""

import sqlite3
from contextlib import closing

import pytest

from bootstrap import standing
from bootstrap.environment import ROOT

ALL = [(one.parent.parent.name, one.stem) for one in (ROOT / "zhurnal").glob("*/migrations/[0-9]*.py")]


@pytest.fixture
def state(tmp_path, monkeypatch):
    """A folder in which an earlier start has made everything."""
    monkeypatch.setattr(standing, "STATE", tmp_path)
    monkeypatch.delenv("ZHURNAL_DATABASE", raising=False)
    static = tmp_path / standing.STATIC
    static.mkdir()
    (tmp_path / standing.STAMP).write_text(standing.static_fingerprint(static), "utf-8")
    write(tmp_path, ALL)
    return tmp_path


def write(folder, applied):
    path = folder / standing.DATABASE
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE django_migrations (app, name)")
        connection.executemany("INSERT INTO django_migrations VALUES (?, ?)", applied)
        connection.execute("CREATE TABLE journal_entry (id)")
        connection.execute("ANALYZE")
        connection.commit()


def test_what_an_earlier_start_made_stands(state):
    assert len(ALL) > 100
    assert standing.stands()


def test_a_migration_that_waits_a_torn_file_and_other_pages_are_prepared_first(state):
    write(state, ALL[1:])
    assert not standing.stands()
    (state / standing.DATABASE).write_bytes(b"no database at all, though long enough to be looked into" * 9)
    assert not standing.stands()
    (state / standing.DATABASE).unlink()
    assert not standing.stands()
    write(state, ALL)
    (state / standing.STAMP).write_text("other", "utf-8")
    assert not standing.stands()


def test_a_table_without_statistics_is_counted_before_the_server_opens_it(state):
    with closing(sqlite3.connect(state / standing.DATABASE)) as connection:
        connection.execute("INSERT INTO journal_entry VALUES (1)")
        connection.commit()
    assert not standing.stands()


def test_of_another_database_only_django_knows(state, monkeypatch):
    monkeypatch.setenv("ZHURNAL_DATABASE", "postgresql:///zhurnal")
    assert not standing.stands()
