"""3.4, 3.5: a parent follows his child's progress and tells the group leader the cause of an absence."""

import pytest

from tests import worlds
from tests.journal.written_day import write_day
from tests.regulation.browser import Person

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("frozen_time")]


@pytest.mark.parametrize(
    ("button", "after"), [("Принять причину", "по болезни"), ("Не принимать", "причина не указана")]
)
def test_parent_tells_and_leader_answers(button, after):
    world = worlds.make_college("vek", "А")
    write_day(world)
    child = world.people["student"].pk
    parent, leader = Person(world, "parent"), Person(world, "leader")
    assert "Сообщить причину" in parent.sees(f"/diary/{child}/")
    told = {"since": "2026-11-24", "until": "2026-11-26", "cause": "illness", "comment": "Справку принесёт"}
    assert parent.presses(f"/diary/{child}/", f"/diary/{child}/absence/", "Отправить", **told) == 302
    assert "ещё не ответил" in parent.sees(f"/diary/{child}/")
    page = leader.sees("/excuses/")
    assert ("Справку принесёт" in page, "Калугина-А Елена Викторовна" in page) == (True, True)
    assert leader.presses("/excuses/", f"/excuses/{child}/", button) == 302
    assert after in parent.sees(f"/diary/{child}/")
