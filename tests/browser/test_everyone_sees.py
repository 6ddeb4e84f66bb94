"""The main job from end to end: a teacher writes, and moments later everyone sees what is his to see (1.11 g)."""

import pytest

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.test_grid import open_grid, settled

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WITHIN = 5_000  # milliseconds


def test_a_mark_is_on_the_parents_open_page_within_five_seconds(page_as, world):
    parent, student, classmate = (page_as(name, **PHONE) for name in ("parent", "student", "other_parent"))
    for page, child in ((parent, "student"), (student, "student"), (classmate, "classmate")):
        page.goto(f"/diary/{world.people[child].id}/")
        page.wait_for_load_state("networkidle")
    before = classmate.inner_text("main")
    teacher = page_as("teacher", **DESKTOP)
    hands = open_grid(teacher, world)
    while "Калугин" not in hands.at:
        hands.press("ArrowDown")
    hands.press("4")
    settled(teacher)
    for page in (parent, student):
        page.locator("main", has_text="устный опрос").wait_for(timeout=WITHIN)
        assert "4" in page.inner_text("main")
    assert classmate.inner_text("main") == before


def test_leader_and_deputy_see_the_same_journal_and_cannot_write(page_as, world):
    for who in ("leader", "deputy"):
        page = page_as(who, **DESKTOP)
        page.goto(f"/journals/{world.courses['electro'].id}/")
        page.get_by_role("grid").wait_for()
        assert "Журналы только для просмотра" in page.inner_text("header")
