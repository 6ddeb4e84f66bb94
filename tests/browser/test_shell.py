"""The shell and the components in a real browser, on the pages of the gallery, under the product's own headers."""

import threading
from collections.abc import Iterator
from urllib.parse import parse_qs
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from django.core.wsgi import get_wsgi_application
from django.test import override_settings

from tests.browser.gallery.site import PAGES

pytestmark = [pytest.mark.browser, pytest.mark.once]

LOOKS = ("", "theme=dark", "contrast=bw&size=1.25", "contrast=wb&size=2&interval=2")


class _Silent(WSGIRequestHandler):
    def log_message(self, *_parts: object) -> None:
        """Nothing: a test is quiet."""


@pytest.fixture(scope="module")
def gallery() -> Iterator[str]:
    """Address of the gallery."""
    middleware = [
        "zhurnal.kernel.headers.HeadersMiddleware",
        "whitenoise.middleware.WhiteNoiseMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
    ]
    with override_settings(ROOT_URLCONF="tests.browser.gallery.site", MIDDLEWARE=middleware, DEBUG=False):
        server = make_server("127.0.0.1", 0, get_wsgi_application(), handler_class=_Silent)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def complaints() -> list[str]:
    """What the browser complained about."""
    return []


@pytest.fixture
def visit(browser, gallery, complaints):
    """``visit("/today/", width=390)`` opens a page and listens to complaints: errors of scripts, of the policy, lost files."""
    contexts = []

    def go(address: str, width: int = 1366, height: int = 768, **options: object):
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(gallery + address)
        page.wait_for_load_state("load")
        return page

    yield go
    for context in contexts:
        context.close()


def test_every_page_fits_and_the_browser_has_nothing_to_say(visit, gallery, complaints):
    page = visit("/today/", 320)
    wide = []
    for name in [name for name in PAGES if name != "components"]:
        for look in LOOKS:
            page.goto(f"{gallery}/{name}/?{look}")
            for width in (320, 768, 1366):  # the same page, made wider: it is drawn anew, not asked for anew
                page.set_viewport_size({"width": width, "height": 768})
                over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
                wide += [f"{name} {look}: {over} px at {width}"] if over > 0 else []
            page.set_viewport_size({"width": 320, "height": 768})
    assert (wide, complaints) == ([], [])


def test_keys_for_a_thumb_are_44_high(visit):
    page = visit("/today/", 390, 844)
    heights = page.eval_on_selector_all(
        ".button, .bottom-bar__place, .record-state, .week-strip__day, .debts__row",
        "found => found.filter((item) => item.checkVisibility()).map((item) => item.getBoundingClientRect().height)",
    )
    assert len(heights) > 8
    assert min(heights) >= 44


def test_theme_changes_at_once_and_is_sent(visit):
    page = visit("/today/")
    page.click(".person-menu summary")
    with page.expect_request("**/appearance/") as sent:
        page.click("text=Тёмная")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    fields = parse_qs(sent.value.post_data, keep_blank_values=True)
    assert (fields["theme"], fields["contrast"], fields["size"]) == (["dark"], [""], ["1"])
    assert page.get_attribute("button[value=dark]", "aria-pressed") == "true"


def test_low_vision_is_one_press_and_back(visit):
    page = visit("/sign-in/")
    page.get_by_role("button", name="Версия для слабовидящих").click()
    look = "(({ contrast, size }) => [contrast, size])(document.documentElement.dataset)"
    assert page.evaluate(look) == ["bw", "1.25"]
    page.click(".vision button[aria-label='С, тёмно-синий на голубом']")
    page.click(".vision button[aria-label='А, в 2 раза']")
    assert page.evaluate(look) == ["bl", "2"]
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(157, 209, 255)"
    page.click("text=Обычная")
    assert page.evaluate(look) == ["", "1"]


