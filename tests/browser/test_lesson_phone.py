"""The lesson on a phone: a whole lesson by thumb, the pad, no connection, the closed lesson."""

import pytest
from django.urls import reverse

from tests.browser.conftest import PHONE
from zhurnal.journal.models import Entry, Excuse, LessonRecord, OpenRequest, PersonalHomework, Work

pytestmark = [pytest.mark.browser, pytest.mark.once]

TAPS = 30


class Thumb:
    """Presses and counts."""

    def __init__(self, page):
        self.page = page
        self.taps = 0

    def tap(self, name, role="button", exact=True):
        self.page.get_by_role(role, name=name, exact=exact).tap()
        self.taps += 1

    def key(self, words):
        self.page.locator(".pad__key", has_text=words).first.tap()
        self.taps += 1

    def cell(self, student, slot):
        cell_of(self.page, student, slot).tap()
        self.taps += 1


def cell_of(page, student, column):
    """A cell by the student's name and the number of the column: 0 is attendance."""
    return page.locator("tr[data-row]", has_text=student).locator("td[data-slot]").nth(column)


def open_lesson(page, world, key="now", tail=""):
    page.goto(reverse("journal:lesson", args=[world.lessons[key].pk]) + tail)
    page.wait_for_selector("[data-ready]")
    return page


def settled(page):
    page.wait_for_timeout(100)  # what was pressed has reached the outbox
    page.wait_for_selector('[data-record-state][data-state="saved"]')


def values(world, key="now"):
    """(slot, value) of everything that stands in a lesson."""
    rows = Entry.objects.of(world.id).filter(lesson=world.lessons[key].pk).exclude(value="")
    return sorted(rows.values_list("slot", "value"))


def record_of(world, key="now"):
    return LessonRecord.objects.of(world.id).get(lesson=world.lessons[key].pk)


def test_a_whole_lesson_takes_thirty_taps_at_most(page_as, world):
    page = open_lesson(page_as("teacher", **PHONE), world)
    thumb = Thumb(page)
    thumb.tap("Эта тема")
    thumb.tap("Все присутствуют")
    for student in ("Студент03", "Студент17"):
        thumb.cell(student, 0)
        thumb.key("н · нет")
    for number in range(10):  # ten students here and there, not one after another
        thumb.cell(f"Студент{2 * number:02d}", 1)
        thumb.key("5432"[number % 4])
    chosen = page.locator(".tabs__tab[aria-current]")
    assert chosen.all_inner_texts() == ["Список"]
    thumb.tap("Задание")
    assert chosen.all_inner_texts() == ["Задание"]
    thumb.tap("из плана")
    settled(page)
    assert page.locator("[data-part=summary]").inner_text() == "Тема, явка, отметки и задание записаны"
    thumb.tap("Закончить занятие")
    page.wait_for_url("**/today/**")
    assert thumb.taps <= TAPS
    marks = sorted((1, "5432"[number % 4]) for number in range(10))
    assert values(world) == [(0, "н"), (0, "н"), *marks]
    record = record_of(world)
    assert (record.topic, record.homework, record.homework_due.isoformat(), record.roll_called_at is not None) == (
        "Тема 1 А", "§ 1", "2026-11-26", True,
    )  # fmt: skip
    assert list(Work.objects.of(world.id).values_list("slot", "kind__code")) == [(1, "oral")]


ABOVE_THE_PAD = """() => {
  const [row, pad] = ["tr.is-active", ".pad"].map((name) => document.querySelector(name)?.getBoundingClientRect());
  return row && pad && row.bottom <= pad.top + 1;
}"""


@pytest.mark.once
def test_pad_goes_to_the_next_student_who_is_here(page_as, world):
    page = open_lesson(page_as("teacher", **PHONE), world)
    thumb = Thumb(page)
    thumb.tap("Все присутствуют")
    who = page.locator(".pad__who b")
    assert who.inner_text() == "Зимин-А Илья"
    thumb.cell("Калугин", 0)
    thumb.key("н · нет")
    assert who.inner_text() == "Панкратов-А Лев"
    thumb.cell("Зимин", 1)
    thumb.key("5")
    assert who.inner_text() == "Панкратов-А Лев"  # Калугин is not here
    for _student in range(22):
        thumb.key("далее")
        page.wait_for_function(ABOVE_THE_PAD)
    assert who.inner_text() == "Удальцов-А Семён"
    settled(page)
    assert values(world) == [(0, "н"), (1, "5")]


