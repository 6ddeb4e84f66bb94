"""Tables that people paste, and the rules that read them."""

from datetime import date, time

import pytest

from zhurnal.curriculum.rules.kinds import JournalKind
from zhurnal.opening.rules.bells import USUAL_TEXT, bells_text, read_bells
from zhurnal.opening.rules.carrying import next_name
from zhurnal.opening.rules.holidays import DayOff, holidays_text, read_holidays, statutory
from zhurnal.opening.rules.journals import journal_kind, semester_of, taught_hours
from zhurnal.opening.rules.production_calendar import read_calendar
from zhurnal.opening.rules.steps import SLUGS, first_open, next_step
from zhurnal.opening.rules.tables import Problem, Unreadable, read_weekdays, say_weekdays, split_rows
from zhurnal.opening.rules.undoing import refusal_to_undo


def test_rows_of_a_spreadsheet_and_of_a_person_are_read_alike():
    assert split_rows("Э-11\tПетров\r\n\n Э-12 ; Иванов ;лишнее", 2) == [
        (1, ("Э-11", "Петров")),
        (3, ("Э-12", "Иванов")),
    ]


@pytest.mark.parametrize(
    ("text", "days"), [("пн-сб", "123456"), ("пн, ср", "13"), ("1-5", "12345"), ("", "1234567"), ("Суббота", "6")]
)
def test_days_of_the_week_are_read(text, days):
    assert read_weekdays(text) == days


def test_days_of_the_week_are_said_back():
    assert [say_weekdays(days) for days in ("123456", "13", "1", "12")] == ["пн-сб", "пн, ср", "пн", "пн, вт"]


@pytest.mark.parametrize("text", ["завтра", "пн-ъ", "9"])
def test_a_day_that_is_none_is_refused_in_a_sentence(text):
    with pytest.raises(Unreadable, match="Пишите так"):
        read_weekdays(text)


def test_bells_come_back_as_they_were_told():
    rings, problems = read_bells(USUAL_TEXT)
    assert (problems, len(rings)) == ([], 36)
    assert read_bells(bells_text(rings)) == (rings, [])


def test_monday_a_shift_and_a_building_have_bells_of_their_own():
    text = "пн; 1; ; 1; 8:45; 10:35\nвт-сб; 1; ; 1; 8:00; 9:40\nвт-сб; 2; Корпус 2; 1; 14:00; 15:40"
    rings, problems = read_bells(text)
    assert problems == []
    assert {(r.weekday, r.shift, r.building, r.starts) for r in rings if r.weekday < 3} == {
        (1, 1, "", time(8, 45)), (2, 1, "", time(8)), (2, 2, "Корпус 2", time(14)),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("пн;1;;1;9:00;8:00", "1 пара кончается раньше, чем начинается: проверьте 9:00 и 8:00."),
        ("пн;1;;1;9:00;25:00", "Времени «25:00» нет. Пишите так: 8:30."),
        ("пн;1;;одна;9:00;10:00", "Пара: нужно число от 0 до 12, а написано «одна»."),
        ("пн;1;;1;8:00;9:00\nпн;1;;1;9:00;9:30", "1 пара этого дня, смены и корпуса уже есть выше."),
        ("пн;1;;1;8:00;9:00\nпн;1;;2;8:30;9:30", "2 пара начинается раньше, чем кончается 1."),
    ],
)
def test_wrong_bells_say_what_is_wrong(text, said):
    assert read_bells(text)[1][-1].text == said


def test_holidays_of_the_law_need_no_file():
    days = {day.date for day in statutory(date(2026, 9, 1), date(2027, 6, 30))}
    assert days == {
        date(2026, 11, 4), *(date(2027, 1, n) for n in range(1, 9)), date(2027, 2, 23), date(2027, 3, 8),
        date(2027, 5, 1), date(2027, 5, 9), date(2027, 5, 10), date(2027, 6, 12),
    }  # fmt: skip


def test_a_sunday_holiday_moves_to_monday_and_says_so():
    moved = list(statutory(date(2027, 5, 10), date(2027, 5, 10)))
    assert moved == [DayOff(date(2027, 5, 10), "День Победы (перенос с 09.05)")]


