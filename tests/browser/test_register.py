"""A register filled down the list: by keyboard, from a pasted column, on the phone (2.2)."""

import pytest

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.test_programme import PASTE
from zhurnal.registers.models import RegisterValue

pytestmark = [pytest.mark.browser, pytest.mark.once]


def test_the_leader_fills_by_keyboard_and_from_a_spreadsheet(page_as, world):
    page = page_as("leader", **DESKTOP)
    page.goto(f"/registers/{world.groups['Э-21'].pk}/phone/")
    cells = page.locator("[data-fill]")
    cells.first.focus()
    page.keyboard.type("89001112233")
    page.keyboard.press("Enter")
    page.evaluate(PASTE, "9001112244\tмама\nнет\n\n")
    assert cells.evaluate_all("cells => cells.slice(0, 4).map(cell => cell.value)") == [
        "89001112233",
        "9001112244",
        "нет",
        "",
    ]
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    assert page.url.endswith("/address/")  # the next field in which something is missing
    kept = RegisterValue.objects.of(world.id).filter(field="phone").order_by("value")
    assert [row.value for row in kept] == ["+7 900 111-22-33", "+7 900 111-22-44", "нет"]


def test_the_pages_do_not_scroll_sideways_on_a_phone(page_as, world):
    student = world.people["student"].pk
    for who, addresses in (
        ("leader", ("/registers/", f"/registers/{world.groups['Э-21'].pk}/", f"/registers/{world.groups['Э-21'].pk}/snils/",
                    f"/registers/students/{student}/", "/registers/proposals/")),
        ("parent", (f"/registers/own/{student}/", f"/registers/own/{student}/phone/")),
    ):  # fmt: skip
        page = page_as(who, **PHONE)
        for address in addresses:
            page.goto(address)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
