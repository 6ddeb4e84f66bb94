"""Ports and the secret key."""

import os
import signal
import socket
import subprocess
import sys

import pytest
from django.db import OperationalError

from bootstrap import product, state
from bootstrap.environment import ROOT
from bootstrap.prepare import _database_problem
from bootstrap.say import Problem


@pytest.fixture
def taken():
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        yield busy.getsockname()[1]


def test_free_port_goes_on_to_the_next(monkeypatch, taken):
    monkeypatch.setattr(product, "FIRST_PORT", taken)

    assert taken < product._free_port("127.0.0.1", None) < taken + product.PORTS_TRIED


@pytest.mark.parametrize("port", ["taken", 99999])
def test_wanted_port_is_refused_in_words(port, taken):
    with pytest.raises(Problem, match=r"is taken or not allowed"):
        product._free_port("127.0.0.1", taken if port == "taken" else port)


def test_state_keeps_one_key_for_its_owner_only(monkeypatch, tmp_path):
    monkeypatch.setattr(state, "STATE", tmp_path / "var")
    monkeypatch.delenv("ZHURNAL_SECRET_KEY", raising=False)

    state.ensure()
    first = (tmp_path / "var" / "secret_key").read_text()
    state.ensure()

    assert (tmp_path / "var" / "secret_key").read_text() == first
    assert len(first) > 60
    assert os.name == "nt" or (tmp_path / "var" / "secret_key").stat().st_mode & 0o777 == 0o600


def test_state_makes_no_key_when_one_is_given(monkeypatch, tmp_path):
    monkeypatch.setattr(state, "STATE", tmp_path)
    monkeypatch.setenv("ZHURNAL_SECRET_KEY", "given")

    state.ensure()

    assert list(tmp_path.iterdir()) == []


def test_a_python_without_the_environment_is_sent_to_the_door():
    bare = [sys.executable, "-S", "-c", "import runpy, sys; sys.path.insert(0, '.'); sys.argv = ['x', 'verify'];"]
    bare[-1] += " runpy.run_module('zhurnal', run_name='__main__')"

    said = subprocess.run(bare, cwd=ROOT, capture_output=True, encoding="utf-8", env={"PYTHONUTF8": "1"}, check=False)

    assert said.returncode == 1
    assert "Traceback" not in said.stderr
    assert "python3 run.py manage verify" in said.stderr


@pytest.mark.skipif(os.name == "nt", reason="no signal reaches one process of a Windows console alone")
def test_a_first_start_that_is_interrupted_says_nothing_of_its_own(tmp_path):
    """Whoever started it says the words: a traceback under them frightened people."""
    said = {**os.environ, "ZHURNAL_STATE": str(tmp_path), "ZHURNAL_SECRET_KEY": "x", "PYTHONUTF8": "1"}
    said["DJANGO_SETTINGS_MODULE"] = "config.settings"
    said.pop("ZHURNAL_DATABASE", None)
    command = [sys.executable, "-m", "bootstrap.prepare", "--empty"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "encoding": "utf-8"}
    with subprocess.Popen(command, cwd=ROOT, env=said, **pipes) as preparing:
        assert preparing.stdout.readline().startswith("Готовлю базу данных")
        preparing.send_signal(signal.SIGINT)
        _rest, complaint = preparing.communicate(timeout=60)

    assert complaint == ""
    assert preparing.returncode == -signal.SIGINT


def test_a_full_disk_is_named_when_the_database_meets_it():
    assert _database_problem(OperationalError("database or disk is full")).russian.startswith("На диске нет места")


@pytest.mark.skipif(os.name == "nt", reason="a Windows console reaches all its programs")
def test_the_server_hears_of_the_end_once_and_from_us(monkeypatch, tmp_path):
    monkeypatch.setenv("ZHURNAL_STATE", str(tmp_path))
    monkeypatch.setenv("ZHURNAL_SECRET_KEY", "x")
    monkeypatch.delenv("DJANGO_SETTINGS_MODULE")
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGHUP)}
    signal.signal(signal.SIGHUP, signal.SIG_DFL)  # whoever runs the tests by nohup ignores it
    server, _port = product._begin(product._options(["--empty"]))
    try:
        assert os.getsid(server.pid) == server.pid
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGHUP)
    finally:
        product._stop(server, heard=True)
        for number, handler in before.items():
            signal.signal(number, handler)
    assert server.poll() is not None