def test_everyone_present_tells_how_many_spares_absences_and_is_taken_back(page_as, world):
    Excuse.objects.create(
        college=world.college, student=world.people["adult"], since="2026-11-20", until="2026-11-28", kind="б"
    )
    page = open_lesson(page_as("teacher", **PHONE), world)
    assert "Зимин-А: болезнь по 28.11" in page.locator("[data-part=roll]").inner_text()
    thumb = Thumb(page)
    thumb.cell("Калугин", 0)
    thumb.key("н · нет")
    thumb.tap("Все присутствуют")
    assert page.locator(".toast__text").inner_text() == "Отмечены 23 студента"
    settled(page)
    assert values(world) == [(0, "н"), (0, "н")]
    assert record_of(world).roll_called_at is not None
    page.locator(".toast__action").tap()
    settled(page)
    assert record_of(world).roll_called_at is None
    assert values(world) == [(0, "н"), (0, "н")]


def test_mark_and_absence_exclude_each_other(page_as, world):
    page = open_lesson(page_as("teacher", **PHONE), world)
    thumb = Thumb(page)
    thumb.tap("Все присутствуют")
    thumb.cell("Калугин", 1)
    thumb.key("4")
    thumb.cell("Калугин", 0)
    thumb.key("н · нет")
    assert "В этом занятии уже стоит 4. Убрать отметку и поставить н?" in page.locator("dialog[open]").inner_text()
    thumb.tap("Убрать и поставить н")
    settled(page)
    assert values(world) == [(0, "н")]


def test_absent_student_gets_a_makeup_with_its_day(page_as, world):
    page = open_lesson(page_as("teacher", **PHONE), world, "yesterday")
    thumb = Thumb(page)
    thumb.cell("Калугин", 0)
    thumb.key("н · нет")
    thumb.cell("Калугин", 1)
    assert page.locator(".pad__makeup input").input_value() == "2026-11-24"
    thumb.key("4")
    settled(page)
    assert values(world, "yesterday") == [(-1, "4"), (0, "н")]
    assert Entry.objects.of(world.id).get(slot=-1).dated.isoformat() == "2026-11-24"
    assert cell_of(page, "Калугин", 1).inner_text() == "/4"


@pytest.mark.once
def test_late_in_minutes(page_as, world):
    page = open_lesson(page_as("teacher", **PHONE), world)
    thumb = Thumb(page)
    thumb.cell("Калугин", 0)
    thumb.key("опоздал")
    page.locator(".pad__key", has_text="15").tap()
    settled(page)
    assert values(world) == [(0, "о15")]


def test_correction_of_an_earlier_day_asks_for_a_reason(page_as, world):
    page = open_lesson(page_as("teacher", **PHONE), world, "yesterday")
    thumb = Thumb(page)
    thumb.cell("Калугин", 1)
    thumb.key("3")
    settled(page)
    thumb.cell("Калугин", 1)
    thumb.key("4")
    page.get_by_label("Причина исправления").fill("пересчёт баллов")
    thumb.tap("Записать с причиной")
    settled(page)
    assert values(world, "yesterday") == [(1, "4")]
    thumb.cell("Калугин", 1)
    thumb.tap("История")
    past = page.locator("dialog[open] .card__part")
    past.nth(1).wait_for()
    told = past.first.inner_text()
    assert "было 3 → стало 4" in told
    assert "Причина: пересчёт баллов" in told


