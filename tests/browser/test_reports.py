"""Reports in the browser: a report with its parameters, kept by name, taken as a workbook and as paper; the builder; by keyboard alone."""

import io

import pytest
from python_calamine import CalamineWorkbook

from tests.browser.conftest import COMPACT
from zhurnal.reports.models import SavedReport

pytestmark = [pytest.mark.browser, pytest.mark.once]

PATIENCE = 60_000  # the first page of a server is made while others of the suite are busy
FOCUS = """() => { const one = document.activeElement; const box = one.getBoundingClientRect(); const look = getComputedStyle(one);
  return {tag: one.tagName, name: one.name || (one.innerText || '').trim() || one.getAttribute('aria-label') || one.tagName, date: one.type === 'date', inside: box.width > 0 && box.height > 0,
    ring: parseFloat(look.outlineWidth) > 0 && look.outlineStyle !== 'none' || look.boxShadow !== 'none'}; }"""


def stops(page, presses):
    """Places that Tab goes through, each with its focus to be seen; the parts of a date and its calendar are one, with marks of their own."""
    last = ""
    for _press in range(presses):
        page.keyboard.press("Tab")
        seen = page.evaluate(FOCUS)
        if seen["tag"] == "BODY" or (seen["date"] and seen["name"] == last):
            continue
        last = seen["name"]
        assert seen["ring"], seen
        assert seen["inside"], seen
        yield seen


@pytest.fixture
def leader(page_as):
    page = page_as("leader", **COMPACT)
    page.set_default_timeout(PATIENCE)
    return page


def test_a_report_is_chosen_kept_and_taken(leader, world):
    leader.goto("/reports/")
    leader.get_by_role("link", name="Посещаемость группы за месяц").click()
    leader.locator("select[name=period]").select_option("month:2026-10")
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
    assert (heads[0], *heads[-2:]) == ("Группа", "Всего", "Поручение")  # the last gives a task from a line


def test_the_keyboard_is_enough(leader):
    """Tab goes through the form in its order, each place shows its focus, Enter asks; the table is reached and scrolls by itself."""
    leader.goto("/reports/attendance/")
    leader.get_by_role("link", name="Все отчёты").focus()
    order = [seen["name"] for seen in stops(leader, 14)]
    assert order.index("period") < order.index("group") < order.index("day") < order.index("Показать")
    leader.locator("select[name=period]").focus()
    leader.locator("select[name=period]").select_option("month:2026-10")
    leader.get_by_role("button", name="Показать").focus()
    with leader.expect_navigation():
        leader.keyboard.press("Enter")
    leader.get_by_text("октябрь 2026, на 31.10.2026").wait_for()


@pytest.mark.parametrize(
    "address",
    [
        "/reports/",
        *(
            pytest.param(address, marks=pytest.mark.night)
            for address in ("/inspection/", "/inspection/new/", "/tasks/", "/tasks/new/", "/acts/")
        ),
    ],
)
def test_every_stop_of_the_keyboard_is_seen(page_as, address):
    deputy = page_as("deputy", **COMPACT)
    deputy.set_default_timeout(PATIENCE)
    deputy.goto(address)
    assert len(list(stops(deputy, 40))) > 5
