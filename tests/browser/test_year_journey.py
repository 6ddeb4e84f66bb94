"""The office of a college opens its year from an empty database, teaches, substitutes, moves people and reads форма 2."""

import datetime as dt
import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
import time_machine
from django.core.management import call_command
from openpyxl import load_workbook

from tests.browser.conftest import DESKTOP
from tests.browser.office.desk import Desk
from tests.browser.office.files import write_office
from zhurnal.journal.models import LessonRecord
from zhurnal.organisation.models import College
from zhurnal.timetable.models import Lesson, Slot

pytestmark = [pytest.mark.browser, pytest.mark.once]

RECORDED = (("2026-11-23", 1, "Э-11"), ("2026-11-24", 1, "Э-11"), ("2026-11-24", 1, "Э-12"), ("2026-11-24", 2, "Э-31"))
FORGOTTEN = ("2026-11-23", 2, "Э-12")  # a topic, but nobody called the roll: not counted
NOVEMBER = [  # hours by day, all, as a substitute; counted by hand from the week's timetable
    ("Жукова А. Б.", "Э-11", "ОУД.03 Иностранный язык, 1 подгруппа", {24: 2}, 2, 0),
    ("Жукова А. Б.", "Э-11", "ОУД.05 Математика", {30: 2}, 2, 2),
    ("Жукова А. Б.", "Э-12", "ОУД.03 Иностранный язык", {30: 2}, 2, 0),  # her own discipline, earlier than planned
    ("Лосев П. И.", "Э-11", "ОУД.05 Математика", {23: 2}, 2, 0),
    ("Мартынова И. О.", "Э-11", "ОУД.03 Иностранный язык, 2 подгруппа", {24: 2}, 2, 0),
    ("Мартынова И. О.", "Э-31", "ОП.06 Информационные технологии", {24: 2}, 2, 0),
    ("Соколов Д. П.", "Э-12", "ОУД.08 Физика", {24: 2}, 2, 0),
]


@pytest.fixture
def visitor(browser, live_server) -> Iterator[object]:
    """``visitor()``: the desk of somebody who has not signed in; every console error fails the test."""
    contexts, troubles = [], []

    def open_desk() -> Desk:
        context = browser.new_context(base_url=live_server.url, locale="ru-RU", timezone_id="Europe/Moscow", **DESKTOP)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda said: troubles.append(said.text) if said.type == "error" else None)
        return Desk(page)

    yield open_desk
    for context in contexts:
        context.close()
    assert troubles == []


def test_a_year_from_an_empty_database_to_form_2(
    visitor, transactional_db, clock: time_machine.Traveller, tmp_path: Path
) -> None:
    files, office = write_office(tmp_path), visitor()
    office.sign_in(*_told("college", code="ets", name="Энергетический техникум", admin="Гордеева Полина Егоровна"))
    open_the_year(office, files)
    college = College.objects.get(code="ets")
    check_the_timetable(college)

    substitute_a_week(office)
    office.order(
        "Перевод в другую группу", "Э-11, 2026/27", "Громов Степан Ильич", "118-с", "2026-12-01", "Э-12, 2026/27"
    )
    office.order("Отчисление", "Э-12, 2026/27", "Исаев Глеб Маратович", "119-с", "2026-12-03")

    for day, pair, group in RECORDED:
        _write(college, day, pair, group, dt.datetime.fromisoformat(f"{day}T15:00+03:00"))
    _write(college, *FORGOTTEN, None)
    account = _told("account", college="ets", person="Жукова Анна")
    teach_in_anothers_place(visitor, account, clock)
    read_form_2(visitor, _told("account", college="ets", person="Гордеева Полина"), tmp_path)


def open_the_year(office: Desk, files: dict[str, Path]) -> None:
    """As «Открыть год: с чего начать» says it; the wizard leads, the lists come from Excel."""
    office.title("Новый учебный год")
    office.press("Завести год")
    office.press("Сохранить и дальше")  # bells
    office.press("Сохранить и дальше")  # holidays of the law
    office.press("У нас этого нет")  # nobody to carry over
    office.title("Группы нового набора")
    office.follow("группы с куратором и планом")
    office.bring_list("Сотрудники", files["staff"])
    office.place("Списки")
    office.bring_list("Группы", files["groups"])
    office.follow("Продолжить открытие")
    office.press("Сохранить и дальше")
    office.title("Учебные планы групп")
    for plan in ("plan-1", "plan-3"):
        office.follow("Загрузить план") if plan == "plan-1" else office.place("Обмен")
        office.bring("Учебный план", files[plan])
    office.follow("Продолжить открытие")
    office.press("Сохранить и дальше")  # the only plan of each intake was offered
    office.title("Списки студентов")
    office.follow("загрузить список студентов")
    office.bring_list("Студенты", files["students"])
    office.follow("Продолжить открытие")
    office.press("Готово, дальше")
    office.title("Руководители групп")
    office.press("Сохранить и дальше")
    office.page.get_by_role("textbox").fill("Э-31; учебная; 07.12.2026; 19.12.2026")
    office.press("Сохранить и дальше")
    office.page.get_by_role("textbox").fill("Э-11; 2")
    office.press("Сохранить и дальше")
    office.press("Создать 19 страниц")
    office.title("Нагрузка: кто что ведёт")
    office.fill_step(files["load"])
    office.press("У нас этого нет")  # no streams
    office.page.get_by_text("Всё на месте.").wait_for()
    office.press("Открыть год")
    office.follow("Загрузить расписание из файла")
    office.bring("Расписание", files["timetable"])


