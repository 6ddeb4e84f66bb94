"""A teacher binds her name at an identity broker in Chromium and signs in with it; axe looks at the pages of the way."""

import pytest

from tests import worlds
from tests.browser.test_axe import found_on
from tests.people.identity_provider import CLIENT, SECRET, Provider
from zhurnal.people import broker
from zhurnal.people.models import Identity

pytestmark = [pytest.mark.browser, pytest.mark.once]
PHONE = {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"}
DESK = {"viewport": {"width": 1366, "height": 768}}


@pytest.fixture
def provider(settings, tmp_path):
    found = Provider()
    file = tmp_path / "secret"
    file.write_text(SECRET, "utf-8")
    settings.BROKER, settings.BROKER_CLIENT, settings.BROKER_SECRET = found.issuer, CLIENT, file
    settings.BROKER_NAME = "Вход области"
    broker.forget_all()
    yield found
    found.stop()
    broker.forget_all()


@pytest.mark.parametrize("look", [DESK, PHONE], ids=["desk", "phone-dark"])
def test_a_teacher_binds_her_name_and_signs_in_with_it(browser, live_server, world, provider, look, tmp_path, request):
    context = browser.new_context(base_url=live_server.url, locale="ru-RU", bypass_csp=True, **look)
    context.set_default_timeout(60_000)  # the first page of a cold process
    seen = []

    def look_at(name):
        page.screenshot(path=tmp_path / f"{name}-{request.node.callspec.id}.png")
        seen.extend(f"{name}: {said}" for said in found_on(page))

    try:
        page = context.new_page()
        page.goto("/sign-in/vek/?next=/notices/")
        look_at("sign-in")
        page.get_by_role("link", name="Вход области").click()
        page.get_by_text("Эта учётная запись не привязана к журналу").wait_for()
        look_at("unbound")
        page.get_by_role("link", name="Войти с паролем и привязать").click()
        page.get_by_label("Логин").fill("teacher")
        page.get_by_label("Пароль", exact=True).fill(worlds.PASSWORD)
        page.get_by_role("button", name="Войти", exact=True).click()
        page.get_by_text("Имя у брокера").wait_for()
        look_at("identity")
        page.get_by_role("button", name="Это я, привязать").click()
        page.get_by_role("heading", name="Вход области").wait_for()
        look_at("protection")
        assert Identity.objects.of(world.id).count() == 1
        context.clear_cookies()
        page.goto("/sign-in/vek/?next=/notices/")
        page.get_by_role("link", name="Вход области").click()
        page.wait_for_url("**/notices/")
        context.clear_cookies()
        page.goto("/broker/?state=x&code=y")
        page.get_by_text("не в этом браузере").wait_for()
        look_at("stale")
    finally:
        context.close()
    assert seen == []
