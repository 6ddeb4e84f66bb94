"""One key closes the screen of a class computer: nothing is seen, nothing typed is lost, another person may sign in (row 58, threat 2)."""

import pytest

from tests import worlds
from zhurnal.people.models import Session

pytestmark = [pytest.mark.browser, pytest.mark.once]


def test_the_screen_is_closed_by_one_key_and_what_was_typed_stays(browser, live_server, world):
    context = browser.new_context(base_url=live_server.url, locale="ru-RU")
    context.set_default_timeout(10_000)
    try:
        page = context.new_page()
        page.goto("/sign-in/vek/")
        page.get_by_label("Логин").fill("teacher")
        page.get_by_label("Пароль", exact=True).fill(worlds.PASSWORD)
        page.get_by_role("button", name="Войти").click()
        page.wait_for_url("**/today/")
        second = context.new_page()
        second.goto("/today/")
        page.goto("/logins/password/")
        page.get_by_label("Новый пароль", exact=True).fill("ещё не дописан")
        page.keyboard.press("F8")
        page.get_by_role("heading", name="Экран закрыт").wait_for()
        assert not page.get_by_role("heading", name="Сменить пароль").is_visible()
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")
        other = context.new_page()
        other.goto("/today/")
        assert "/locked/" in other.url
        page.bring_to_front()
        page.get_by_label("Пароль", exact=True).fill("не тот пароль")  # keys would come before the tab is in front
        page.keyboard.press("Enter")
        page.get_by_text("не подходит").wait_for()
        page.keyboard.type(worlds.PASSWORD)
        page.keyboard.press("Enter")
        page.get_by_role("heading", name="Сменить пароль").wait_for()
        assert page.get_by_label("Новый пароль", exact=True).input_value() == "ещё не дописан"
        context.set_offline(True)  # the tab in which the key was pressed does not reach the server
        page.keyboard.press("F8")
        page.get_by_text("закрыт только здесь").wait_for()
        context.set_offline(False)
        second.bring_to_front()
        second.get_by_role("heading", name="Экран закрыт").wait_for()
        second.get_by_label("Пароль", exact=True).fill("не тот пароль")
        second.keyboard.press("Enter")
        second.get_by_text("не подходит").wait_for()
        assert Session.objects.get(account=world.accounts["teacher"].pk).locked_at, "told as soon as it could be"
        second.get_by_label("Пароль", exact=True).fill(worlds.PASSWORD)
        second.keyboard.press("Enter")
        page.bring_to_front()
        page.get_by_role("heading", name="Сменить пароль").wait_for()
        page.keyboard.press("Shift+F8")
        page.wait_for_url("**/locked/#other")
        page.get_by_label("Логин").fill("substitute")
        page.locator("#other").get_by_label("Пароль", exact=True).fill(worlds.PASSWORD)
        page.get_by_role("button", name="Войти", exact=True).click()
        page.wait_for_url("**/today/")
        assert not Session.objects.filter(account=world.accounts["teacher"].pk).exists()
    finally:
        context.close()


def test_a_screen_that_nobody_touches_closes_by_itself_and_says_why(page_as):
    page = page_as("teacher")
    page.clock.install()
    page.goto("/today/")
    minutes = int(page.locator("form[data-lock]").first.get_attribute("data-lock"))
    page.clock.fast_forward(minutes * 60_000 + 1000)
    page.get_by_role("heading", name="Журнал закрыт от посторонних").wait_for()
    assert page.get_by_text(f"Вас не было {minutes}").is_visible()
    page.get_by_label("Пароль").fill(worlds.PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Вторник, 24 ноября").wait_for()
