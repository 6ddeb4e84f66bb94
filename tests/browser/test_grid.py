"""The journal's grid on a served college: keys write, what is closed explains itself, nothing is lost on the way."""

import re

import pytest

from tests import worlds
from tests.assessment.page import write_marks
from tests.browser.conftest import COMPACT, DESKTOP, PHONE
from zhurnal.curriculum.models import HoursCorrection
from zhurnal.journal.models import Entry, LessonRecord, Work
from zhurnal.kernel.models import Change
from zhurnal.people.models import Session

pytestmark = pytest.mark.browser

KEYS = 40


class Hands:
    """Presses keys in the grid and counts them."""

    def __init__(self, page):
        self.page, self.pressed = page, 0

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)
            self.pressed += 1
        return self

    @property
    def at(self):
        """The name of what has the focus."""
        name = self.page.evaluate(
            "document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent"
        )
        return name.replace("\u00a0", " ")


def open_grid(page, world, view="marks"):
    """The grid with the focus in its cell: the first student, the lesson that runs now."""
    page.goto(f"/journals/{world.courses['electro'].id}/?view={view}")
    page.wait_for_selector("[data-ready]")
    if view != "topics":
        page.locator(".cell[tabindex='0']").focus()
    return Hands(page)


def hears(page, manner, words):
    """A live region says these words."""
    page.wait_for_selector(f"[data-voice={manner}]:has-text('{words}')", state="attached")


CUT = """() => {
  sessionStorage.setItem("cut", "yes");
  window.wire ??= window.fetch;
  window.fetch = (...asked) => (sessionStorage.getItem("cut") ? Promise.reject(new TypeError("cut")) : window.wire(...asked));
}"""


def cut(page):
    """The network is gone, for this page and for its next loads (a page that goes away slips past the browser's own switch)."""
    page.add_init_script(f'if (sessionStorage.getItem("cut")) ({CUT})()')
    page.evaluate(CUT)


def mend(page):
    """The network is back."""
    page.evaluate("() => { sessionStorage.removeItem('cut'); window.dispatchEvent(new Event('online')); }")


def settled(page):
    """Everything written is in the journal."""
    page.wait_for_selector(".record-state[data-state=saved]")


def values(world, lesson="now"):
    """(slot, value) of a lesson's standing entries."""
    rows = Entry.objects.of(world.id).filter(lesson=world.lessons[lesson].id).exclude(value="")
    return sorted(rows.values_list("slot", "value"))


def card(page):
    """What the open card says."""
    return page.locator(".cell-card").inner_text().replace("\u00a0", " ")


def test_a_whole_lesson_takes_forty_keys_at_most(page_as, world):
    page = page_as("teacher", **DESKTOP)
    hands = open_grid(page, world)
    assert hands.at.endswith("24 ноября, занятие, пусто")
    hands.press("F6", "Enter", "Tab")
    assert hands.at == "Записать"  # the homework that the programme has for the topic
    hands.press("Enter", "Shift+F6", "Control+Space")
    marks = 0
    for row in range(25):
        if row in (3, 17):
            hands.press("KeyY", "ArrowDown")
        elif row % 5 in (1, 4):
            hands.press("5432"[marks % 4])
            marks += 1
        elif row < 24:
            hands.press("ArrowDown")
    settled(page)
    assert marks == 10
    assert hands.pressed <= KEYS
    assert values(world) == sorted([(0, "н"), (0, "н"), *((1, "5432"[n % 4]) for n in range(10))])
    record = LessonRecord.objects.of(world.id).get(lesson=world.lessons["now"].id)
    assert (record.topic.startswith("Тема "), record.roll_called_at is not None) == (True, True)
    assert (record.homework, record.homework_due) == (f"§ {record.topic.split()[1]}", world.lessons["future"].date)
    assert list(Work.objects.of(world.id).values_list("slot", "kind__code")) == [(1, "oral")]


