"""The server's workers are copies: what they are copied from holds nothing that must not be copied (decision 30)."""

import subprocess
import sys
import threading

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