def test_without_connection_entries_wait_and_survive_reload(page_as, world):
    page = open_lesson(page_as("teacher", **PHONE), world)
    thumb = Thumb(page)
    thumb.tap("Все присутствуют")
    settled(page)
    page.context.set_offline(True)
    for value in "543":
        thumb.key(value)
    strip = page.locator("[data-part=offline]")
    strip.wait_for()
    assert "Записи хранятся на этом телефоне и уйдут сами, когда появится связь" in strip.inner_text()
    assert "4\u00a0записи ждут" in page.locator("[data-record-state]").inner_text()  # the column and three marks
    assert page.locator('td[data-state="unsent"]').count() == 3
    assert values(world) == []
    page.context.set_offline(False)
    page.reload()
    page.wait_for_selector("[data-ready]")
    settled(page)
    for name, value in (("Зимин", "5"), ("Калугин", "4"), ("Панкратов", "3")):
        cell_of(page, name, 1).get_by_text(value).wait_for()
    settled(page)
    assert values(world) == [(1, "3"), (1, "4"), (1, "5")]
    assert page.locator("thead .lesson-list__mark").count() == 1


def test_what_waits_goes_from_another_page_and_signing_out_asks(page_as, world):
    page = open_lesson(page_as("teacher", **PHONE), world)
    page.route("**/commands/", lambda route: route.abort("internetdisconnected"))
    Thumb(page).tap("Все присутствуют")
    page.wait_for_selector('[data-record-state][data-state="waiting"]')
    page.goto(reverse("journal:today"))
    state = page.locator("[data-record-state]")
    state.get_by_text("1\u00a0запись ждёт").wait_for()
    asked = []
    page.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    page.evaluate("document.querySelector('[data-sign-out]').requestSubmit()")
    assert "Есть записи, которые ещё не в журнале" in asked[0]
    page.unroute("**/commands/")
    page.wait_for_selector('[data-record-state][data-state="saved"]')
    assert record_of(world).roll_called_at is not None


def test_undo_is_a_new_change(page_as, world):
    page = open_lesson(page_as("teacher", **PHONE), world)
    thumb = Thumb(page)
    thumb.cell("Калугин", 1)
    thumb.key("2")
    settled(page)
    page.locator(".pad__undo").tap()
    settled(page)
    assert values(world) == []
    assert Entry.objects.of(world.id).get().version == 2


def test_closed_lesson_explains_itself_and_is_asked_for_in_place(page_as, world):
    page = open_lesson(page_as("teacher", **PHONE), world, "closed")
    assert page.locator(".lesson-topic__text").bounding_box()["x"] >= 16  # it stands where a topic that unfolds stands
    note = page.locator("[data-part=lock]")
    assert "Занятие 4 ноября закрыто. Править можно 7 дней после занятия." in note.inner_text()
    thumb = Thumb(page)
    thumb.tap("Попросить открыть")
    page.get_by_label("Почему нужно открыть").fill("мало")
    thumb.tap("Отправить просьбу")
    assert "от 10 знаков" in page.locator("dialog[open]").inner_text()
    page.get_by_label("Почему нужно открыть").fill("Болела, записи вела на бумаге")
    thumb.tap("Отправить просьбу")
    note.get_by_text("Просьба открыть отправлена и ждёт решения.").wait_for()
    assert OpenRequest.objects.of(world.id).count() == 1
    assert page.locator(".pad").is_hidden()


@pytest.mark.parametrize(
    ("who", "key", "said"),
    [
        ("teacher", "future", "Занятие будет 26 ноября. Отметки — с этого дня."),
        ("teacher", "substituted", "Это занятие ведёт"),
        ("leader", "now", "Журнал открыт для просмотра."),
    ],
)
@pytest.mark.looks
def test_lesson_that_cannot_be_written_says_why(page_as, world, who, key, said):
    page = open_lesson(page_as(who, **PHONE), world, key)
    assert said in page.locator("[data-part=lock]").inner_text()
    assert page.get_by_role("button", name="Попросить открыть").count() == 0
    assert page.get_by_role("button", name="Эта тема").count() == (1 if key == "future" else 0)
    cell_of(page, "Калугин", 0).tap()  # where nothing is written the cell itself tells what was
    page.locator("dialog[open]", has_text="В этой клетке ещё ничего не писали.").wait_for()


