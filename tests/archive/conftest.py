"""A college with a written page, and an archive in a folder of the test's own."""

import pytest

from tests import worlds
from tests.regulation.browser import Person


@pytest.fixture
def college(db, frozen_time, settings, tmp_path) -> worlds.World:
    """College «А»; its packages and its key lie in the test's folder."""
    settings.STATE_DIR = tmp_path
    one, _other = worlds.two_colleges()
    return one


@pytest.fixture
def written(college) -> worlds.World:
    """Marks set, one of them corrected; a roll call; a topic that was corrected later, homework written once."""
    teacher = Person(college, "teacher")
    sent = teacher.send(
        "electro", teacher.work("now", "oral"), teacher.mark("now", "student", "3"), teacher.mark("now", "classmate", "5"),
        teacher.mark("now", "student", "4", version=1),
    )  # fmt: skip
    sent += teacher.send(
        "electro", teacher.everybody_present("now"), teacher.topic("now", "Закон Ома"), teacher.homework("now", "§ 4"),
        {**teacher.topic("now", "Закон Ома для цепи"), "version": 1},
    )  # fmt: skip
    assert [one["state"] for one in sent] == ["saved"] * 8
    return college