def test_a_digit_goes_down_and_is_said(page_as, world):
    page = page_as("teacher", **DESKTOP)
    hands = open_grid(page, world)
    first = hands.at
    hands.press("4")
    assert hands.at != first
    hears(page, "polite", "4. Калугин")
    hands.press("1")
    hears(page, "assertive", "В колледже нет отметки 1")
    hands.press("q")
    hears(page, "assertive", "Знака «q» в журнале нет")
    settled(page)
    assert values(world) == [(1, "4")]


@pytest.mark.once
def test_minutes_of_lateness_stay_where_they_were_typed(page_as, world):
    page = page_as("teacher", **DESKTOP)
    hands = open_grid(page, world)
    hands.press("KeyJ", "5")
    column = page.locator(".cell.is-active").get_attribute("aria-colindex")
    page.locator("tr", has_text="Студент05").locator(f"[aria-colindex='{column}']").click()
    hands.press("4")
    settled(page)
    assert values(world) == [(0, "о5"), (1, "4")]


def test_absence_and_mark_exclude_each_other(page_as, world):
    page = page_as("teacher", **DESKTOP)
    hands = open_grid(page, world)
    hands.press("4", "ArrowUp", "KeyY")
    assert card(page).startswith("В этом занятии уже стоит 4. Убрать отметку и поставить н?")
    hands.press("Enter", "5")
    assert "Записать отметку как отработку?" in card(page)
    page.get_by_role("button", name="Записать н/5").click()
    settled(page)
    assert values(world) == [(-1, "5"), (0, "н")]


def test_undo_is_a_new_event(page_as, world):
    page = page_as("teacher", **DESKTOP)
    hands = open_grid(page, world)
    hands.press("4")
    settled(page)
    hands.press("Control+z")
    settled(page)
    assert values(world) == []
    hands.press("Control+y")
    settled(page)
    page.wait_for_selector(".cell--4")
    assert [value for _slot, value in values(world)] == ["4"]
    assert Change.objects.of(world.id).filter(action="journal.entry").count() == 3


def test_a_closed_lesson_explains_itself_and_can_be_asked_for(page_as, world):
    page = page_as("teacher", **DESKTOP)
    hands = open_grid(page, world)
    hands.press("Home", "4")
    assert card(page).startswith("Занятие 4 ноября закрыто")
    hands.press("Enter")
    page.keyboard.type("Студенты сдали долги по этой теме")
    page.get_by_role("button", name="Отправить просьбу").click()
    page.wait_for_selector("[data-toasts] :text('Просьба отправлена')")
    assert values(world, "closed") == []


def test_a_value_of_an_earlier_day_changes_with_a_reason(page_as, world):
    page = page_as("teacher", **DESKTOP)
    hands = open_grid(page, world)
    hands.press("ArrowLeft", "ArrowLeft")
    assert "23 ноября" in hands.at
    hands.press("3")
    settled(page)
    hands.press("ArrowUp", "4")
    assert "4 вместо 3" in card(page)
    page.keyboard.type("отчёт защищён повторно")
    hands.press("Enter")
    settled(page)
    page.wait_for_selector(".cell--4")
    assert values(world, "yesterday") == [(1, "4")]
    assert Change.objects.of(world.id).filter(reason="отчёт защищён повторно").count() == 1
    hands.press("ArrowUp", "KeyI")
    page.locator(".card--history .card__part", has_text="было 3 → стало 4").wait_for()
    assert "Причина: отчёт защищён повторно" in card(page)
    assert "Видно студенту с" in card(page)


