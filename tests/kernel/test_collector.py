"""What stands for good is not searched for rubbish, and the search goes on for the rest."""

import gc
import subprocess
import sys
import weakref

import pytest

from bootstrap.environment import ROOT
from zhurnal.kernel.collector import arriving


class Node:
    """Something that rubbish is made of."""


@pytest.fixture(autouse=True)
def as_before():
    """Nothing of this process stays out of the search that was in it."""
    frozen = gc.get_freeze_count()
    yield
    if not frozen:
        gc.unfreeze()


def test_what_arrived_stays_and_what_is_made_later_is_found():
    with arriving():
        assert not gc.isenabled()
        stays = [{"number": number} for number in range(100)]

    assert gc.isenabled()
    assert gc.get_freeze_count() >= 100
    assert not any(one is stays for one in gc.get_objects())
    ring = Node()
    ring.itself = ring
    seen = weakref.ref(ring)
    del ring
    gc.collect()
    assert seen() is None


def test_a_program_that_does_not_arrive_leaves_the_search_on():
    with pytest.raises(ImportError), arriving():
        raise ImportError

    assert gc.isenabled()


@pytest.mark.night  # a process of its own: seconds
def test_the_server_knows_its_pages_before_the_first_request():
    asked = (
        "import gc, sys; from config.wsgi import application; "
        "sys.exit(not (gc.isenabled() and gc.get_freeze_count() > 100_000 and 'zhurnal.notifications.views.inbox' in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", asked], cwd=ROOT, check=False).returncode == 0
