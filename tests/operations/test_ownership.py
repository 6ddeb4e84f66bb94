"""A command that another user runs leaves nothing behind that the service of the night could not open."""

import os
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests import worlds
from zhurnal.operations.engines import Trouble
from zhurnal.operations.nightly import at_night
from zhurnal.operations.ownership import as_owner
from zhurnal.organisation.nights import Undone

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="files of Windows have no such owner"),
    pytest.mark.django_db,
]
STRANGER = 54_321


@pytest.fixture
def strange(places, settings):
    """The state folder of somebody else: given away where we may, else looked for among those of the system that are not root's."""
    root = places / "state"
    if os.geteuid() == 0:
        os.chown(root, STRANGER, STRANGER)
        yield root
    else:
        found = next(
            (
                one
                for one in (Path("/var/cache/man"), Path("/var/lib/postgresql"), Path("/var/lib/private"))
                if one.exists() and one.stat().st_uid not in {0, os.geteuid()}
            ),
            None,
        )
        assert found, "no folder of another user on this machine: run this test as root"
        settings.STATE_DIR = found
        yield found


@pytest.mark.parametrize(
    "command",
    [
        ("backup",),
        ("backup", "--sheet", "x.pdf"),
        ("drill",),
        ("heads",),
        ("verify_backup", "x.copy"),
        ("restore", "x.copy"),
    ],
)
def test_a_command_of_another_user_is_refused_in_a_sentence_and_makes_nothing(strange, command):
    before = sorted(strange.rglob("*"))
    with pytest.raises(CommandError, match=r"принадлежит пользователю.*Ничего не сделано"):
        call_command(*command)
    assert sorted(strange.rglob("*")) == before


def test_the_night_of_another_user_says_so(strange):
    college, _other = worlds.two_colleges()
    with pytest.raises(Undone, match="принадлежит пользователю"):
        at_night(college.college, worlds.TODAY)


def test_the_owner_and_a_folder_that_is_not_there_yet_pass(places, settings):
    as_owner()
    settings.STATE_DIR = places / "new"
    as_owner()


@pytest.mark.skipif(sys.platform != "win32" and os.geteuid() != 0, reason="only root gives files away")
def test_a_mounted_folder_is_whose_files_lie_in_it(places):
    mounted = places / "state"
    assert mounted.stat().st_uid == 0
    as_owner()
    (mounted / "zhurnal.sqlite3").touch()
    os.chown(mounted / "zhurnal.sqlite3", STRANGER, STRANGER)
    with pytest.raises(Trouble, match=r"zhurnal\.sqlite3.*принадлежит пользователю"):
        as_owner()
