"""What the night asks of proxies and of real files: what is not at hand is said, and is red at night."""

from pathlib import Path

import pytest

from bootstrap import checks, machine
from bootstrap.environment import ROOT


class Asked(checks.Run):
    """Remembers what would be run."""

    def stage(self, name: str, *command: str, **_variables: str) -> None:
        self.outcomes.append(checks.Outcome(name, 0, 0.0, " ".join(command[1:])))


@pytest.fixture
def at_hand(tmp_path, monkeypatch):
    """A machine on which there is nothing but the named programmes, and nothing may be installed."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(machine, "_apt", lambda *_names: False)

    def install(*names):
        for name in names:
            (tmp_path / name).write_text("#!/bin/sh\n")
            (tmp_path / name).chmod(0o700)

    return install


def test_proxies_that_are_at_hand_are_run_and_the_control(at_hand):
    at_hand("nginx", "caddy", "openssl")
    checks._proxies(run := Asked(0.0))
    asked = ["-m faults.proxies nginx", "-m faults.proxies caddy", "-m faults.proxies careless"]
    assert [(one.code, one.note) for one in run.outcomes] == [(0, one) for one in asked]


def test_a_proxy_that_is_not_there_is_red_and_says_what_to_install(at_hand, capsys):
    at_hand("nginx", "openssl")
    checks._proxies(run := Asked(0.0))
    assert [one.code for one in run.outcomes] == [0, 1, 0]
    assert run.outcomes[1].note == "Нет caddy: проверка записей для caddy из «Развёртывания» не идёт."
    assert "sudo apt install caddy" in capsys.readouterr().out


@pytest.mark.parametrize(("tier", "code"), [("", 0), ("night", 1)])
def test_absent_real_files_are_said_by_day_and_red_at_night(tmp_path, monkeypatch, tier, code):
    monkeypatch.setattr(checks, "ROOT", tmp_path / "repository")
    checks._real_files(run := Asked(0.0), tier)
    assert [(one.code, "../shared" in one.note) for one in run.outcomes] == [(code, True)]
    (tmp_path / "shared" / "data").mkdir(parents=True)
    checks._real_files(run := Asked(0.0), tier)
    assert run.outcomes == []


def test_whatever_drives_a_browser_lies_where_its_stage_looks():
    """The stage names the folder, so that it does not collect twelve thousand others."""
    marked = {
        path.relative_to(ROOT / "tests").parts[0]
        for path in (ROOT / "tests").rglob("test_*.py")
        if path != Path(__file__) and "mark.browser" in path.read_text("utf-8")
    }
    assert marked == {"browser"}
