"""What is written survives a power cut, and two processes that write the record lose nothing of each other."""

import io
import os
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from zhurnal.operations import durable, parcel, record
from zhurnal.operations.engines import Trouble

EACH = 60
WRITES = f"""
import sys
from zhurnal.operations import record
for number in range({EACH}):
    record.note(sys.argv[1] + str(number), {{"n": number}})
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no lock of Windows is shared")
def test_two_processes_lose_nothing_of_each_others_record(settings, tmp_path):
    settings.STATE_DIR = tmp_path
    own = os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings_test", "ZHURNAL_STATE": str(tmp_path)}
    both = [subprocess.Popen([sys.executable, "-c", WRITES, who], env=own) for who in ("a", "b")]
    assert [one.wait(60) for one in both] == [0, 0]
    assert sorted(record.read()) == sorted(f"{who}{number}" for who in ("a", "b") for number in range(EACH))


@pytest.fixture
def settled(monkeypatch):
    """What the system was asked to bring to the disk: (file or folder, the names that stood in its folder then)."""
    asked, real = [], os.fsync

    def fsync(handle):
        path = Path(f"/proc/self/fd/{handle}").readlink()
        asked.append((path, sorted(one.name for one in (path if path.is_dir() else path.parent).iterdir())))
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    return asked


linux = pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="names of open files are asked of /proc")


@linux
def test_a_file_goes_to_the_disk_before_it_gets_its_name_and_its_folder_after(tmp_path, settled):
    durable.write(tmp_path / "a.json", "1")
    (draft, before), (folder, after) = settled
    assert (draft.parent, draft.name != "a.json", "a.json" in before) == (tmp_path, True, False)
    assert (folder, after) == (tmp_path, ["a.json"])


@linux
def test_the_record_and_what_is_taken_out_of_a_copy_go_to_the_disk(settings, tmp_path, settled):
    settings.STATE_DIR = tmp_path / "state"
    record.note("night", {})
    assert settled[-1] == (tmp_path / "state" / "operations", ["record.json", "record.lock"])
    whole, about = io.BytesIO(), tarfile.TarInfo("files/order.pdf")
    about.size = 4
    with tarfile.open(fileobj=whole, mode="w") as tar:
        tar.addfile(about, io.BytesIO(b"scan"))
    whole.seek(0)
    with tarfile.open(fileobj=whole) as tar:
        parcel._take(tar, tar.getmembers()[0], tmp_path)
    assert settled[-1][0] == tmp_path / "files" / "order.pdf"


def test_a_record_that_cannot_be_read_now_is_not_taken_for_empty(settings, tmp_path):
    settings.STATE_DIR = tmp_path
    record.note("proof", {"rows": 7})
    path, kept = tmp_path / "operations" / "record.json", tmp_path / "kept"
    path.rename(kept)
    path.mkdir()  # an error of reading that meets root as well
    with pytest.raises(Trouble, match="не читаются"):
        record.note("night", {})
    path.rmdir()
    kept.rename(path)
    record.note("night", {})
    assert sorted(record.read()) == ["night", "proof"]


@pytest.mark.parametrize("spoilt", [b'{"proof": {"ro', b"\xff\xfe", b"[]", b'{"heads": "x"}'])
def test_a_spoilt_record_is_laid_aside_and_a_new_one_begins(settings, tmp_path, spoilt, caplog):
    settings.STATE_DIR = tmp_path
    record.note("proof", {"rows": 7})
    path = tmp_path / "operations" / "record.json"
    path.write_bytes(spoilt)
    record.note("night", {})
    assert sorted(record.read()) == ["night"]
    (aside,) = path.parent.glob("record.json.spoilt-*")
    assert aside.read_bytes() == spoilt
    assert aside.name in caplog.text
