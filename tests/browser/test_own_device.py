"""The person's own device shows what he saw without connection, sealed, for himself alone; a class computer keeps nothing."""

import pytest
from django.urls import reverse

from tests.browser.conftest import PHONE
from tests.browser.test_lesson_phone import Thumb, open_lesson, record_of
from tests.worlds import PASSWORD
from zhurnal.journal.models import LessonRecord

pytestmark = [pytest.mark.browser, pytest.mark.once]

READ_STORE = """async () => {
  if (!(await indexedDB.databases()).some((one) => one.name === "zhurnal-pages")) return []; // asking would make an empty one
  const open = await new Promise((yes, no) => { const r = indexedDB.open("zhurnal-pages"); r.onsuccess = () => yes(r.result); r.onerror = no; });
  if (!open.objectStoreNames.contains("pages")) return [];
  const all = await new Promise((yes) => { const r = open.transaction("pages").objectStore("pages").getAll(); r.onsuccess = () => yes(r.result); });
  open.close();
  return all.map((row) => [row.name, [...new Uint8Array(row.sealed)]]);
}"""

READ_SHUT = """async () => {
  const open = await new Promise((yes, no) => { const r = indexedDB.open("zhurnal-pages"); r.onsuccess = () => yes(r.result); r.onerror = no; });
  const shut = await new Promise((yes) => { const r = open.transaction("keys").objectStore("keys").get("shut"); r.onsuccess = () => yes(r.result); });
  open.close();
  return shut;
}"""


def make_own(page):
    """Press «Это моё устройство» in the person's menu, and see the page again, now through the worker."""
    page.evaluate("document.querySelector('[data-own-device]').click()")
    page.locator(".toast__text").get_by_text("теперь видны и без связи").wait_for()
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    page.reload()
    page.wait_for_function(f"({READ_STORE})().then((rows) => rows.length > 0)")


def test_a_lesson_opens_without_connection_and_what_is_written_arrives(page_as, world):
    page = open_lesson(page_as("teacher", **PHONE), world)
    make_own(page)
    page.context.set_offline(True)
    page.reload()
    page.get_by_text("Нет связи. Страница показана такой").wait_for()
    assert page.get_by_text("Калугин").count()
    Thumb(page).tap("Все присутствуют")
    page.wait_for_selector('[data-record-state][data-state="waiting"]')

    page.context.set_offline(False)
    page.wait_for_selector('[data-record-state][data-state="saved"]')
    page.get_by_role("link", name="Показать свежую страницу").click()
    page.wait_for_function("!document.documentElement.dataset.keptAt")
    assert record_of(world).roll_called_at is not None


def test_a_closed_screen_does_not_open_by_switching_the_network_off(page_as, world):
    """Not by reloading without connection, not by going back online (the server never heard of F8), only by the password (threat 2)."""
    page = open_lesson(page_as("teacher", **PHONE), world)
    make_own(page)
    page.context.set_offline(True)
    page.keyboard.press("F8")
    page.get_by_text("закрыт только здесь").wait_for()
    page.reload()
    page.get_by_role("heading", name="Нет связи").wait_for()
    assert not page.get_by_text("Калугин").count()
    assert not page.locator("[data-kept-pages] a").count()

    page.context.set_offline(False)
    page.wait_for_url("**/locked/*")  # the page «Нет связи» looks again by itself
    assert not page.get_by_text("Калугин").count()
    page.get_by_label("Пароль", exact=True).first.fill(PASSWORD)
    page.get_by_role("button", name="Открыть").click()
    page.wait_for_url("**/lessons/**")
    page.wait_for_selector("[data-ready]")
    page.keyboard.press("F8")
    page.get_by_role("heading", name="Экран закрыт").wait_for()
    page.locator("dialog.cover input").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.locator("html:not([data-closed])").wait_for(state="attached")
    for _try in range(50):  # the worker asks for the page once more, and opens the store by it
        if not page.evaluate(READ_SHUT):
            break
        page.wait_for_timeout(200)
    page.context.set_offline(True)
    page.reload()
    page.get_by_text("Нет связи. Страница показана такой").wait_for()


def test_what_was_not_seen_leads_to_what_was(page_as, world):
    page = open_lesson(page_as("teacher", **PHONE), world)
    seen = page.url
    make_own(page)
    page.context.set_offline(True)
    page.goto(reverse("journal:journals"))
    page.get_by_role("heading", name="Нет связи").wait_for()
    page.locator("[data-kept-pages] a").first.click()
    page.get_by_text("Нет связи. Страница показана такой").wait_for()
    assert page.url == seen


def test_nothing_personal_lies_open_and_nothing_is_left_after_signing_out(page_as, world):
    page = open_lesson(page_as("teacher", **PHONE), world)
    make_own(page)
    for name, sealed in page.evaluate(READ_STORE):
        assert "lessons" not in name
        assert "Калугин" not in bytes(sealed).decode("utf-8", "ignore")
    page.evaluate("document.querySelector('[data-sign-out]').requestSubmit()")
    page.wait_for_url("**/sign-in/**")
    page.wait_for_function(f"({READ_STORE})().then((rows) => rows.length === 0)")


def test_without_the_wish_of_its_owner_a_device_keeps_nothing(page_as, world):
    page = open_lesson(page_as("teacher", **PHONE), world)
    page.reload()
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
    assert "zhurnal-pages" not in page.evaluate("indexedDB.databases().then((all) => all.map((one) => one.name))")


def test_what_waits_outlives_signing_out(page_as, world):
    page = open_lesson(page_as("teacher", **PHONE), world)
    page.route("**/commands/", lambda route: route.abort("internetdisconnected"))
    Thumb(page).tap("Все присутствуют")
    page.wait_for_selector('[data-record-state][data-state="waiting"]')
    page.once("dialog", lambda dialog: dialog.accept())
    page.evaluate("document.querySelector('[data-sign-out]').requestSubmit()")
    page.wait_for_url("**/sign-in/**")
    page.unroute("**/commands/")
    page.get_by_label("Логин").fill("teacher")
    page.get_by_label("Пароль", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Войти").click()
    for _try in range(50):
        if LessonRecord.objects.of(world.id).filter(lesson=world.lessons["now"], roll_called_at__isnull=False).exists():
            return
        page.wait_for_timeout(200)
    pytest.fail("What waited has not arrived.")
