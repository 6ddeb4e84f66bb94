"""An installation in folders of the test's own, with a written college that other connections see."""

import pytest

from tests import worlds
from tests.regulation.browser import Person


@pytest.fixture
def places(settings, tmp_path):
    """State, and two places of copies."""
    settings.STATE_DIR, settings.BACKUP_KEY = tmp_path / "state", ""
    settings.BACKUP_TO = [str(tmp_path / "disk"), str(tmp_path / "other")]
    for folder in ("state", "disk", "other"):
        (tmp_path / folder).mkdir(mode=0o700)
    (tmp_path / "state" / "files").mkdir()
    (tmp_path / "state" / "files" / "order.pdf").write_bytes(b"scan of an order")
    return tmp_path


def write(college: worlds.World) -> None:
    """Two marks, one of them corrected."""
    teacher = Person(college, "teacher")
    sent = teacher.send(
        "electro", teacher.work("now", "oral"), teacher.mark("now", "student", "3"), teacher.mark("now", "student", "4", version=1),
    )  # fmt: skip
    assert [one["state"] for one in sent] == ["saved"] * 3
