"""The service of ``run.py install``: its files are those of the guide, and every reason not to begin is told before anything is touched."""

import os
import re
import stat
from argparse import Namespace
from pathlib import Path

import pytest

from bootstrap import install
from bootstrap.environment import ROOT
from bootstrap.say import Problem

GUIDE = (ROOT / "docs" / "admin" / "deployment.md").read_text("utf-8")
posix = pytest.mark.skipif(os.name == "nt", reason="a service of systemd: not on Windows")


@pytest.fixture(autouse=True)
def no_owner(monkeypatch, tmp_path):
    """Whatever is installed on this machine."""
    monkeypatch.setattr(install, "OWNER_VARIABLES", tmp_path / "no-owner.env")


def unit(name, said=(), program=install.PROGRAM):
    return dict(install.units(program, dict(said)))[name]


def guide_after(words):
    """The lines of the first indented block after these words of the guide."""
    rest = GUIDE[GUIDE.index(words) :].splitlines()[1:]
    rows = []
    for text in rest:
        if text.startswith("    "):
            rows.append(text[4:])
        elif text.strip() and rows:
            break
        elif rows:
            rows.append("")
    return [text for text in rows if text]


def rows_of(text):
    return [row for row in text.splitlines() if row]


def test_the_service_is_the_one_of_the_guide():
    assert rows_of(unit("zhurnal.service")) == guide_after("`/etc/systemd/system/zhurnal.service`")


def test_the_night_is_the_one_of_the_guide():
    said = guide_after("`/etc/systemd/system/zhurnal-nightly.service`")
    held = rows_of(unit("zhurnal-nightly.service")) + rows_of(unit("zhurnal-nightly.timer"))
    assert [row for row in said if row not in held] == []
    assert {row for row in held if row not in said} == {"[Unit]", "Description=Журнал: ночная работа"}


def test_reminders_go_every_hour():
    assert "OnCalendar=hourly" in rows_of(unit("zhurnal-remind.timer"))
    assert re.search(r"-m zhurnal remind$", unit("zhurnal-remind.service"), re.MULTILINE)


def test_data_that_lie_elsewhere_may_be_written_there():
    assert "ReadWritePaths=/srv/zhurnal" in rows_of(unit("zhurnal.service", {"ZHURNAL_STATE": "/srv/zhurnal"}))


def test_every_timer_has_its_service_and_is_started():
    names = [name for name, _text in install.units(install.PROGRAM, {})]
    timers = [name for name in names if name.endswith(".timer")]
    assert timers
    assert all(name.replace(".timer", ".service") in names for name in timers)
    assert set(install.STARTED) == {"zhurnal.service", *timers}


def test_another_folder_stands_in_every_line(tmp_path):
    for _name, text in install.units(tmp_path, {}):
        assert str(install.PROGRAM) not in text
    assert f"WorkingDirectory={tmp_path}\n" in unit("zhurnal.service", program=tmp_path)


def test_on_postgresql_several_processes_answer_and_the_night_acts_as_the_owner(monkeypatch, tmp_path):
    owner = tmp_path / "owner.env"
    owner.write_text("")
    monkeypatch.setattr(install, "OWNER_VARIABLES", owner)
    monkeypatch.setattr(os, "cpu_count", lambda: 16)
    said = {"ZHURNAL_DATABASE": "postgresql://zhurnal_app@127.0.0.1/zhurnal"}

    assert "--workers 4 " in unit("zhurnal.service", said)
    assert f"EnvironmentFile={install.VARIABLES}\n" in unit("zhurnal.service", said)
    assert f"EnvironmentFile={owner}\n" in unit("zhurnal-nightly.service", said)
    assert "--workers 1 " in unit("zhurnal.service")


def test_variables_are_read_as_they_were_written(tmp_path):
    file = tmp_path / "env"
    file.write_text(
        "# a remark=1\n" + install.first_variables("journal.test", tmp_path / "second", "key=") + 'WORDS="a b"\n'
    )

    said = install.read_variables(file)

    assert said["ZHURNAL_SECRET_KEY"] == "key="
    assert said["ZHURNAL_TRUSTED_ORIGINS"] == "https://journal.test"
    assert said["ZHURNAL_BACKUP_TO"].endswith(",".join(["", str(tmp_path / "second" / "copies")]))
    assert said["WORDS"] == "a b"
    assert "# a remark" not in said


def test_the_variables_are_those_of_the_guide(tmp_path):
    named = {text.partition("=")[0] for text in guide_after("`/etc/zhurnal/env`")}
    written = set(re.findall(r"^\w+", install.first_variables("a.b", tmp_path, "k"), re.MULTILINE))
    assert named - written == {"ZHURNAL_BACKUP_KEY"}  # by default beside the state, and never in a copy
    assert written <= named


