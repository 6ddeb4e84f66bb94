"""The program's files against the list of the installer: changed, added and lost ones are named; and the line of the second copy."""

import io
import json
import shutil
import subprocess
import time

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from tests import worlds
from zhurnal.kernel import sql
from zhurnal.operations import integrity, record
from zhurnal.operations.nightly import at_night
from zhurnal.operations.queries.state import facts_of, second_copy
from zhurnal.organisation.nights import Undone


@pytest.fixture
def program(tmp_path):
    """A program of three files that was installed."""
    for name, text in (
        ("run.py", "1"),
        ("zhurnal/urls.py", "2"),
        ("config/wsgi.py", "3"),
        ("zhurnal/__pycache__/urls.pyc", "x"),
    ):
        path = tmp_path / "program" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    assert integrity.write(tmp_path / "program") == 3
    return tmp_path / "program"


def test_what_was_changed_added_or_lost_is_named(program):
    assert integrity.drift(program) == ()
    (program / "zhurnal" / "__pycache__" / "urls.pyc").write_text("y")  # Python writes there itself
    assert integrity.drift(program) == ()
    (program / "zhurnal" / "urls.py").write_text("22")
    (program / "zhurnal" / "door.py").write_text("")
    (program / "run.py").unlink()
    assert integrity.drift(program) == ("изменён zhurnal/urls.py", "появился zhurnal/door.py", "пропал run.py")
    (program / integrity.NAME).unlink()
    assert integrity.drift(program) is None


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="a system without sha256sum")
def test_anybody_compares_it_without_the_program(program):
    def compared():
        return subprocess.run(
            ["sha256sum", "-c", integrity.NAME, "--quiet"], cwd=program, capture_output=True, check=False
        ).returncode

    assert compared() == 0
    (program / "zhurnal" / "urls.py").write_text("22")
    assert compared() == 1


@pytest.mark.django_db
@pytest.mark.once
def test_the_night_and_the_check_say_so_and_the_page_remembers_it(program, tmp_path, settings):
    settings.STATE_DIR, settings.BASE_DIR, settings.BACKUP_TO = str(tmp_path / "state"), program, []
    college = worlds.make_college("vek", "А", students=1).college
    assert facts_of([college.pk]).drift is None
    assert "файлы программы те же" in at_night(college, worlds.TODAY)
    assert facts_of([college.pk]).drift == ""
    (program / "zhurnal" / "urls.py").write_text("22")
    told = json.loads((tmp_path / "state" / "operations" / "record.json").read_text())
    record.note("files", {}, at=worlds.RECORDED)  # last looked at in August
    assert told["files"]["drift"] == ""
    with pytest.raises(Undone, match="НЕ те, что при установке"):
        at_night(college, worlds.TODAY)
    assert "изменён zhurnal/urls.py" in facts_of([college.pk]).drift
    (program / "zhurnal" / "urls.py").write_text("2")
    out = io.StringIO()
    with pytest.raises(CommandError):  # other lines of a bare installation are red
        call_command("check", stdout=out)
    assert "Файлы программы: те же, что при установке" in out.getvalue()  # as it is now
    (program / integrity.NAME).unlink()
    record.note("files", {"drift": ""}, at=worlds.RECORDED)
    with pytest.raises(Undone, match="manifest пропал"):  # who changes files takes away what would tell of it
        at_night(college, worlds.TODAY)
    assert "manifest пропал" in facts_of([college.pk]).drift


@pytest.mark.django_db
def test_a_second_copy_that_was_named_and_is_not_there_is_gone():
    assert second_copy() == ""
    if connection.vendor != "postgresql":
        return  # SQLite has none
    with psycopg.connect(**{**connection.get_connection_params(), "autocommit": True, "cursor_factory": None}) as owner:
        owner.execute("ALTER SYSTEM SET synchronous_standby_names = 'zhurnal_second'")
        try:
            assert _reloaded(owner, "zhurnal_second")
            assert second_copy() == "gone"
        finally:
            owner.execute("ALTER SYSTEM RESET synchronous_standby_names")
            assert _reloaded(owner, "")


def _reloaded(owner, names):
    """Whether this test's own connection sees the setting before a second has passed."""
    owner.execute("SELECT pg_reload_conf()")
    for _try in range(50):
        if sql.fetch_all("SELECT current_setting('synchronous_standby_names')", [])[0][0] == names:
            return True
        time.sleep(0.02)
    return False
