"""An order from its start to its end with the keyboard alone: nothing else is ever pressed (A7.1)."""

import pytest

from tests.browser.conftest import COMPACT, PHONE
from zhurnal.movement.models import Movement

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]

NAME = """() => { const one = document.activeElement; return one === document.body ? "" :
  (one.labels && one.labels.length ? one.labels[0].innerText : one.getAttribute("aria-label") || one.innerText || "") }"""


def tab_to(page, words: str) -> None:
    """Tab until what is called so has the focus; the focus is seen and never lost."""
    for _step in range(90):
        page.keyboard.press("Tab")
        if words in page.evaluate(NAME).replace("\xa0", " "):
            return
    raise AssertionError(f"no way to «{words}» by the keyboard")


def choose(page, words: str) -> None:
    """The option of the list in focus, by the arrows."""
    page.keyboard.press("Home")
    for _step in range(40):
        if page.evaluate("document.activeElement.selectedOptions[0].text").startswith(words):
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"no «{words}» in the list")


def test_an_order_is_written_by_the_keyboard_alone(page_as, world):
    page = page_as("deputy", **COMPACT)
    page.set_default_timeout(30_000)
    page.goto("/movement/")
    tab_to(page, "Новый приказ")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Новый приказ").wait_for()
    tab_to(page, "Вид приказа")
    choose(page, "Академ")
    tab_to(page, "Группа студента")
    choose(page, "Э-21")
    tab_to(page, "Дальше")
    page.keyboard.press("Enter")
    page.get_by_label("Номер приказа").wait_for()
    tab_to(page, "Калугин-А")
    page.keyboard.press("Space")
    tab_to(page, "Номер приказа")
    page.keyboard.type("151-с")
    tab_to(page, "Дата приказа")
    page.keyboard.type("11112026")  # read alike whichever comes first, the day or the month
    tab_to(page, "Действует с")
    page.keyboard.type("11112026")  # read alike whichever comes first, the day or the month
    tab_to(page, "Основание")
    page.keyboard.type("заявление")
    page.keyboard.press("Enter")  # as in any form
    page.get_by_role("heading", name="Приказ № 151-с").wait_for()
    found = Movement.objects.of(world.id).values_list("student_id", "order__kind").get()
    assert found == (world.people["student"].pk, "leave")


@pytest.mark.parametrize("address", ["/movement/", "/movement/new/?kind=funding&group={group}"])
def test_movement_fits_the_phone(page_as, world, address):
    page = page_as("deputy", **PHONE)
    page.set_default_timeout(30_000)
    page.goto(address.format(group=world.groups["Э-21"].pk))
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
