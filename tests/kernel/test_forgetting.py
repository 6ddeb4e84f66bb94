"""What was deleted is not left in the file, nor in SQLite's log of writes."""

from pathlib import Path

import pytest
from django.db import connection, connections

from zhurnal.kernel import forgetting

WORDS = "Йотов Ипатий, паспорт 4512 990088"


@pytest.fixture
def base(db, tmp_path, monkeypatch):
    """A file of its own under the installation's own wrapper."""
    if connection.vendor != "sqlite":
        pytest.skip("files of SQLite")
    own = type(connections["default"])({**connection.settings_dict, "NAME": str(tmp_path / "journal.db")}, "forgetting")
    monkeypatch.setattr(forgetting, "connection", own)
    yield own
    own.close()


def stands(path):
    """In which of the files of a database the words stand."""
    found = sorted(Path(path).parent.glob("journal.db*"))
    return [one.name for one in found if WORDS.encode() in one.read_bytes()]


@pytest.mark.parametrize("deed", ["DELETE FROM said", "UPDATE said SET words = ''"])
def test_words_that_were_destroyed_stand_in_no_file_when_the_deed_is_settled(base, deed):
    path = base.settings_dict["NAME"]
    with base.cursor() as cursor:
        cursor.execute("CREATE TABLE said (words)")
        cursor.executemany("INSERT INTO said VALUES (%s)", [[f"{WORDS} {number}"] for number in range(500)])
        forgetting.settle()
        assert stands(path) == ["journal.db"]
        cursor.execute(deed)
        assert stands(path)  # the control: the deed alone leaves them there
    forgetting.settle()
    assert stands(path) == []
