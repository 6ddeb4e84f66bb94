"""What lies unsealed while one works: gone when the system asks to leave, swept when the work was killed."""

import os
import signal
import threading
import time
from tempfile import TemporaryDirectory

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from tests import worlds
from zhurnal.operations import record
from zhurnal.operations.engines import Trouble
from zhurnal.operations.queries.state import facts_of
from zhurnal.operations.workplace import ASKED, leaving_in_order, undisturbed, workplace

MEMORY = "/dev/shm"  # noqa: S108  (another device)


def asked_to_leave(works):
    """A work that is asked to leave; where its unsealed things lay."""
    assert threading.current_thread() is threading.main_thread()
    with leaving_in_order(), workplace("open-") as work:
        works.append(work)
        (work / "backup.key").write_text("secret")
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(1)  # the exception comes in between


def test_who_is_asked_to_leave_takes_the_unsealed_things_along(places):
    before, works = signal.getsignal(signal.SIGTERM), []
    with pytest.raises(SystemExit) as left:
        asked_to_leave(works)
    assert left.value.code == ASKED
    assert [work.exists() for work in works] == [False]
    assert signal.getsignal(signal.SIGTERM) is before


def test_renamings_are_not_stopped_half_way(places):
    with leaving_in_order(), undisturbed():
        os.kill(os.getpid(), signal.SIGTERM)
        done = True
    assert done


@pytest.mark.skipif(os.name == "nt", reason="there the day decides")
def test_what_a_killed_work_left_goes_with_the_next_and_never_of_one_that_is_on(places):
    own = record.own_folder()
    (own / "copy-killed").mkdir()
    (own / "copy-killed" / "database.sqlite3").write_text("unsealed")
    with workplace("open-") as first:
        assert not (own / "copy-killed").exists()
        (own / "copy-yesterday").mkdir()
        os.utime(own / "copy-yesterday", (1, 1))
        with workplace("copy-"):
            assert first.exists()
            assert not (own / "copy-yesterday").exists()


@pytest.mark.django_db
def test_a_restore_that_did_not_end_and_copies_on_the_journals_disk_are_told(places, capsys):
    record.note("restoring", {"copy": "zhurnal-x.copy", "ended": False})
    with pytest.raises(CommandError, match="Плохо"):
        call_command("check")
    said = capsys.readouterr().out
    assert "ПЛОХО     Восстановление: начато и не закончено" in said
    assert "zhurnal restore --replace zhurnal-x.copy" in said
    assert "Второе место: все копии на одном диске с журналом" in said
    record.note("restoring", {"copy": "zhurnal-x.copy", "ended": True})
    assert facts_of([]).restoring == ""


@pytest.mark.skipif(not os.path.ismount(MEMORY), reason="another disk is at hand only there")
@pytest.mark.django_db
def test_one_place_on_another_disk_is_enough(places, settings):
    assert len(facts_of([]).same_disk) == 2
    with TemporaryDirectory(dir=MEMORY) as other:
        settings.BACKUP_TO = [settings.BACKUP_TO[0], other]
        assert facts_of([]).same_disk == ()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="a server of databases")
@pytest.mark.django_db
def test_only_a_database_that_is_not_there_is_empty(places, monkeypatch):
    from zhurnal.operations.engines.postgresql import PostgreSQL

    worlds.two_colleges()
    monkeypatch.setitem(connection.settings_dict, "NAME", "zhurnal_not_here")
    assert PostgreSQL().standing() == ""
    for word, value in [("PORT", "1"), ("USER", "nobody_known")]:
        with monkeypatch.context() as patch:
            patch.setitem(connection.settings_dict, word, value)
            with pytest.raises(Trouble, match="не отвечает"):
                PostgreSQL().standing()


@pytest.fixture
def unreadable(monkeypatch):
    """A database of PostgreSQL whose tables are not what they are called."""
    told, name = connection.settings_dict, f"{connection.settings_dict['NAME']}_odd"
    own = {"user": told["USER"], "password": told["PASSWORD"], "host": told["HOST"], "port": told["PORT"]}
    with psycopg.connect(dbname="postgres", autocommit=True, **own) as server:
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
        with psycopg.connect(dbname=name, autocommit=True, **own) as link:
            link.execute("CREATE TABLE django_migrations (nothing integer)")
        monkeypatch.setitem(told, "NAME", name)
        yield name
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.mark.skipif(connection.vendor != "postgresql", reason="a server of databases")
@pytest.mark.django_db
def test_a_database_that_cannot_be_read_is_told_and_is_not_empty(places, unreadable, tmp_path):
    from zhurnal.operations.engines.postgresql import PostgreSQL

    assert PostgreSQL().standing() == f"база «{unreadable}» повреждена или не читается"
    with pytest.raises(Trouble, match="не прочлась"):
        PostgreSQL().dump(tmp_path / "dump")
