"""The lesson at a desk: the keyboard writes, a second press brings the keys to the mouse, others' changes appear."""

import pytest

from tests.browser.conftest import COMPACT, DESKTOP
from tests.browser.test_lesson_phone import cell_of, open_lesson, record_of, settled, values

pytestmark = [pytest.mark.browser, pytest.mark.once]


def active(page):
    """Name and column of the cell in which the keyboard stands."""
    return page.evaluate("document.activeElement.getAttribute('aria-label')")


def test_keyboard_writes_marks_absence_and_lateness(page_as, world):
    page = open_lesson(page_as("teacher", **DESKTOP), world)
    cell_of(page, "Зимин", 1).click()
    page.keyboard.press("Control+Space")
    assert active(page) == "Зимин-А Илья, устный опрос, пусто"
    page.keyboard.press("5")
    assert active(page) == "Калугин-А Степан, устный опрос, пусто"
    page.keyboard.press("KeyY")  # «Н», whatever the layout
    assert active(page) == "Панкратов-А Лев, устный опрос, пусто"
    page.keyboard.press("KeyJ")
    page.keyboard.press("1")
    page.keyboard.press("2")
    page.keyboard.press("4")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("KeyP")
    settled(page)
    assert values(world) == [(0, "н"), (0, "о12"), (1, "4"), (1, "5"), (1, "зач")]
    assert record_of(world).roll_called_at is not None
    page.get_by_role("button", name="Эта тема").press("Enter")
    settled(page)  # the part has been drawn anew twice: by the press and by the answer
    assert page.evaluate("document.activeElement.textContent") == "Другая тема"
    page.get_by_role("textbox", name="Всей группе").fill("Конспект")
    page.keyboard.press("Tab")
    settled(page)
    assert page.evaluate("document.activeElement.textContent") == "из плана"


@pytest.mark.once
def test_key_acts_on_the_cell_with_the_focus(page_as, world):
    page = open_lesson(page_as("teacher", **DESKTOP), world)
    cell_of(page, "Калугин", 1).click()
    page.keyboard.press("4")
    cell_of(page, "Студент05", 1).click()
    page.keyboard.press("Escape")  # the keys go, the focus stays
    assert page.locator("tr.is-active").count() == 0
    settled(page)  # the answer draws the list anew: the column has its number
    page.keyboard.press("3")
    settled(page)
    cell_of(page, "Калугин", 1).get_by_text("4").wait_for()
    cell_of(page, "Студент05", 1).get_by_text("3").wait_for()
    assert values(world) == [(1, "3"), (1, "4")]


@pytest.mark.once
def test_minutes_of_lateness_stay_where_they_were_typed(page_as, world):
    page = open_lesson(page_as("teacher", **DESKTOP), world)
    cell_of(page, "Зимин", 1).click()
    page.keyboard.press("KeyJ")
    page.keyboard.press("7")
    cell_of(page, "Студент05", 1).click()
    assert active(page) == "Студент05-А Иван, устный опрос, пусто"
    page.keyboard.press("4")
    cell_of(page, "Калугин", 1).click()
    page.keyboard.press("KeyJ")
    page.keyboard.press("9")
    page.locator("[data-record-state]").focus()
    settled(page)
    assert "9" in cell_of(page, "Калугин", 0).inner_text()
    assert "7" in cell_of(page, "Зимин", 0).inner_text()
    assert values(world) == [(0, "о7"), (0, "о9"), (1, "4")]
    page.wait_for_timeout(1600)  # as long as digits after «О» are minutes
    assert page.evaluate("document.activeElement.matches('[data-record-state]')")


@pytest.mark.looks
def test_arrows_enter_and_ends_move(page_as, world):
    page = open_lesson(page_as("teacher", **DESKTOP), world)
    cell_of(page, "Зимин", 1).click()
    moves = []
    for key in ("ArrowDown", "ArrowLeft", "ArrowUp", "End", "Enter", "Shift+Enter", "Home", "Control+End"):
        page.keyboard.press(key)
        moves.append(active(page).rsplit(", ", 1)[0])
    assert moves == [
        "Калугин-А Степан, устный опрос",
        "Калугин-А Степан, явка",
        "Зимин-А Илья, явка",
        "Зимин-А Илья, устный опрос",
        "Калугин-А Степан, устный опрос",
        "Зимин-А Илья, устный опрос",
        "Зимин-А Илья, явка",
        "Удальцов-А Семён, явка",
    ]


def test_delete_strikes_out_and_undo_brings_back(page_as, world):
    page = open_lesson(page_as("teacher", **DESKTOP), world)
    cell_of(page, "Калугин", 1).click()
    page.keyboard.press("4")
    settled(page)
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Delete")
    settled(page)
    assert values(world) == []
    page.keyboard.press("Control+z")
    settled(page)
    assert values(world) == [(1, "4")]
    page.keyboard.press("Control+z")
    settled(page)
    page.keyboard.press("Control+y")
    settled(page)
    assert values(world) == [(1, "4")]


def test_one_is_answered(page_as, world):
    page = open_lesson(page_as("teacher", **DESKTOP), world)
    cell_of(page, "Калугин", 1).click()
    page.keyboard.press("1")
    assert page.locator(".toast--bad").inner_text() == "В колледже нет отметки 1."
    assert values(world) == []


