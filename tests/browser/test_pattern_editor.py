"""The board of the weekly pattern: the keyboard alone, the mouse, a clash before saving, undo."""

from datetime import time

import pytest

from tests.browser.conftest import DESKTOP, PHONE
from zhurnal.academic_year.models import Bell
from zhurnal.timetable.models import Slot

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def slots(world):
    """Electrotechnics on Monday, the module on Tuesday, both in the first pair."""
    fields = {"college": world.college, "pair": 1, "since": world.term.starts, "until": world.term.ends}
    return [
        Slot.objects.create(**fields, course=world.courses[course], weekday=day, teacher=world.people[who])
        for course, day, who in (("electro", 1, "teacher"), ("module", 2, "other_teacher"))
    ]


def place(world, slot):
    found = Slot.objects.of(world.id).get(pk=slot.pk)
    return found.weekday, found.pair


def test_keys_take_move_and_undo(page_as, world, slots):
    page = page_as("dispatcher", **DESKTOP)
    page.goto(f"/pattern/?group={world.groups['Э-21'].pk.hex}")
    page.locator('[data-place="1-1"]').focus()
    page.keyboard.press("x")
    page.locator('[data-place="1-2"].editor__cell--free').wait_for()
    assert page.locator('[data-place="2-1"]').get_attribute("title") == "У группы Э-21 здесь Обслуживание"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.locator('[data-place="1-2"] [data-slot]').wait_for()
    assert place(world, slots[0]) == (1, 2)
    page.keyboard.press("Control+z")
    page.locator('[data-place="1-1"] [data-slot]').wait_for()
    assert place(world, slots[0]) == (1, 1)


def test_keys_lay_a_lesson_into_a_shift_that_counts_anew(page_as, world, slots):
    Bell.objects.bulk_create(
        Bell(college=world.college, weekday=1, shift=2, pair=pair, starts=time(12 + 2 * pair), ends=time(13 + 2 * pair))
        for pair in (1, 2)
    )
    page = page_as("dispatcher", **DESKTOP)
    page.goto(f"/pattern/?group={world.groups['Э-21'].pk.hex}")
    page.locator('[data-place="1-1"]').focus()
    page.keyboard.press("x")
    page.locator('[data-place="1-2/2"].editor__cell--free').wait_for()
    page.locator('[data-place="1-2/2"]').focus()
    page.keyboard.press("Enter")
    page.locator('[data-place="1-2/2"] [data-slot]').wait_for()
    found = Slot.objects.of(world.id).get(pk=slots[0].pk)
    assert (found.weekday, found.pair, found.shift) == (1, 2, 2)


def test_the_mouse_is_told_of_a_clash_before_anything_is_saved(page_as, world, slots):
    page = page_as("dispatcher", **DESKTOP)
    page.goto(f"/pattern/?group={world.groups['Э-21'].pk.hex}")
    page.locator('[data-place="1-1"] [data-slot]').drag_to(page.locator('[data-place="2-1"]'))
    page.get_by_text("Не поставлено: У группы Э-21 здесь Обслуживание").first.wait_for()
    assert place(world, slots[0]) == (1, 1)
    page.get_by_role("button", name="Поставить всё равно").click()
    page.locator('[data-place="2-1"] .editor__clash').first.wait_for()
    assert place(world, slots[0]) == (2, 1)


def test_a_finger_takes_and_puts_and_a_second_tap_opens(page_as, world, slots):
    page = page_as("dispatcher", **PHONE)
    page.goto(f"/pattern/?group={world.groups['Э-21'].pk.hex}")
    page.locator('[data-place="1-1"] [data-slot]').tap()
    page.locator('[data-place="1-2"].editor__cell--free').wait_for()
    page.locator('[data-place="1-2"]').tap()
    page.locator('[data-place="1-2"] [data-slot]').wait_for()
    assert place(world, slots[0]) == (1, 2)
    page.locator('[data-place="1-2"] [data-slot]').tap()
    page.locator('[data-place="1-1"].editor__cell--free').wait_for()
    page.locator('[data-place="1-2"] [data-slot]').tap()
    page.wait_for_url(f"**/pattern/{slots[0].pk}/")


def test_filters_are_folded_on_a_phone_and_stand_open_elsewhere(page_as, world, slots):
    page = page_as("dispatcher", **PHONE)
    page.goto("/pattern/")
    chosen = page.get_by_label("Преподаватель", exact=True)
    assert not chosen.is_visible()
    board = page.locator("[data-board]").bounding_box()
    assert board["y"] < page.viewport_size["height"] / 2, "the week begins in the upper half"
    page.get_by_text("Отбор", exact=True).click()
    assert chosen.is_visible()
    page.set_viewport_size({"width": 1366, "height": 768})
    page.reload()
    assert page.get_by_label("Преподаватель", exact=True).is_visible()
    assert not page.get_by_text("Отбор", exact=True).is_visible()
