"""The server's workers are copies: what they are copied from holds nothing that must not be copied (decision 30)."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest

from config.server import load
from tests.guard import ROOT


@pytest.mark.once
def test_the_program_stands_there_without_connection_or_thread():
    asked = (
        "import sys, threading; from config.server import load; load(); from django.db import connection; "
        "sys.exit(not ('zhurnal.notifications.views.inbox' in sys.modules and 'config.wsgi' not in sys.modules "
        "and connection.connection is None and threading.active_count() == 1))"
    )
    assert subprocess.run([sys.executable, "-c", asked], cwd=ROOT, check=False).returncode == 0


@pytest.mark.once
def test_a_worker_that_is_no_copy_loads_the_program_by_itself():
    """Windows, and ``python -m granian`` anywhere: the application is the first thing that is asked for."""
    said = subprocess.run([sys.executable, "-c", "import config.wsgi"], cwd=ROOT, check=False, capture_output=True)
    assert (said.returncode, said.stderr.decode()) == (0, "")


@pytest.mark.django_db
def test_nothing_is_copied_that_holds_a_connection():
    from django.db import connection

    connection.ensure_connection()
    with pytest.raises(RuntimeError, match=r"connections \['default'\]"):
        load()


def test_nothing_is_copied_beside_a_second_thread():
    end = threading.Event()
    other = threading.Thread(target=end.wait)
    other.start()
    try:
        with pytest.raises(RuntimeError, match="threads"):
            load()
    finally:
        end.set()
        other.join()


@pytest.mark.once
@pytest.mark.skipif(sys.platform != "linux", reason="the system ends a copy with its master on Linux only")
def test_no_worker_outlives_its_master(tmp_path):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    master = subprocess.Popen(
        [sys.executable, "-m", "config.server", "--interface", "wsgi", "--port", str(port), "config.wsgi:application"],
        cwd=ROOT,
        env={**os.environ, "ZHURNAL_STATE": str(tmp_path), "ZHURNAL_WORKER": "0"},
        start_new_session=True,
    )
    try:
        worker = _within(60, lambda: _children(master.pid))[0]
        master.kill()
        master.wait()
        assert _within(20, lambda: not _runs(worker))
    finally:
        with suppress(ProcessLookupError):  # as it should be: nobody is left
            os.killpg(master.pid, signal.SIGKILL)
        master.wait()


def _within(seconds, asked):
    give_up = time.monotonic() + seconds
    while not (answer := asked()) and time.monotonic() < give_up:
        time.sleep(0.05)
    return answer


def _children(process: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def _runs(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False
