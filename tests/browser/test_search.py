"""Search by keyboard alone: Ctrl+K, letters, arrows, Enter, Esc; the phone; what axe says; nothing in the address."""

import pytest

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.test_axe import found_on

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]


def test_search_by_keyboard_alone(page_as, world):
    page = page_as("teacher", bypass_csp=True, **DESKTOP)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/journals/")
    page.keyboard.press("Control+k")
    line = page.get_by_role("combobox", name="Что найти")
    assert line.evaluate("node => node === document.activeElement")
    page.keyboard.type("э-21 электро")
    page.get_by_role("option").first.wait_for()
    assert line.get_attribute("aria-expanded") == "true"
    assert page.locator(f"#{line.get_attribute('aria-activedescendant')}").get_attribute("aria-selected") == "true"
    assert found_on(page) == []
    page.keyboard.press("Escape")
    assert not page.locator("#search").evaluate("node => node.open")
    page.keyboard.press("Control+k")
    assert line.input_value() == ""
    page.keyboard.type("24.11")
    page.get_by_role("option").nth(1).wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url("**/lessons/**")
    assert not any("%D1" in url or "24.11" in url for url in asked)


def test_search_on_a_phone(page_as, world):
    page = page_as("parent", bypass_csp=True, color_scheme="dark", **PHONE)
    page.goto(f"/diary/{world.people['student'].pk}/")
    page.get_by_role("link", name="Поиск").click()
    page.get_by_role("combobox").fill("калуг")
    page.get_by_role("option").first.wait_for()
    assert found_on(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.get_by_role("combobox").fill("щщщщ")
    page.get_by_text("Ничего не нашлось").first.wait_for()
