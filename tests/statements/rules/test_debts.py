"""Terms and tries of a debt (A4.8), worked by hand and as properties."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhurnal.statements.rules.debts import (
    Away,
    Stage,
    Tried,
    arises,
    due,
    next_try,
    outcome,
    plan_refusal,
    staff_refusal,
    stage,
)
from zhurnal.statements.rules.kinds import Arisen, Outcome, Part

JUNE, YEAR_ON = date(2026, 6, 22), date(2027, 6, 22)
FAILED, PASSED, EXCUSED, PLANNED = (
    Tried(1, Outcome.FAILED), Tried(1, Outcome.PASSED), Tried(1, Outcome.EXCUSED), Tried(1, Outcome.PLANNED),
)  # fmt: skip


@pytest.mark.parametrize(
    ("arisen_on", "pauses", "last"),
    [
        (JUNE, [], YEAR_ON),
        (date(2028, 2, 29), [], date(2029, 2, 28)),
        (JUNE, [Away(date(2026, 9, 1), date(2026, 9, 12))], date(2027, 7, 4)),  # 12 days of illness
        (JUNE, [Away(date(2026, 6, 1), date(2026, 6, 30))], date(2027, 7, 1)),  # only from the day it arose: 9 days
        (JUNE, [Away(date(2026, 9, 1), date(2026, 9, 10)), Away(date(2026, 9, 6), date(2026, 9, 15))], date(2027, 7, 7)),
        (JUNE, [Away(date(2027, 6, 23), date(2027, 6, 30))], YEAR_ON),  # after the term nothing is moved
        (JUNE, [Away(date(2026, 7, 1), date(2027, 6, 30))], date(2028, 6, 21)),  # a leave of a year
        # the leave moves the end, so an illness after the first end still counts
        (JUNE, [Away(date(2027, 6, 1), date(2027, 6, 30)), Away(date(2027, 7, 5), date(2027, 7, 6))], date(2027, 7, 24)),
    ],
)  # fmt: skip
def test_the_last_day_of_a_debt(arisen_on, pauses, last):
    assert due(arisen_on, pauses) == last


days = st.integers(-200, 900)
pauses_of_days = st.lists(
    st.tuples(days, st.integers(0, 200)).map(
        lambda pair: Away(JUNE + timedelta(pair[0]), JUNE + timedelta(pair[0] + pair[1]))
    ),
    max_size=6,
)


@given(pauses_of_days, st.randoms())
def test_the_order_of_papers_never_matters_and_one_twice_counts_once(pauses, random):
    shuffled = [*pauses, *pauses[:2]]
    random.shuffle(shuffled)

    assert due(JUNE, shuffled) == due(JUNE, pauses)


@given(pauses_of_days)
def test_illness_never_shortens_and_the_counted_days_are_a_year(pauses):
    last = due(JUNE, pauses)
    counted = sum(
        not any(away.since <= day <= away.until for away in pauses)
        for day in (JUNE + timedelta(n) for n in range(1, (last - JUNE).days + 1))
    )

    assert last >= YEAR_ON
    # the day it arose may be one of illness too: then the term is a day longer
    assert counted - 365 in {0, 1}


@pytest.mark.parametrize(
    ("tries", "number"),
    [
        ([], 1),
        ([EXCUSED], 1),
        ([FAILED], 2),
        ([FAILED, EXCUSED], 2),
        ([FAILED, FAILED], 0),
        ([PLANNED], 2),
        ([EXCUSED, EXCUSED, EXCUSED], 1),
    ],
)
def test_two_tries_and_an_excused_one_does_not_count(tries, number):
    assert next_try(tries) == number


@given(st.lists(st.sampled_from([FAILED, EXCUSED]), max_size=8))
def test_only_counted_tries_use_up_the_two(tries):
    used = tries.count(FAILED)

    assert next_try(tries) == (used + 1 if used < 2 else 0)


@pytest.mark.parametrize(
    ("closed_on", "tries", "today", "where"),
    [
        (None, [], YEAR_ON, Stage.FREE),
        (None, [], YEAR_ON + timedelta(1), Stage.OVERDUE),
        (None, [PLANNED], YEAR_ON + timedelta(1), Stage.PLANNED),
        (None, [FAILED, FAILED], JUNE, Stage.SPENT),
        (JUNE, [PASSED], YEAR_ON, Stage.CLOSED),
    ],
)
def test_where_a_debt_stands(closed_on, tries, today, where):
    assert stage(YEAR_ON, closed_on, tries, today) is where


@pytest.mark.parametrize(
    ("day", "tries", "pauses", "code"),
    [
        (date(2026, 9, 15), [], [], None),
        (YEAR_ON, [], [], None),
        (YEAR_ON + timedelta(1), [], [], "late"),
        (JUNE, [], [], "early"),
        (date(2026, 9, 15), [FAILED, FAILED], [], "spent"),
        (date(2026, 9, 15), [PLANNED], [], "planned"),
        (date(2026, 9, 15), [], [Away(date(2026, 9, 1), date(2026, 9, 15))], "paused"),
    ],
)
def test_when_a_retake_may_be_planned(day, tries, pauses, code):
    refusal = plan_refusal(day, JUNE, YEAR_ON, tries, pauses)

    assert (refusal.code if refusal else None) == code


@pytest.mark.parametrize(
    ("parts", "commission", "code"),
    [
        ([], False, "nobody"),
        ([Part.EXAMINER], False, None),
        ([Part.EXAMINER], True, "few"),
        ([Part.MEMBER] * 3, True, "no_chair"),
        ([Part.CHAIR, Part.MEMBER], True, "few"),
        ([Part.CHAIR, Part.MEMBER, Part.EXAMINER], True, None),
    ],
)
def test_a_commission_is_three_people_with_a_chair(parts, commission, code):
    refusal = staff_refusal(parts, commission=commission)

    assert (refusal.code if refusal else None) == code


@pytest.mark.parametrize(
    ("value", "no_show", "barred", "arisen", "ended"),
    [
        ("5", "", False, None, Outcome.PASSED),
        ("зач", "", False, None, Outcome.PASSED),
        ("2", "", False, Arisen.UNFIT, Outcome.FAILED),
        ("незач", "", False, Arisen.UNFIT, Outcome.FAILED),
        ("", "invalid", False, Arisen.NO_SHOW, Outcome.FAILED),
        ("", "valid", False, None, Outcome.EXCUSED),
        ("", "", True, Arisen.NOT_ADMITTED, Outcome.FAILED),
    ],
)
def test_what_a_line_makes_of_a_student(value, no_show, barred, arisen, ended):
    assert arises(value, no_show, barred=barred) == arisen
    assert outcome(value, no_show) is ended