@pytest.mark.looks
def test_list_is_one_tab_stop(page_as, world):
    page = open_lesson(page_as("teacher", **DESKTOP), world)
    assert page.locator('.lesson-list td[tabindex="0"]').count() == 1
    cell_of(page, "Калугин", 1).click()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.lesson-list tbody')") is None


@pytest.mark.once
def test_second_press_brings_the_keys_to_the_mouse(page_as, world):
    page = open_lesson(page_as("teacher", **DESKTOP), world)
    cell_of(page, "Калугин", 1).click()
    assert page.locator(".pad").is_hidden()
    cell_of(page, "Калугин", 1).click()
    page.locator(".pad__key", has_text="3").first.click()
    settled(page)
    assert values(world) == [(1, "3")]


def test_changes_of_another_window_appear(page_as, world):
    first = open_lesson(page_as("teacher", **DESKTOP), world)
    second = open_lesson(page_as("teacher", **DESKTOP), world)
    cell_of(second, "Калугин", 1).click()
    second.keyboard.press("5")
    settled(second)
    first.locator("tr[data-row]", has_text="Калугин").locator(".mark--5").wait_for(timeout=15_000)


def test_two_values_are_chosen_by_a_person(page_as, world):
    first = open_lesson(page_as("teacher", **DESKTOP), world)
    cell_of(first, "Калугин", 1).click()
    first.keyboard.press("5")
    settled(first)
    second = open_lesson(page_as("teacher", **DESKTOP), world)
    first.context.set_offline(True)
    cell_of(first, "Калугин", 1).click()
    first.keyboard.press("4")
    cell_of(second, "Калугин", 1).click()
    second.keyboard.press("3")
    settled(second)
    first.context.set_offline(False)
    first.locator('td[data-state="conflict"]').wait_for()
    assert values(world) == [(1, "3")]
    cell_of(first, "Калугин", 1).click()
    first.get_by_role("button", name="Оставить 4").click()
    settled(first)
    assert values(world) == [(1, "4")]


@pytest.mark.parametrize("screen", [DESKTOP, COMPACT])
@pytest.mark.looks
def test_the_whole_group_is_seen_without_scrolling(page_as, world, screen):
    page = open_lesson(page_as("teacher", **screen), world)
    last = page.locator("tr[data-row]").last.bounding_box()
    assert page.locator("tr[data-row]").count() == 25
    assert last["y"] + last["height"] <= screen["viewport"]["height"]


def test_topic_is_found_in_the_programme_or_written_in_own_words(page_as, world):
    page = open_lesson(page_as("teacher", **DESKTOP), world)
    page.get_by_role("button", name="Другая").click()
    page.get_by_label("Найти в программе").fill("тема 3")
    page.get_by_role("button", name="Тема 3 А").click()
    settled(page)
    assert (record_of(world).topic, record_of(world).programme_topic_id) == ("Тема 3 А", world.topics[2].pk)
    field = page.get_by_role("textbox", name="Тема")
    field.fill("Повторение")
    field.blur()
    settled(page)
    assert record_of(world).topic == "Повторение"


def test_kind_of_work_is_added_changed_and_taken_away(page_as, world):
    page = open_lesson(page_as("teacher", **DESKTOP), world)
    head = page.locator(".lesson-list thead")
    head.get_by_role("button", name="Вид работы").click()
    page.get_by_label("Уточнение").fill("№ 6, защита")
    page.get_by_role("button", name="Лабораторная").click()
    settled(page)
    assert [words.split() for words in head.locator(".lesson-list__work").all_inner_texts()] == [
        ["УО", "вес", "1"],
        ["ЛР", "6", "вес", "2"],
    ]
    head.get_by_role("button", name="ЛР № 6, защита").click()
    page.get_by_role("button", name="Убрать вид работы").click()
    settled(page)
    assert "ЛР" not in head.inner_text()


def test_text_of_another_is_not_written_over_unseen(page_as, world):
    first = open_lesson(page_as("teacher", **DESKTOP), world)
    second = open_lesson(page_as("teacher", **DESKTOP), world)
    field = first.get_by_role("textbox", name="Всей группе")
    field.focus()
    lacking = first.locator("[data-part=summary]").inner_text()
    other = second.get_by_role("textbox", name="Всей группе")
    other.fill("§ 9")
    other.blur()
    settled(second)
    told = "lacking => document.querySelector('[data-part=summary]').innerText !== lacking"
    first.wait_for_function(told, arg=lacking, timeout=15_000)
    assert field.input_value() == ""  # what is being written in stays as it is
    first.keyboard.type("§ 1")
    field.blur()
    first.wait_for_selector('[data-record-state][data-state="conflict"]')
    assert record_of(world).homework == "§ 9"


def test_what_stands_in_a_field_is_written_when_the_page_is_left(page_as, world):
    page = open_lesson(page_as("teacher", **DESKTOP), world)
    page.get_by_role("textbox", name="Всей группе").focus()
    page.keyboard.type("§ 7")
    page.evaluate("window.dispatchEvent(new Event('pagehide'))")
    settled(page)
    assert record_of(world).homework == "§ 7"
