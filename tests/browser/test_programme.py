"""The editor of a work programme: pasted from a spreadsheet, moved and undone by keyboard, saved, read from a file (A5.13)."""

import pytest

from tests.browser.conftest import DESKTOP
from tests.browser.test_axe import found_on
from tests.exchange.readers.test_curricula import TOPICS, workbook
from zhurnal.curriculum.models import ProgrammeTopic

pytestmark = [pytest.mark.browser, pytest.mark.once]

PASTE = """
text => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  document.activeElement.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}
"""


def titles_on(page):
    return page.locator("[data-field=title]").evaluate_all("fields => fields.map(field => field.value)")


def test_rows_are_pasted_moved_undone_saved_and_read_from_a_file(page_as, world):
    programme = world.courses["english1"].programme_id
    page = page_as("subgroup_teacher", bypass_csp=True, **DESKTOP)
    page.goto(f"/programmes/{programme}/")
    page.locator("[data-field=title]").first.focus()
    page.evaluate(PASTE, "1\tГлаголы\t2\tпрактика\n2\tВремена\t4 ч.\tПР\n3\tЗачёт\t2\tзачёт\n")
    assert titles_on(page) == ["Глаголы", "Времена", "Зачёт"]
    assert page.locator("[data-sums]").inner_text() == "Лекции 2 ч · практические 6 ч"
    page.keyboard.press("Alt+ArrowDown")
    assert titles_on(page) == ["Времена", "Глаголы", "Зачёт"]
    page.locator("[data-undo]").click()
    assert titles_on(page) == ["Глаголы", "Времена", "Зачёт"]
    assert found_on(page) == []
    with page.expect_navigation():
        page.get_by_role("button", name="Сохранить программу").click()
    rows = ProgrammeTopic.objects.of(world.id).filter(programme=programme).order_by("number")
    assert list(rows.values_list("title", "hours", "kind")) == [
        ("Глаголы", 2, "practical"), ("Времена", 4, "practical"), ("Зачёт", 2, "credit"),
    ]  # fmt: skip
    page.set_input_files("[name=upload]", {"name": "ktp.xlsx", "mimeType": "", "buffer": workbook(TOPICS)})
    with page.expect_navigation():
        page.get_by_role("button", name="Прочитать в таблицу").click()
    assert titles_on(page) == ["Закон Ома", "Измерение тока", "Мощность"]
    assert "Строка 6: «много» — не число часов" in page.locator("main").inner_text()
    assert rows.count() == 3


def test_nothing_can_be_saved_before_the_rows_can_be_gathered(page_as, world):
    """On a slow machine «Сохранить» had come before the script, sent no rows and emptied the table."""
    page = page_as("subgroup_teacher", **DESKTOP)
    page.route("**/curriculum/js/programme*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    page.goto(f"/programmes/{world.courses['english1'].programme_id}/")
    assert page.get_by_role("button", name="Сохранить программу").is_disabled()
    page.unroute("**/curriculum/js/programme*.js")
    page.reload()
    page.locator("[data-save]:enabled").wait_for()
