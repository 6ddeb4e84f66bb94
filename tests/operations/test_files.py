"""Restoring over files that are not as one left them: a bare SQLite file of any name, without Django's database."""

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from django.db import connection

from zhurnal.operations import record
from zhurnal.operations.actions import restoring
from zhurnal.operations.actions.copying import make_copy
from zhurnal.operations.actions.restoring import exchange, restore
from zhurnal.operations.engines import Trouble
from zhurnal.operations.engines.sqlite import SQLite
from zhurnal.operations.parcel import state_files
from zhurnal.operations.places import newest
from zhurnal.operations.places import places as named_places

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="files of SQLite")


@pytest.fixture
def base(places, monkeypatch):
    """The configured file: in the state folder, and not called .sqlite3."""
    path = places / "state" / "journal.db"
    monkeypatch.setitem(connection.settings_dict, "NAME", str(path))
    return path


def write(path, *marks):
    with closing(sqlite3.connect(path)) as own, own:
        own.execute("CREATE TABLE IF NOT EXISTS mark (value)")
        own.executemany("INSERT INTO mark VALUES (?)", [(mark,) for mark in marks])


def marks(path):
    with closing(sqlite3.connect(path)) as own:
        return [value for (value,) in own.execute("SELECT value FROM mark ORDER BY rowid")]


def copy_of(base, *told):
    write(base, *told)
    make_copy()
    return newest(named_places())


def wal(base, *told):
    """A write-ahead log that a killed server leaves."""
    with closing(sqlite3.connect(base)) as own:
        own.execute("PRAGMA journal_mode=WAL")
        own.executemany("INSERT INTO mark VALUES (?)", [(mark,) for mark in told])
        own.commit()
        kept = base.with_name("kept")
        shutil.copy(f"{base}-wal", kept)
    return kept


def garbage(path):
    path.write_bytes(b"a disk that died " * 999)


def torn(path):
    """The head is whole, what follows is not."""
    write(path, *("5" * 900 for _ in range(60)))
    path.write_bytes(path.read_bytes()[:4096] + b"\xff" * (path.stat().st_size - 4096))


def test_a_log_left_beside_a_file_that_is_gone_is_not_played_over_what_is_restored(base):
    copy = copy_of(base, "4")
    left = wal(base, "forged")
    base.unlink()
    left.rename(f"{base}-wal")
    restore(copy)
    assert marks(base) == ["4"]
    assert list(base.parent.glob("journal.db.before-*-wal"))


@pytest.mark.parametrize("damage", [garbage, torn])
def test_a_damaged_file_is_named_and_moved_aside_with_its_log(base, damage):
    copy = copy_of(base, "4")
    base.unlink()
    damage(base)
    damaged = base.read_bytes()
    base.with_name("journal.db-wal").write_bytes(b"of it")
    with pytest.raises(Trouble, match=r"повреждена.*--replace"):
        restore(copy)
    assert base.read_bytes() == damaged
    done = restore(copy, replace=True)
    assert marks(base) == ["4"]
    assert base.with_name(f"{done.former[0].rpartition('/')[2]}").read_bytes() == damaged
    assert not base.with_name("journal.db-wal").exists()
    damage(base)
    with pytest.raises(Trouble, match="повреждена"):
        make_copy()


@pytest.mark.skipif(sys.platform == "win32", reason="there the renaming is refused")
def test_a_damaged_file_that_a_server_holds_is_left_alone(base):
    garbage(base)
    words = "import fcntl, sys; f = open(sys.argv[1], 'r+b'); fcntl.lockf(f, fcntl.LOCK_EX, 1, 1 << 30); print(1, flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", words, str(base)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as server:
        server.stdout.readline()
        with pytest.raises(Trouble, match="Журнал работает"):
            SQLite().free()
        server.stdin.close()
    SQLite().free()


def test_a_base_of_any_name_is_no_file_of_a_copy(base):
    write(base, "5")
    for ending in ("-wal", "-shm", "-journal", ".before-2026", ".before-2026-wal", ".restored-2026"):
        base.with_name(base.name + ending).touch()
    base.with_name("journal.db.pdf").touch()
    found = [path.name for path in state_files(base.parent, database=SQLite().owns)]
    assert found == ["order.pdf", "journal.db.pdf"]


def test_a_raw_base_in_a_former_copy_does_not_touch_the_one_that_stands(base, tmp_path):
    write(base, "live")
    former = tmp_path / "files"
    former.mkdir()
    write(former / "journal.db", "raw")
    with closing(sqlite3.connect(base)) as server:
        server.execute("PRAGMA journal_mode=WAL")
        server.execute("SELECT * FROM mark").fetchall()
        with pytest.raises(Trouble, match="Журнал работает"):
            exchange(SQLite(), "sqlite:////nowhere", former, "1", "x.copy")
        assert marks(base) == ["live"]
    assert not (base.parent / "before-1").exists()


def test_the_folder_of_the_base_is_filled_and_not_moved(base, places, monkeypatch):
    inner = base.parent / "data" / "journal.db"
    inner.parent.mkdir()
    (inner.parent / "note.txt").write_text("today")
    monkeypatch.setitem(connection.settings_dict, "NAME", str(inner))
    write(inner, "4")
    make_copy()
    write(inner, "5")
    (inner.parent / "note.txt").write_text("tomorrow")
    done = restore(newest(named_places()), replace=True)
    assert marks(inner) == ["4"]
    assert (inner.parent / "note.txt").read_text() == "today"
    assert [marks(done.former[0]), (base.parent / done.former[1] / "data" / "note.txt").read_text()] == [
        ["4", "5"],
        "tomorrow",
    ]


def test_files_go_back_when_the_base_does_not_go(base, tmp_path):
    write(base, "live")
    root, fresh = base.parent, tmp_path / "fresh"
    (fresh / "files").mkdir(parents=True)
    (fresh / "files" / "order.pdf").write_bytes(b"other")
    (fresh / "new").mkdir()
    with pytest.raises(sqlite3.OperationalError):  # what was loaded is gone
        exchange(SQLite(), f"sqlite:///{tmp_path}/gone", fresh, "1", "x.copy")
    assert (root / "files" / "order.pdf").read_bytes() == b"scan of an order"
    assert (fresh / "files" / "order.pdf").read_bytes() == b"other"
    assert sorted(path.name for path in root.iterdir()) == ["files", "journal.db", "operations"]
    assert marks(base) == ["live"]
    assert record.read()["restoring"]["ended"] is True


class Late(SQLite):
    """While the copy is loaded somebody begins a journal."""

    def load(self, dump, stamp):
        write(self._file, "begun")
        return super().load(dump, stamp)


def test_what_was_begun_during_the_load_is_not_replaced(base, monkeypatch):
    copy = copy_of(base, "4")
    base.unlink()
    monkeypatch.setattr(restoring, "engine", Late)
    with pytest.raises(Trouble, match="уже есть данные"):
        restore(copy)
    assert marks(base) == ["begun"]
    assert not list(base.parent.glob("*.restored-*"))