def test_personal_homework_is_set_and_taken_back(page_as, world):
    page = open_lesson(page_as("teacher", **PHONE), world, tail="#homework")
    thumb = Thumb(page)
    thumb.tap("Задание студенту")
    page.get_by_label("Задание", exact=True).fill("Пересдать ЛР № 6")
    page.locator("label.check", has_text="Калугин").tap()
    thumb.tap("Записать задание")
    settled(page)
    task = page.locator(".lesson-task")
    assert "Калугин-А Степан" in task.inner_text()
    task.tap()
    thumb.tap("Снять задание")
    settled(page)
    assert page.locator(".lesson-task").count() == 0


def test_personal_homework_on_its_way_is_not_doubled(page_as, world):
    page = open_lesson(page_as("teacher", **PHONE), world, tail="#homework")
    thumb = Thumb(page)
    page.route("**/commands/", lambda route: route.abort("internetdisconnected"))
    thumb.tap("Задание студенту")
    page.get_by_label("Задание", exact=True).fill("Пересдать")
    page.locator("label.check", has_text="Калугин").tap()
    thumb.tap("Записать задание")
    page.locator("[data-part=offline]").wait_for()  # it was sent, and nobody knows whether it came
    page.locator(".lesson-task").tap()
    thumb.tap("Снять задание")
    page.locator(".toast--bad", has_text="Задание ещё идёт в журнал").wait_for()
    page.unroute("**/commands/")
    page.evaluate("window.dispatchEvent(new Event('online'))")
    settled(page)
    page.locator(".lesson-task").tap()
    page.get_by_label("Задание", exact=True).fill("Пересдать ЛР № 6")
    thumb.tap("Записать задание")
    settled(page)
    assert list(PersonalHomework.objects.of(world.id).values_list("text", flat=True)) == ["Пересдать ЛР № 6"]


def test_personal_homework_that_never_left_is_changed_in_its_place(page_as, world):
    page = open_lesson(page_as("teacher", **PHONE), world, tail="#homework")
    thumb = Thumb(page)
    page.context.set_offline(True)
    thumb.tap("Задание студенту")
    page.get_by_label("Задание", exact=True).fill("Пересдать")
    page.locator("label.check", has_text="Калугин").tap()
    thumb.tap("Записать задание")
    page.locator("[data-part=offline]").wait_for()
    page.locator(".lesson-task").tap()
    page.get_by_label("Задание", exact=True).fill("Пересдать ЛР № 6")
    thumb.tap("Записать задание")
    assert "1\u00a0запись ждёт" in page.locator("[data-record-state]").inner_text()
    page.context.set_offline(False)
    settled(page)
    assert list(PersonalHomework.objects.of(world.id).values_list("text", "version")) == [("Пересдать ЛР № 6", 1)]


@pytest.mark.looks
def test_targets_are_large_enough_for_fingers(page_as, world):
    page = open_lesson(page_as("teacher", **PHONE), world)
    page.get_by_role("button", name="Все присутствуют").tap()
    seen = page.locator(
        "button:visible, select:visible, td[data-slot]:visible, .lesson__back, .lesson-list thead button:visible"
    )
    small = [
        (element.inner_text(), box)
        for element in seen.all()
        if (box := element.bounding_box()) and (box["height"] < 40 or box["width"] < 40)
    ]
    assert small == []


@pytest.mark.parametrize("width", [320, 390])
@pytest.mark.looks
def test_nothing_sticks_out_sideways(page_as, world, width):
    page = open_lesson(page_as("teacher", **{**PHONE, "viewport": {"width": width, "height": 700}}), world)
    page.get_by_role("button", name="Все присутствуют").tap()
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.looks
def test_landscape_puts_the_pad_at_the_right(page_as, world):
    page = open_lesson(page_as("teacher", **{**PHONE, "viewport": {"width": 844, "height": 390}}), world)
    cell_of(page, "Студент05", 1).tap()
    pad, row = page.locator(".pad").bounding_box(), page.locator("tr.is-active").bounding_box()
    assert pad["x"] + pad["width"] == 844
    assert row["x"] + row["width"] <= pad["x"]
    assert row["y"] >= 0
    assert row["y"] + row["height"] <= 390
