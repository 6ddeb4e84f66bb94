"""Reports in the browser: a report with its parameters, kept by name, taken as a workbook and as paper; the builder; by keyboard alone."""

import io

import pytest
from python_calamine import CalamineWorkbook

from tests.browser.conftest import COMPACT
from zhurnal.reports.models import SavedReport

pytestmark = [pytest.mark.browser, pytest.mark.once]

PATIENCE = 60_000  # the first page of a server is made while others of the suite are busy
FOCUS = """() => { const one = document.activeElement; const box = one.getBoundingClientRect(); const look = getComputedStyle(one);
  return {name: one.innerText || one.name || one.getAttribute('aria-label') || one.tagName, inside: box.width > 0 && box.height > 0,
    ring: parseFloat(look.outlineWidth) > 0 && look.outlineStyle !== 'none' || look.boxShadow !== 'none'}; }"""


@pytest.fixture
def leader(page_as):
    page = page_as("leader", **COMPACT)
    page.set_default_timeout(PATIENCE)
    return page


def test_a_report_is_chosen_kept_and_taken(leader, world):
    leader.goto("/reports/")
    leader.get_by_role("link", name="Посещаемость группы за месяц").click()
    leader.get_by_label("Срок").select_option("month:2026-10")
    with leader.expect_navigation():  # the page of the month before would answer otherwise
        leader.get_by_role("button", name="Показать").click()
    leader.get_by_text("октябрь 2026, на 31.10.2026").wait_for()
    leader.get_by_text("Отметки и явка – по записям на сегодня").wait_for()
    shown = leader.locator("table.report tbody tr").count()
    with leader.expect_download() as taken:
        leader.get_by_role("link", name="XLSX").click()
    book = CalamineWorkbook.from_filelike(io.BytesIO(taken.value.path().read_bytes()))
    rows = [row for row in book.get_sheet_by_index(0).to_python() if any(row)]
    assert len([row for row in rows if isinstance(row[0], float)]) == shown - 1  # a total stands under the students
    address = leader.get_by_role("link", name="PDF").get_attribute("href")
    paper = leader.request.get(address)
    assert (paper.status, paper.body()[:5], paper.headers["content-type"]) == (200, b"%PDF-", "application/pdf")

    leader.get_by_text("Сохранить с этим отбором").click()
    leader.get_by_label("Имя").fill("Октябрь моей группы")
    leader.get_by_label("всегда за этот срок").check()
    leader.get_by_role("button", name="Сохранить", exact=True).click()
    leader.get_by_role("link", name="Октябрь моей группы").click()
    leader.get_by_text("октябрь 2026, на 31.10.2026").wait_for()
    assert SavedReport.objects.of(world.id).get().parameters["period"] == "month:2026-10"


def test_a_report_is_put_together(page_as):
    deputy = page_as("deputy", **COMPACT)
    deputy.set_default_timeout(PATIENCE)
    deputy.goto("/reports/builder/")
    deputy.get_by_label("Строки").select_option("group")
    deputy.get_by_label("Столбцы").select_option("sex")
    for box in deputy.locator(".report__measures input").all():
        box.set_checked(box.get_attribute("name") == "m-students")
    with deputy.expect_navigation():
        deputy.get_by_role("button", name="Показать").click()
    heads = deputy.locator("table.report thead th").all_inner_texts()
    assert (heads[0], heads[-1]) == ("Группа", "Всего")
    deputy.get_by_label("Строки").select_option("sex")
    with deputy.expect_navigation():
        deputy.get_by_role("button", name="Показать").click()
    deputy.get_by_role("alert").filter(has_text="одно и то же").wait_for()


def test_the_keyboard_is_enough(leader):
    """Tab goes through the form in its order, each place shows its focus, Enter asks; the table is reached and scrolls by itself."""
    leader.goto("/reports/attendance/")
    leader.get_by_label("Срок").focus()
    order = []
    for _press in range(12):
        seen = leader.evaluate(FOCUS)
        assert seen["inside"], seen
        order.append(seen["name"])
        leader.keyboard.press("Tab")
        assert leader.evaluate(FOCUS)["ring"], leader.evaluate(FOCUS)
    assert order.index("period") < order.index("group") < order.index("day") < order.index("Показать")
    leader.get_by_label("Срок").focus()
    leader.get_by_label("Срок").select_option("month:2026-10")
    leader.get_by_role("button", name="Показать").focus()
    with leader.expect_navigation():
        leader.keyboard.press("Enter")
    leader.get_by_text("октябрь 2026, на 31.10.2026").wait_for()


@pytest.mark.parametrize(
    "address", ["/inspection/", "/inspection/new/", "/tasks/", "/tasks/new/", "/reports/", "/acts/"]
)
def test_every_stop_of_the_keyboard_is_seen(page_as, address):
    deputy = page_as("deputy", **COMPACT)
    deputy.set_default_timeout(PATIENCE)
    deputy.goto(address)
    stops = 0
    for _press in range(40):
        deputy.keyboard.press("Tab")
        seen = deputy.evaluate(FOCUS)
        if seen["name"] == "BODY" or not deputy.evaluate(
            "() => document.activeElement.closest('main, header, nav, a.skip')"
        ):
            continue
        stops += 1
        assert seen["ring"], (address, seen)
        assert seen["inside"], (address, seen)
    assert stops > 5