@pytest.fixture
def untouched(monkeypatch):
    """Whoever gets as far as to touch the machine fails."""
    for name in ("_user", "_own_folder", "_variables"):
        monkeypatch.setattr(install, name, lambda *_: pytest.fail("the machine was touched"))
    monkeypatch.setattr(install.environment, "ensure", lambda *_: pytest.fail("the machine was touched"))


@posix
@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ([], "What is the name of the journal's site"),
        (["--site", "журнал"], "is no name of a site"),
        (["--site", "a_b.ru"], "is no name of a site"),
        (["--site", "journal.ru\nX=1"], "is no name of a site"),
        (["--site", "journal.ru", "--second", "copies"], "by its whole path"),
    ],
)
def test_what_cannot_be_is_told_before_anything_is_touched(monkeypatch, tmp_path, given, sentence):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(install, "VARIABLES", tmp_path / "none")
    with pytest.raises(Problem, match=sentence) as told:
        install.install([*given, "--no-start"])
    assert told.value.russian.endswith((".", "?"))
    assert list(tmp_path.iterdir()) == []


@posix
@pytest.mark.usefixtures("untouched")
def test_whoever_is_not_the_administrator_is_told_the_command(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(Problem, match="administrator") as told:
        install.install(["--site", "journal.ru"])
    assert told.value.commands[0].startswith("sudo python3 ")


@posix
@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize(
    ("given", "sentence"),
    [(["--site", "second.ru"], "under another name"), (["--second", "/mnt/second"], "are not written over")],
)
def test_settings_that_stand_are_not_changed(monkeypatch, tmp_path, given, sentence):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(install, "VARIABLES", tmp_path / "env")
    (tmp_path / "env").write_text(before := install.first_variables("first.ru", None, "key"))
    with pytest.raises(Problem, match=sentence):
        install.install([*given, "--no-start"])
    assert (tmp_path / "env").read_text() == before


@posix
@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize(("second", "stands"), [("/mnt/second", True), ("/mnt/sec", False), ("/mnt", True)])
def test_a_second_folder_is_known_by_its_whole_name(monkeypatch, tmp_path, second, stands):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(install, "VARIABLES", tmp_path / "env")
    (tmp_path / "env").write_text(install.first_variables("first.ru", Path("/mnt/second"), "key"))
    options = Namespace(site="first.ru", second=Path(second), start=False)
    if stands:
        install._may_be_done(options)
    else:
        with pytest.raises(Problem, match="are not written over"):
            install._may_be_done(options)


@posix
def test_a_program_out_of_the_services_reach_is_told_in_words(monkeypatch):
    def refused(*_command, **_more):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(install.subprocess, "run", refused)
    with pytest.raises(Problem, match="cannot run the program"):
        install._can_run()


@posix
def test_what_the_service_runs_is_compiled_and_readable_for_it(monkeypatch, tmp_path):
    monkeypatch.setattr(install, "ROOT", tmp_path)
    for part in install.COMPILED:
        (tmp_path / part).mkdir()
        (tmp_path / part / "one.py").write_text("ONE = 1\n")
    before = os.umask(0o077)
    try:
        install._compile()
    finally:
        os.umask(before)

    found = [next((tmp_path / part / "__pycache__").glob("one.*.pyc")) for part in install.COMPILED]
    assert all(stat.S_IMODE(path.parent.stat().st_mode) == 0o755 for path in found)
    assert all(path.stat().st_mode & stat.S_IROTH for path in found)


@posix
def test_a_file_is_written_whole_and_only_when_it_differs(tmp_path):
    path = tmp_path / "units" / "a.service"

    assert install._written(path, "one\n", 0o640) is True
    before = path.stat().st_mtime_ns
    assert install._written(path, "one\n", 0o640) is False
    assert path.stat().st_mtime_ns == before
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [one.name for one in path.parent.iterdir()] == ["a.service"]


def test_the_guide_shows_the_unit_of_the_second_copy():
    """It is for another machine: the installer passes it over."""
    text = (install.UNITS_HERE / "second-copy.service").read_text("utf-8")
    guide = (ROOT / "docs" / "admin" / "deployment.md").read_text("utf-8")
    for row in ("ExecStart=", "Restart="):
        line = next(one for one in text.splitlines() if one.startswith(row))
        assert f"    {line}\n" in guide
    assert "PGAPPNAME=zhurnal_second" in text
    assert all("second-copy" not in name for name, _text in install.units(install.PROGRAM, {}))
