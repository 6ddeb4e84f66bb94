"""Staff who must have a second factor make a passkey in Chromium's virtual authenticator and sign in with it alone (2.9, row 49)."""

import pytest

from tests import worlds
from zhurnal.organisation.models import College
from zhurnal.people.models import Factor

pytestmark = [pytest.mark.browser, pytest.mark.once]


def test_a_teacher_makes_a_passkey_and_signs_in_with_it(browser, live_server, world):
    College.objects.filter(pk=world.id).update(parameters={"staff_second_factor": True})
    site = live_server.url.replace("127.0.0.1", "localhost")  # keys belong to names
    context = browser.new_context(base_url=site, locale="ru-RU")
    context.set_default_timeout(60_000)  # the first page of a cold process
    try:
        page = context.new_page()
        device = context.new_cdp_session(page)
        device.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
            "isUserVerified": True, "automaticPresenceSimulation": True,
        }  # fmt: skip
        device.send("WebAuthn.addVirtualAuthenticator", {"options": options})
        page.goto("/sign-in/vek/")
        page.get_by_label("Логин").fill("teacher")
        page.get_by_label("Пароль", exact=True).fill(worlds.PASSWORD)
        page.get_by_role("button", name="Войти").click()
        page.get_by_role("button", name="Создать ключ входа").click()
        page.get_by_role("heading", name="Запасные коды").wait_for()
        assert page.locator(".codes__one").count() == 10
        page.get_by_role("link", name="Я их сохранил, дальше").click()
        page.wait_for_url("**/today/")
        assert Factor.objects.of(world.id).filter(kind="passkey").count() == 1
        context.clear_cookies()
        page.goto("/sign-in/vek/")
        page.get_by_role("button", name="Ключом входа").click()
        page.wait_for_url("**/today/")
        used = Factor.objects.of(world.id).get(kind="passkey")
        assert used.spent > 0
    finally:
        context.close()
