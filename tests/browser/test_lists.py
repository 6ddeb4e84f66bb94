"""A list with the keyboard alone: rows ticked, one value for both, looked at, written, taken back; on the phone without sideways."""

import pytest

from tests.browser.conftest import COMPACT, PHONE
from zhurnal.timetable.models import Room

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]


def test_many_rooms_change_by_the_keyboard_and_change_back(page_as, world):
    for number in (1, 2, 3):
        Room.objects.create(college=world.college, name=f"М-{number}", building="Старый")
    page = page_as("administrator", **COMPACT)
    page.goto("/lists/rooms/")
    assert page.locator("[data-many]").is_hidden()
    page.get_by_role("searchbox").press_sequentially("м- ста")
    page.keyboard.press("Enter")
    page.get_by_text("показано 3 из").wait_for()
    assert page.locator("tbody tr").count() == 3
    for name in ("М-1", "М-2"):
        page.get_by_role("checkbox", name=name).press("Space")
    page.locator("[data-picked]", has_text="(2)").wait_for()
    page.locator("[data-many-column]").select_option("building")
    page.locator("[data-many-value]").press_sequentially("Новый")
    page.keyboard.press("Enter")  # not the search, whose button stands first in the form
    page.get_by_role("heading", name="Кабинеты: что изменится").wait_for()
    page.get_by_role("button", name="Записать").press("Enter")
    page.get_by_text("Записано").wait_for()
    assert Room.objects.of(world.id).filter(building="Новый").count() == 2
    page.get_by_role("button", name="Отменить правку целиком").press("Enter")
    page.get_by_text("прежние значения вернулись").wait_for()
    assert Room.objects.of(world.id).filter(building="Старый").count() == 3


@pytest.mark.parametrize("address", ["/lists/students/", "/lists/students/{student}/", "/lists/students/new/"])
def test_nothing_scrolls_sideways_on_the_phone(page_as, world, address):
    page = page_as("administrator", **PHONE)
    page.goto(address.format(student=world.people["student"].pk))
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