def test_a_table_of_days_comes_back():
    days = [DayOff(date(2026, 11, 4), "День народного единства"), DayOff(date(2027, 2, 20), "Рабочий день", 1)]
    assert read_holidays(holidays_text(days)) == (days, [])


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("31.02.2027; Мечта", Problem(1, "Даты «31.02.2027» нет. Пишите так: 04.11.2026.")),
        (
            "20.02.2027; Суббота; пн-вт",
            Problem(1, "По расписанию какого дня работает 20.02.2027? Напишите один день: пн."),
        ),
        ("04.11.2026; А\n04.11.2026; Б", Problem(2, "04.11.2026 уже есть выше: оставьте одну строку.")),
    ],
)
def test_wrong_days_are_named(text, problem):
    assert read_holidays(text)[1] == [problem]


XML = """<?xml version="1.0" encoding="UTF-8"?><calendar year="2027" lang="ru"><holidays><holiday id="1" title="Праздник"/></holidays>
<days><day d="01.01" t="1" h="1"/><day d="02.20" t="3"/><day d="02.22" t="1" f="02.20"/><day d="04.30" t="2"/></days></calendar>"""


def test_the_production_calendar_gives_days_off_and_the_saturday_that_works_instead_of_one():
    assert read_calendar(XML.encode()) == [
        DayOff(date(2027, 1, 1), "Праздник"), DayOff(date(2027, 2, 20), "Рабочий день", 1),
        DayOff(date(2027, 2, 22), "Выходной (перенос с 20.02)"),
    ]  # fmt: skip


def test_a_table_of_holidays_is_read_in_both_alphabets():
    text = "date,name_ru\n2027-01-01,Новый год\n"
    assert (
        read_calendar(text.encode()) == read_calendar(text.encode("cp1251")) == [DayOff(date(2027, 1, 1), "Новый год")]
    )


@pytest.mark.parametrize(
    "content",
    [
        b"", b"<calendar", b"<a/>", b"\x00\x01\x02", b"hello\nworld", b"<calendar year='x'/>",
        b"<!DOCTYPE a [<!ENTITY b 'c'>]><calendar year='2027'>&b;</calendar>",
        b"<calendar year='2027'><days><day d='13.45' t='1'/></days></calendar>", b"<a>" * (1024 * 400),
    ],
)  # fmt: skip
def test_what_is_no_calendar_is_refused_in_a_sentence(content):
    with pytest.raises(Unreadable, match=r"\.$"):
        read_calendar(content)


@pytest.mark.parametrize(
    ("name", "course", "new"),
    [
        ("Э-21", 2, "Э-31"),
        ("ТЭ-11", 1, "ТЭ-21"),
        ("ЭС-24-1", 2, "ЭС-24-1"),
        ("Группа", 1, "Группа"),
        ("Э-31", 1, "Э-31"),
    ],
)
def test_a_group_is_called_by_its_new_course(name, course, new):
    assert next_name(name, course) == new


def test_the_plan_speaks_of_semesters_and_indices_of_journals():
    assert (semester_of(1, 1), semester_of(3, 2)) == (1, 6)
    assert journal_kind("МДК.01.01", "discipline") is JournalKind.MODULE
    assert journal_kind("УП.01", "practice_edu") is JournalKind.MODULE
    assert journal_kind("ОП.02", "discipline") is JournalKind.THEORY


def test_the_opening_is_resumed_where_it_was_left():
    assert first_open(frozenset({"year", "bells"})) == "holidays"
    assert first_open(frozenset(SLUGS)) == "check"
    assert (next_step("year"), next_step("check")) == ("bells", "check")


def test_undoing_ends_with_the_first_record():
    assert refusal_to_undo(None, undone=False) is None
    assert "02.09.2026 уже записано" in str(refusal_to_undo(date(2026, 9, 2), undone=False))
    assert refusal_to_undo(None, undone=True).code == "undone"


def test_hours_of_the_timetable_leave_out_self_study_and_the_exam():
    assert taught_hours(72, 10, 12) == 50
    assert taught_hours(12, 0, 12) == 0
    assert taught_hours(6, 10, 0) == 0  # parts that do not add up: no lessons, never fewer than none