def test_an_old_mark_waits_until_its_teacher_has_proved_who_she_is(page_as, world):
    page = page_as("teacher", **COMPACT)
    hands = open_grid(page, world)
    while "17 ноября" not in hands.at:
        hands.press("ArrowLeft")
    hands.press("3")
    settled(page)
    Session.objects.filter(college=world.id).update(confirmed=0)
    hands.press("ArrowUp", "4")
    page.keyboard.type("отчёт защищён повторно")
    hands.press("Enter")
    state = page.get_by_role("button", name="Подтвердите: 1 запись")
    state.wait_for()
    more = page.locator(".top-bar__more").bounding_box()
    assert more["x"] + more["width"] <= state.bounding_box()["x"]  # beside the places, not over them
    state.click()
    page.get_by_role("link", name="Подтвердить").click()
    page.get_by_text("Причина: отчёт защищён повторно").wait_for()
    assert page.get_by_role("link", name="Вернуться, не подтверждая").get_attribute("href").startswith("/journals/")
    page.get_by_label("Пароль").fill(worlds.PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_selector("#journal-grid[data-ready]")
    settled(page)
    assert values(world, "old") == [(1, "4")]


@pytest.mark.once
def test_a_future_lesson_takes_a_topic_but_no_marks(page_as, world):
    page = page_as("teacher", **DESKTOP)
    hands = open_grid(page, world)
    hands.press("End", "5")
    assert card(page).startswith("Занятие будет 26 ноября")
    hands.press("Escape", "F6")
    page.keyboard.press("Enter")
    settled(page)
    assert LessonRecord.objects.of(world.id).get(lesson=world.lessons["future"].id).topic != ""


def test_offline_entries_wait_survive_a_reload_and_arrive(page_as, world):
    page = page_as("teacher", **DESKTOP)
    hands = open_grid(page, world)
    hands.press("4")
    settled(page)
    cut(page)
    hands.press("5", "3")
    page.wait_for_selector(".record-state[data-state=waiting]")
    assert page.locator(".cell.is-unsent").count() == 2
    page.reload()
    page.wait_for_selector(".record-state[data-state=waiting]")
    assert page.locator(".cell.is-unsent").count() == 2
    assert values(world) == [(1, "4")]
    mend(page)
    settled(page)
    assert values(world) == [(1, "3"), (1, "4"), (1, "5")]


def test_a_new_column_made_without_connection_arrives_with_its_marks(page_as, world):
    page = page_as("teacher", **DESKTOP)
    hands = open_grid(page, world)
    cut(page)
    hands.press("4", "5")
    page.wait_for_selector(".record-state[data-state=waiting]")
    page.reload()
    page.wait_for_selector(".cell.is-unsent")
    mend(page)
    settled(page)
    assert values(world) == [(1, "4"), (1, "5")]


def test_two_values_of_one_cell_are_shown_side_by_side(page_as, world):
    one, other = page_as("teacher", **DESKTOP), page_as("teacher", **DESKTOP)
    hands, foreign = open_grid(one, world), open_grid(other, world)
    hands.press("4")
    settled(one)
    other.wait_for_selector(".cell--4")  # seen without a reload
    cut(one)
    hands.press("ArrowUp", "5")
    foreign.press("3")
    settled(other)
    mend(one)
    one.wait_for_selector(".record-state[data-state=conflict]")
    one.locator(".record-state").click()
    one.get_by_role("button", name="Выбрать").click()
    assert re.search(r"Оставить 5[\s\S]*Принять 3", card(one))
    one.get_by_role("button", name="Принять 3").click()
    settled(one)
    assert values(world) == [(1, "3")]


def test_a_range_is_filled_and_the_absent_are_passed_over(page_as, world):
    page = page_as("teacher", **DESKTOP)
    hands = open_grid(page, world)
    hands.press("ArrowDown", "KeyY", "ArrowUp", "Shift+ArrowDown", "Shift+ArrowDown", "Shift+ArrowDown", "5")
    page.wait_for_selector("[data-toasts] :text('Записано 3, пропущено 1: нет на занятии')")
    settled(page)
    assert values(world) == [(0, "н"), (1, "5"), (1, "5"), (1, "5")]


PASTE = """(text) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


def test_a_column_is_pasted_from_a_spreadsheet(page_as, world):
    page = page_as("teacher", **DESKTOP)
    open_grid(page, world)
    page.evaluate(PASTE, "5\r\n4,0\r\nн\r\n7\r\n")
    assert "строка 4: «7»" in page.locator("dialog[open]").inner_text()
    page.get_by_role("button", name="Вставить 3").click()
    settled(page)
    assert values(world) == [(0, "н"), (1, "4"), (1, "5")]


@pytest.mark.once
def test_a_replacement_is_pasted_when_ticked_and_its_reason_goes_into_its_field(page_as, world):
    page = page_as("teacher", **DESKTOP)
    hands = open_grid(page, world)
    hands.press("ArrowLeft", "ArrowLeft", "3")
    settled(page)
    hands.press("ArrowUp")
    page.evaluate(PASTE, "4\r\n5\r\n")
    page.get_by_role("button", name="Вставить 1", exact=True).wait_for()
    page.get_by_role("checkbox", name=re.compile("3 → 4")).check()
    page.get_by_role("button", name="Вставить 2", exact=True).click()
    page.wait_for_selector(".card--reason")
    page.keyboard.type("пересчёт 2 и 5 баллов")
    page.keyboard.press("Enter")
    settled(page)
    assert values(world, "yesterday") == [(1, "4"), (1, "5")]
    assert Change.objects.of(world.id).filter(reason="пересчёт 2 и 5 баллов").exists()


@pytest.mark.parametrize("view", ["spread", "topics"])
@pytest.mark.looks
def test_the_first_press_on_a_topic_of_another_lesson_opens_it(page_as, world, view):
    page = page_as("teacher", **DESKTOP)
    open_grid(page, world, view)
    row = page.locator(".topics__row", has_text=re.compile(r"^23\.11"))
    assert "is-active" not in row.get_attribute("class")
    row.locator(".topics__topic button").click()
    page.get_by_role("textbox", name="Тема, 23 ноября").fill("Опыты")
    page.keyboard.press("Enter")
    settled(page)
    assert LessonRecord.objects.of(world.id).get(lesson=world.lessons["yesterday"].id).topic == "Опыты"


def test_the_right_page_shows_the_same_lesson(page_as, world):
    page = page_as("teacher", **DESKTOP)
    hands = open_grid(page, world, "spread")
    assert page.locator(".topics__row.is-active .topics__date").inner_text().startswith("24.11")
    hands.press("ArrowLeft", "ArrowLeft")
    assert page.locator(".topics__row.is-active .topics__date").inner_text().startswith("23.11")
    hands.press("F6", "Enter")
    page.keyboard.type(" и опыты")
    page.keyboard.press("Enter")
    settled(page)
    assert LessonRecord.objects.of(world.id).get(lesson=world.lessons["yesterday"].id).topic.endswith("и опыты")


def test_the_table_is_two_presses_away_from_the_top_of_the_page(page_as, world):
    page = page_as("teacher", **DESKTOP)
    page.goto(f"/journals/{world.courses['electro'].id}/")
    page.wait_for_selector("[data-ready]")
    hands = Hands(page).press("Tab", "Tab")
    assert hands.at == "К таблице"
    assert "24 ноября" in hands.press("Enter").at


SPREAD = """() => {
  const [box, right, pager] = [".grid__box", ".topics", ".pager"].map((one) => document.querySelector(one).getBoundingClientRect());
  const row = document.querySelector(".grid__body .grid__row").getBoundingClientRect().height;
  const heads = [".grid__head", ".topics__table thead"].map((one) => Math.round(document.querySelector(one).getBoundingClientRect().bottom));
  const lit = document.querySelector(".topics__row.is-active").getBoundingClientRect();
  return { rows: (document.querySelector(".grid__box").clientHeight - document.querySelector(".grid__head").offsetHeight) / row,
    heads, below: Math.max(box.bottom, right.bottom) <= pager.top, inside: pager.bottom <= innerHeight,
    lit: lit.top >= right.top && lit.bottom <= right.bottom };
}"""


@pytest.mark.looks
@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1440, 900)])
def test_both_pages_of_the_spread_stand_on_one_screen(page_as, world, width, height):
    page = page_as("teacher", viewport={"width": width, "height": height})
    open_grid(page, world, "spread")
    found = page.evaluate(SPREAD)
    assert found["rows"] >= 25, found  # a whole group, none of them cut
    assert abs(found["heads"][0] - found["heads"][1]) <= 1, found
    assert (found["below"], found["inside"], found["lit"]) == (True, True, True)


@pytest.mark.looks
@pytest.mark.parametrize("view", ["topics", "spread"])
def test_the_plan_and_its_correction_by_order_stand_in_one_phrase(page_as, world, view):
    HoursCorrection.objects.create(
        college=world.college, course=world.courses["electro"], kind="plan", day=worlds.TODAY, hours=4,
        order_number="41-у", order_dated=worlds.TODAY, ground="по приказу", made_at=worlds.RECORDED,
    )  # fmt: skip
    page = page_as("teacher", **DESKTOP)
    open_grid(page, world, view=view)
    said = page.locator(".topics__foot > *").all_inner_texts()
    assert re.fullmatch(r"\d+ из 100 ч, поправка \+4 ч", said[1].replace("\u00a0", " ")), said


def test_who_only_looks_cannot_write_and_is_told_why(page_as, world):
    page = page_as("deputy", **DESKTOP)
    hands = open_grid(page, world)
    hands.press("5")
    assert card(page).startswith("Журнал открыт для просмотра")
    assert values(world) == []


@pytest.mark.looks
def test_cells_are_named_for_screen_readers(page_as, world):
    page = page_as("teacher", **DESKTOP)
    open_grid(page, world)
    grid = page.get_by_role("grid")
    assert grid.get_attribute("aria-label") == "Отметки: Э-21, Электротехника А"
    assert grid.get_attribute("aria-rowcount") == str(3 + page.locator("tbody tr").count())
    assert page.locator("[role=gridcell][tabindex='0']").count() == 1
    assert page.get_by_role("rowheader").count() == page.locator("tbody tr").count()
    names = page.locator("td.cell:not([hidden])").evaluate_all(
        "cells => cells.map(cell => cell.getAttribute('aria-label'))"
    )
    assert all(re.match(r"\S+ \S+, \d+.\S+, ", name) for name in names)


@pytest.mark.looks
def test_tab_leaves_the_grid_at_once(page_as, world):
    page = page_as("teacher", **DESKTOP)
    hands = open_grid(page, world)
    hands.press("Tab")
    assert page.evaluate("!document.querySelector('.grid').contains(document.activeElement)")
    hands.press("Shift+Tab")
    assert page.evaluate("document.activeElement.getAttribute('role')") == "gridcell"


@pytest.mark.looks
def test_on_a_phone_lessons_are_a_list(page_as, world):
    page = page_as("teacher", **PHONE)
    page.goto(f"/journals/{world.courses['electro'].id}/")
    page.wait_for_selector("[data-ready]")
    assert not page.get_by_role("grid").is_visible()
    link = page.get_by_role("link", name=re.compile("сегодня")).first
    assert worlds.TODAY.isoformat() == "2026-11-24"
    link.click()
    page.wait_for_url("**/lessons/**")


def test_an_address_names_the_cell_to_stand_at(page_as, world):
    page, student = page_as("deputy", **DESKTOP), world.people["classmate"]
    asked = f"{world.lessons['closed'].pk.hex}:{student.pk.hex}:0"
    page.goto(f"/journals/{world.courses['electro'].id}/?view=marks#cell={asked}")
    page.wait_for_selector("[data-ready]")
    assert [words in Hands(page).at for words in (student.surname, "4 ноября")] == [True, True], Hands(page).at


def test_beside_the_rows_stand_the_forecast_and_the_term_mark(page_as, world):
    write_marks(world)
    page = page_as("teacher", **DESKTOP)
    open_grid(page, world)
    page.get_by_label(re.compile("^Калугин.*, предложена отметка 5$")).first.wait_for()  # 4,50
    page.get_by_label(re.compile("прогноз 3: долг — ")).wait_for()
    term = page.get_by_label(re.compile(", предложена отметка 3$"))
    term.click()
    card = page.locator(".card--derivation")
    card.get_by_text("Предложено 3").wait_for()
    card.get_by_text("Средний 3,25, «3» с 2,50.").wait_for()
    card.get_by_text("Прогноз 3").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
