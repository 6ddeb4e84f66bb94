"""Which movement is possible from where (A7), as a table."""

from datetime import date

import pytest

from zhurnal.movement.rules.kinds import FINISHED, FROM, Kind, State
from zhurnal.movement.rules.possible import (
    Dates,
    Stay,
    Written,
    impossible,
    order_words,
    state_on,
    too_early,
    warnings,
    wrong_age,
    wrong_dates,
)

SEPTEMBER, NOVEMBER, TODAY, JUNE = date(2026, 9, 1), date(2026, 11, 10), date(2026, 11, 24), date(2027, 6, 28)


@pytest.mark.parametrize(
    ("stays", "last", "state"),
    [
        ([], None, State.UNKNOWN),
        ([Stay("g", TODAY, None)], None, State.UNKNOWN),
        ([Stay("g", SEPTEMBER, None)], None, State.STUDYING),
        ([Stay("g", SEPTEMBER, TODAY)], Kind.EXPULSION, State.STUDYING),
        ([Stay("g", SEPTEMBER, NOVEMBER)], Kind.EXPULSION, State.GONE),
        ([Stay("g", SEPTEMBER, NOVEMBER)], Kind.LEAVE, State.ON_LEAVE),
        ([Stay("g", SEPTEMBER, NOVEMBER, "акад. отпуск")], None, State.ON_LEAVE),
        ([Stay("g", SEPTEMBER, NOVEMBER, "отчислен")], None, State.GONE),
        ([Stay("g", SEPTEMBER, NOVEMBER, FINISHED)], Kind.ADMISSION, State.GRADUATED),
        ([Stay("g", SEPTEMBER, NOVEMBER, FINISHED)], Kind.EXPULSION, State.GONE),
    ],
)
def test_how_a_student_stands(stays, last, state):
    assert state_on(date(2026, 11, 20), stays, last) is state


def test_every_kind_is_possible_from_its_states_only():
    allowed = {(kind, state) for kind in Kind for state in State if impossible(kind, state, "Зимин Илья") is None}
    assert allowed == {(kind, state) for kind, states in FROM.items() for state in states}
    for kind, state in {(kind, state) for kind in Kind for state in State} - allowed:
        assert str(impossible(kind, state, "Зимин Илья")).startswith("Зимин Илья: ")


@pytest.mark.parametrize(
    ("order", "effective", "code"),
    [
        (NOVEMBER, NOVEMBER, None),
        (NOVEMBER, SEPTEMBER, None),
        (date(2026, 11, 25), NOVEMBER, "order_ahead"),
        (NOVEMBER, date(2026, 8, 31), "outside_year"),
        (NOVEMBER, date(2027, 6, 29), "outside_year"),
    ],
)
def test_days_of_an_order(order, effective, code):
    refusal = wrong_dates(Dates(order, effective, TODAY), SEPTEMBER, JUNE)
    assert (refusal.code if refusal else None) == code


def test_nobody_leaves_before_he_came():
    stay = Stay("g", NOVEMBER, None)
    assert (too_early(NOVEMBER, stay, "Х"), too_early(SEPTEMBER, None, "Х")) == (None, None)
    assert "приказ действует раньше" in str(too_early(SEPTEMBER, stay, "Х"))


@pytest.mark.parametrize(
    ("birth", "right"),
    [(None, True), (date(2010, 3, 5), True), (date(2026, 3, 5), False), (date(1910, 3, 5), False)],
)
def test_age_at_admission(birth, right):
    assert (wrong_age(birth, TODAY) is None) == right


def test_words_of_an_order():
    assert order_words("№118-с", NOVEMBER) == "№ 118-с от 10.11.2026"


def test_a_past_date_says_what_it_means_for_filled_lessons():
    dates, written = Dates(TODAY, NOVEMBER, TODAY), Written(2, 1, date(2026, 11, 20), 6)
    left = warnings(Kind.EXPULSION, dates, written, "Зимин Илья")
    assert "раньше, чем подписан" in left[0]
    assert "2\u00a0оценки и 1\u00a0пропуск, последняя запись 20.11.2026. Записи останутся" in left[1]
    assert "6\u00a0занятий" in warnings(Kind.TRANSFER_IN, dates, written, "Зимин Илья")[1]
    assert warnings(Kind.RENAME, Dates(TODAY, TODAY, TODAY), written, "Зимин Илья") == []
