"""1.7: who has not filled what is visible at once to the deputies, one press from the lesson itself."""

import re

import pytest

from tests import worlds
from tests.regulation.browser import Person

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("frozen_time")]


@pytest.mark.parametrize("who", ["deputy", "deputy_practice", "director", "department_head"])
def test_unfilled_lessons_stand_with_their_teachers(who):
    world = worlds.make_college("vek", "А")
    person = Person(world, who)
    page = person.sees("/filling/")
    assert "Кравцова-А Ольга Сергеевна" in page
    links = set(re.findall(r'href="(/lessons/[0-9a-f-]+/)"', page))
    assert f"/lessons/{world.lessons['yesterday'].pk}/" in links
    for link in sorted(links)[:3]:
        person.sees(link)