def check_the_timetable(college: College) -> None:
    """The week stands until the term's end; the group in practice is out of it; nobody had to fill the pattern."""
    rows = Lesson.objects.of(college.id)
    assert (rows.count(), rows.filter(course__subgroup__isnull=False).count()) == (76, 10)
    assert (str(rows.earliest("date").date), str(rows.latest("date").date)) == ("2026-11-23", "2026-12-28")
    assert not rows.filter(course__group__name="Э-31", date__range=("2026-12-07", "2026-12-19")).exists()
    assert Slot.objects.of(college.id).count() == 0


def substitute_a_week(office: Desk) -> None:
    """An ill teacher: all lessons of his days on one page, the best is chosen already."""
    office.place("Замены")
    office.follow("Отсутствуют")
    office.page.get_by_label("Преподаватель").select_option(label="Лосев Павел Ильич")
    office.page.get_by_label("С", exact=True).fill("2026-11-30")
    office.page.get_by_label("По", exact=True).fill("2026-12-05")
    office.press("Показать занятия")
    office.page.get_by_text("4 занятия ждут решения").wait_for()
    office.page.get_by_role("button", name="Оформить выбранное").focus()
    office.page.keyboard.press("Enter")
    office.page.get_by_text("все занятия устроены").wait_for()


def teach_in_anothers_place(visitor, account: tuple[str, str], clock: time_machine.Traveller) -> None:
    """The substitute finds the lessons on her «Сегодня»; lists follow the orders from their days on."""
    clock.move_to(dt.datetime(2026, 11, 30, 12, 30, tzinfo=dt.timezone(dt.timedelta(hours=3))))
    teacher = visitor()
    teacher.sign_in(*account)
    assert teacher.record("Э-11", "Производная") == ["Абрамов", "Белова", "Громов", "Ёлкина"]
    assert teacher.record("Э-12", "Чтение") == ["Дёмин", "Зотова", "Исаев", "Котова"]
    teacher.page.close()
    clock.move_to(dt.datetime(2026, 12, 3, 12, 30, tzinfo=dt.timezone(dt.timedelta(hours=3))))
    teacher = visitor()
    teacher.sign_in(*account)
    assert teacher.record("Э-12", "Диалог") == ["Громов", "Дёмин", "Зотова", "Котова"]
    teacher.page.close()


def read_form_2(visitor, account: tuple[str, str], folder: Path) -> None:
    """November and December on the page, and November's sheet as XLSX."""
    office = visitor()
    office.sign_in(*account)
    office.place("Отчёты")
    office.follow("Форма 2")
    assert [row[:3] + row[-2:] for row in _rows(office)][-1] == ["Всего", "", "", "2", ""]  # 3 December
    office.page.locator("select[name=period]").select_option(label="ноябрь 2026")
    office.page.get_by_role("button", name="Показать").click()
    office.page.get_by_text("за ноябрь 2026").wait_for()
    found = _rows(office)
    lines = [row for row in found if row[1] != "Итого" and row[0] != "Всего"]
    assert lines == [_line(*line) for line in NOVEMBER]
    assert [row[0] for row in found if row[1] == "Итого"] == list(dict.fromkeys(line[0] for line in NOVEMBER))
    assert found[-1] == _line("Всего", "", "", {23: 2, 24: 8, 30: 4}, 14, 2)
    with office.page.expect_download() as download:
        office.page.get_by_role("link", name="XLSX").click()
    path = folder / "form2.xlsx"
    download.value.save_as(path)
    sheet = [[_plain(cell) for cell in row] for row in load_workbook(path).active.iter_rows(values_only=True)]
    assert [row for row in sheet if row[0] and row[2] in {line[2] for line in NOVEMBER}] == lines


def _line(who: str, group: str, title: str, days: dict[int, int], total: int, stood_in: int) -> list[str]:
    return [who, group, title, *(str(days.get(day, "")) for day in range(1, 31)), str(total), str(stood_in or "")]


def _rows(office: Desk) -> list[list[str]]:
    rows = office.page.locator("table.report tbody tr").all()
    return [[_plain(cell) for cell in row.locator("td").all_inner_texts()] for row in rows]


def _plain(cell: object) -> str:
    return "" if cell is None else str(cell).replace("\u00a0", " ").strip()


def _write(college: College, day: str, pair: int, group: str, called: dt.datetime | None) -> None:
    """What teachers recorded meanwhile; how they do it is shown elsewhere."""
    for lesson in Lesson.objects.of(college.id).filter(date=day, pair=pair, course__group__name=group):
        LessonRecord.objects.create(
            college=college, lesson=lesson, course_id=lesson.course_id, topic="Повторение", roll_called_at=called
        )


def _told(command: str, **options: str) -> tuple[str, str]:
    """Login and password as the console shows them."""
    said = StringIO()
    call_command(command, **options, stdout=said)
    found = re.search(r"логин\s+(\S+)\s+пароль\s+(\S+)", said.getvalue())
    assert found
    return found[1], found[2]