def test_low_vision_works_without_script(visit):
    page = visit("/sign-in/", java_script_enabled=False)
    with page.expect_request("**/appearance/") as sent:
        page.get_by_role("button", name="Версия для слабовидящих").click()
    fields = parse_qs(sent.value.post_data, keep_blank_values=True)
    assert {name: fields[name] for name in ("theme", "contrast", "size", "interval", "next")} == {
        "theme": ["system"], "contrast": ["bw"], "size": ["1.25"], "interval": ["1"], "next": ["/sign-in/"],
    }  # fmt: skip


def test_a_menu_opens_without_script(visit):
    page = visit("/today/", java_script_enabled=False)
    page.click(".person-menu summary")
    assert page.is_visible(".person-menu >> text=Выйти")


def test_escape_closes_a_menu_and_returns_the_focus(visit):
    page = visit("/components/")
    page.click("details.menu:has-text('Скачать') summary")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert page.locator("details[open]").count() == 0
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_a_dialog_keeps_the_focus_and_returns_it(visit):
    page = visit("/components/")
    page.click("text=Открыть окно")
    assert page.evaluate("document.activeElement.closest('dialog')?.id") == "g-dialog"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.textContent") == "Открыть окно"


def test_a_toast_can_be_undone_and_is_spoken(visit):
    page = visit("/states/")
    page.evaluate(
        "import('@ui/toast.js').then(({ toast }) => toast('Явка: 21 студент', { undo: () => { document.title = 'undone'; } }))"
    )
    page.wait_for_selector(".toast >> text=Явка: 21 студент")
    page.wait_for_selector("[data-voice=polite] >> text=Явка: 21 студент", state="attached")
    page.click(".toast >> text=Отменить")
    assert page.title() == "undone"
    assert page.locator(".toast").count() == 0


def test_two_toasts_at_most(visit):
    page = visit("/states/")
    page.evaluate("import('@ui/toast.js').then(({ toast }) => { for (const n of [1, 2, 3]) toast(`Запись ${n}`); })")
    page.wait_for_selector("text=Запись 3")
    assert page.locator(".toast__text").all_text_contents() == ["Запись 2", "Запись 3"]


def test_a_live_page_takes_what_is_new_and_moves_nothing(visit, complaints):
    page = visit("/live/")
    page.clock.install()
    page.reload()
    page.evaluate("for (const id of ['still', 'first', 'second']) document.getElementById(id).same = true")
    for _look in range(3):
        page.clock.run_for(4000)
        page.wait_for_timeout(300)
    page.wait_for_selector("#first b >> text=1")
    kept = page.evaluate("['still', 'first', 'second'].map((id) => document.getElementById(id).same)")
    assert kept == [True, True, True]
    assert page.locator(".is-new").all_text_contents() == ["1"]
    page.clock.run_for(2100)
    assert page.locator(".is-new").count() == 0
    assert complaints == []


def test_a_live_page_waits_while_somebody_types(visit):
    page = visit("/live/")
    page.clock.install()
    page.reload()
    page.focus("#typing")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.clock.run_for(20_000)
    assert asked == []


def test_password_can_be_shown(visit):
    page = visit("/sign-in/")
    page.fill("#id_password", "вечерний-поезд-7")
    page.click("text=показать")
    assert page.get_attribute("#id_password", "type") == "text"
    assert page.is_visible("text=скрыть")


def test_skip_link_is_the_first_stop_and_leads_to_the_content(visit):
    page = visit("/today/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "К содержанию"
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#content"


def test_focus_is_seen_on_every_stop(visit):
    page = visit("/today/")
    bare = []
    for _stop in range(30):
        page.keyboard.press("Tab")
        style = page.evaluate(
            "(({ outlineStyle, outlineWidth }) => [outlineStyle, outlineWidth])(getComputedStyle(document.activeElement))"
        )
        if style[0] == "none" or style[1] == "0px":
            bare.append(page.evaluate("document.activeElement.outerHTML.slice(0, 80)"))
    assert bare == []
