"""Enough marks, asked lately, a «2» followed: by cases (A2.6–A2.9; clause 3.7)."""

from dataclasses import replace
from datetime import date, timedelta

from zhurnal.assessment.rules.accumulation import Held, needed_marks, standing
from zhurnal.organisation.rules.parameters import Parameters

FIRST = date(2026, 9, 1)
TODAY = date(2026, 12, 28)
USUAL = Parameters()


def plain(texts):
    return tuple(text.replace("\u00a0", " ") for text in texts)


def held(*lessons):
    """«4» a mark, «» present, «н» absent, «осв» released; two hours each, a week apart."""
    return [
        Held(FIRST + timedelta(days=7 * place), 2, value == "н", value == "осв", (value,) if value.isdigit() else ())
        for place, value in enumerate(lessons)
    ]


def test_norm_is_one_mark_for_eight_hours():
    assert [needed_marks(hours, USUAL) for hours in (0, 7, 8, 36)] == [0, 0, 1, 4]
    assert needed_marks(36, Parameters(hours_per_mark=0)) == 0


def test_few_marks_are_told_and_missed_lessons_ask_for_none():
    found = standing(held("", "", "", "", "", "", "4", ""), USUAL, TODAY)
    assert (found.marks, found.needed, found.few) == (1, 2, True)
    assert plain(found.troubles) == ("1 отметка, по часам нужно 2",)
    assert not standing(held("4", "н", "н", "н", "н", "н", "осв", ""), USUAL, TODAY).few


def test_not_asked_in_the_last_five_lessons_at_which_he_was():
    assert standing(held("4", "", "", "", ""), USUAL, TODAY).unasked == 0
    assert standing(held("4", "", "н", "", "", "н", "", ""), USUAL, TODAY).unasked == 5
    assert "не спрашивали 5 занятий подряд" in plain(standing(held("4", "", "", "", "", ""), USUAL, TODAY).troubles)
    assert standing([], USUAL, TODAY).troubles == ()


def test_two_must_be_followed_within_three_lessons():
    assert standing(held("4", "2", "", ""), USUAL, TODAY).bad_day is None
    found = standing(held("4", "2", "", "", ""), USUAL, TODAY)
    assert (found.bad_day, found.troubles[-1]) == (date(2026, 9, 8), "«2» 8.09 не исправлена")
    assert standing(held("4", "2", "", "", "3"), USUAL, TODAY).bad_day is None
    assert standing(held("4", "2", "н", "н", "н"), USUAL, TODAY).bad_day is None  # he was not there to be asked


def test_two_after_absence_and_in_the_first_lesson_is_only_warned_of():
    found = standing(held("2", "4", "н", "2", "4"), USUAL, TODAY)
    assert found.warnings == ("«2» 22.09 сразу после пропуска", "«2» 1.09 на первом его занятии")
    assert found.troubles == ()


def test_lesson_of_today_counts_only_when_something_is_written():
    today = FIRST + timedelta(days=35)
    assert standing(held("4", "", "", "", "", ""), USUAL, today).unasked == 0
    assert standing(held("4", "", "", "", "", "5"), USUAL, today).marks == 2


def test_what_was_made_up_after_an_absence_follows_a_two():
    lessons = held("2", "н", "", "", "", "")
    made_up = replace(lessons[1], marks=("4",))
    assert standing(lessons, USUAL, TODAY).bad_day == FIRST
    assert standing([lessons[0], made_up, *lessons[2:]], USUAL, TODAY).bad_day is None
