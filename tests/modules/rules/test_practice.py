"""Days, hours, papers and marks of a practice (A1.8, A4.11)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhurnal.curriculum.rules.practice import Practice, PracticeKind
from zhurnal.modules.rules.practice import (
    PAPERS,
    day_refusal,
    days_of,
    hours_of,
    hours_trouble,
    mark_refusal,
    missing_papers,
)

MONDAY = date(2026, 11, 9)
TWO_WEEKS = Practice(MONDAY, MONDAY + timedelta(days=13))
DAYS = st.dates(date(2026, 9, 1), date(2027, 6, 28))


def test_two_whole_weeks_are_twelve_days_without_sundays_and_holidays():
    assert len(days_of(TWO_WEEKS)) == 12
    assert len(days_of(TWO_WEEKS, [MONDAY + timedelta(days=2), MONDAY + timedelta(days=6)])) == 11


def test_a_practice_of_one_day_a_week_has_that_day_only():
    fridays = Practice(MONDAY, MONDAY + timedelta(days=20), weekdays="5")
    assert days_of(fridays) == tuple(MONDAY + timedelta(days=4 + 7 * week) for week in range(3))


@given(DAYS, st.integers(0, 60), st.sets(DAYS, max_size=5))
def test_days_stand_inside_in_order_and_never_on_a_sunday(starts, length, free):
    practice = Practice(starts, starts + timedelta(days=length))
    days = days_of(practice, free)
    assert list(days) == sorted(set(days))
    assert all(practice.holds(day) and day.isoweekday() != 7 and day not in free for day in days)


@pytest.mark.parametrize(
    ("planned", "written", "given_hours", "left", "missed"),
    [(72, [], 0, 72, 0), (72, [6] * 12, 72, 0, 0), (72, [6, 6, 0, 4], 16, 56, 1), (36, [6] * 7, 42, 0, 0)],
)
def test_hours_given_and_left(planned, written, given_hours, left, missed):
    hours = hours_of(planned, written)
    assert (hours.given, hours.left, hours.missed) == (given_hours, left, missed)


@given(
    st.integers(0, 300),
    st.lists(st.integers(0, 8)).flatmap(lambda rows: st.tuples(st.just(rows), st.permutations(rows))),
)
def test_the_order_of_days_never_matters(planned, rows):
    assert hours_of(planned, rows[0]) == hours_of(planned, rows[1])


def test_a_day_ahead_and_a_day_outside_are_refused_in_a_sentence():
    today = MONDAY + timedelta(days=3)
    assert day_refusal(TWO_WEEKS, today, today) is None
    assert "не наступил" in str(day_refusal(TWO_WEEKS, today + timedelta(days=1), today))
    assert str(day_refusal(TWO_WEEKS, MONDAY - timedelta(days=1), today)) == (
        "Практика идёт с 09.11.2026 по 22.11.2026. Выберите день внутри этих дат."
    )


@pytest.mark.parametrize(("hours", "good"), [(0, True), (6, True), (7, False), (-1, False)])
def test_hours_of_a_day_have_their_limit(hours, good):
    assert (hours_trouble(hours, 6) == "") is good


@pytest.mark.parametrize(
    ("kind", "received", "missing"),
    [
        (PracticeKind.PRODUCTION, (), ("аттестационный лист", "дневник")),
        (PracticeKind.PRODUCTION, ("diary", "report"), ("аттестационный лист",)),
        (PracticeKind.PRE_DIPLOMA, ("attestation_sheet", "diary"), ()),
        (PracticeKind.EDUCATIONAL, (), ("аттестационный лист",)),
        (PracticeKind.EDUCATIONAL, ("attestation_sheet",), ()),
    ],
)
def test_papers_without_which_no_positive_mark_is_set(kind, received, missing):
    assert missing_papers(kind, received) == missing


@pytest.mark.parametrize("mark", ["5", "4", "3"])
def test_no_positive_mark_without_papers(mark):
    refusal = mark_refusal(PracticeKind.PRODUCTION, ("characterisation", "report"), mark)
    assert str(refusal) == (
        "Положительную отметку за практику ставят по документам. Не хватает: аттестационный лист, дневник. "
        "Отметьте, что документ получен."
    )
    assert mark_refusal(PracticeKind.PRODUCTION, PAPERS, mark) is None


def test_two_needs_no_papers_and_other_signs_are_no_marks():
    assert mark_refusal(PracticeKind.PRODUCTION, (), "2") is None
    assert mark_refusal(PracticeKind.PRODUCTION, (), "") is None
    assert mark_refusal(PracticeKind.PRODUCTION, PAPERS, "5+").code == "not_a_mark"
