"""The head of department prints a parent's slip, the parent opens the access on his phone (2.3)."""

import re

import pytest
import segno
from pypdf import PdfReader

from tests.browser.conftest import COMPACT, PHONE
from zhurnal.people.models import Activation

pytestmark = [pytest.mark.browser, pytest.mark.once]

PATIENCE = 60_000  # the first paper of a process is set by a compiler that is only starting


@pytest.fixture
def drawn(monkeypatch):
    """What the pictures for a camera say, as they are drawn."""
    said, draw = [], segno.make

    def seen(text, **more):
        said.append(text)
        return draw(text, **more)

    monkeypatch.setattr(segno, "make", seen)
    return said


def test_a_slip_from_the_head_opens_the_diary_on_a_parents_phone(page_as, browser, live_server, world, tmp_path, drawn):
    parent, group = world.people["parent"], world.groups["Э-21"]
    head = page_as("department_head", **COMPACT)
    head.goto(f"/credentials/{group.pk}/?who=parents")
    for box in head.locator("input[name=person]:checked").all():
        box.uncheck()
    head.get_by_role("checkbox", name=re.compile(parent.surname)).first.check()
    with head.expect_download(timeout=PATIENCE) as printed:
        head.get_by_role("button", name="Создать и напечатать листки").click()
    printed.value.save_as(tmp_path / "slips.pdf")
    row = head.locator("label.family", has_text=parent.surname)
    row.get_by_text("напечатан, ещё не вручён").wait_for()  # the page does not go on saying what was before
    paper = "\n".join(page.extract_text() for page in PdfReader(tmp_path / "slips.pdf").pages)
    login = world.accounts["parent"].login
    assert login in paper
    code = re.search(r"[a-z]{4}-[2-9]{4}-[a-z]{4}", paper)[0]

    context = browser.new_context(base_url=live_server.url, locale="ru-RU", **PHONE)
    try:
        phone = context.new_page()
        phone.goto(drawn[0])  # what a camera reads
        assert phone.get_by_label("Логин").input_value() == login
        assert phone.get_by_label("Код с листка").input_value() == code
        phone.wait_for_url("**/sign-in/vek/first/")  # the code has left the address
        for label in ("Новый пароль", "Пароль ещё раз"):
            phone.get_by_label(label, exact=True).fill("весна идёт на юг")
        phone.get_by_role("button", name="Сохранить пароль и войти").click()
        phone.wait_for_url("**/diary/**")
        child = phone.get_by_role("navigation", name="Дети").locator("[aria-current=page]")
        assert child.get_attribute("href") in phone.url
        assert phone.get_by_role("heading", level=1).is_visible()
        assert Activation.objects.of(world.id).get(person=parent).used_at is not None
    finally:
        context.close()
