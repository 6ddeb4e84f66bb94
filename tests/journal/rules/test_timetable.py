"""Words of the timetable."""

from datetime import date

import pytest

from zhurnal.journal.rules.timetable import change_of, room_words, span_words, week_number


@pytest.mark.parametrize(
    ("room", "words"), [("304", "ауд.\u00a0304"), ("лаб. 117", "лаб.\u00a0117"), ("спортзал", "спортзал"), ("", "")]
)
def test_bare_numbers_of_rooms_are_called_rooms(room, words):
    assert room_words(room) == words


@pytest.mark.parametrize(
    ("cancelled", "substituted", "origin", "room", "change"),
    [
        (False, False, "timetable", "304", ""),
        (True, True, "manual", "304", "отменено"),
        (False, True, "timetable", "304", "замена"),
        (False, False, "manual", "304", "вне расписания"),
        (False, False, "import", "Дистанционно", "дистанционно"),
        (False, False, "import", "*moodle", "дистанционно"),
        (False, False, "import", "СДО колледжа", "дистанционно"),
        (False, False, "import", "Сдобная мастерская", ""),
    ],
)
def test_change_is_named(cancelled, substituted, origin, room, change):
    assert change_of(cancelled=cancelled, substituted=substituted, origin=origin, room=room) == change


@pytest.mark.parametrize(
    ("day", "number"), [(date(2026, 9, 1), 1), (date(2026, 9, 6), 1), (date(2026, 9, 7), 2), (date(2026, 11, 24), 13)]
)
def test_weeks_of_a_term_begin_on_mondays(day, number):
    assert week_number(day, date(2026, 9, 1)) == number


def test_span_names_the_month_once():
    assert span_words(date(2026, 11, 23), date(2026, 11, 28)) == "23–28 ноября"
    assert span_words(date(2026, 11, 30), date(2026, 12, 5)) == "30 ноября – 5 декабря"
