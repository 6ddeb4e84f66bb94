"""The life of a remark, the year's plan, recorded values in words: pure rules (A10.2, A10.4)."""

from datetime import date

import pytest

from zhurnal.inspection.rules.aims import year_plan
from zhurnal.inspection.rules.states import (
    State,
    Step,
    Totals,
    is_overdue,
    standing_words,
    state_after,
    step_refusal,
    term_words,
    text_refusal,
    totals,
)
from zhurnal.inspection.rules.values import value_words

TODAY, BEFORE, AFTER = date(2026, 11, 24), date(2026, 11, 23), date(2026, 11, 27)


@pytest.mark.parametrize(
    ("state", "step", "words", "due", "code"),
    [
        (State.WAITING, Step.DONE, "", None, None),
        (State.WAITING, Step.ANSWERED, "", None, "no_words"),
        (State.WAITING, Step.RETURNED, "ещё", None, "too_early"),
        (State.DONE, Step.RETURNED, "ещё", None, None),
        (State.DONE, Step.PROLONGED, "", AFTER, "too_early"),
        (State.RETURNED, Step.PROLONGED, "", BEFORE, "past_due"),
        (State.RETURNED, Step.PROLONGED, "", AFTER, None),
        (State.NOTED, Step.DONE, "", None, "too_early"),
        (State.NOTED, Step.CONFIRMED, "", None, "too_early"),
        (State.WAITING, Step.CONFIRMED, "", None, None),
        (State.WAITING, Step.WITHDRAWN, "", None, "no_words"),
        (State.CLOSED, Step.ANSWERED, "слово", None, "over"),
        (State.WAITING, Step.ANSWERED, "х" * 501, None, "long"),
    ],
)
def test_steps(state, step, words, due, code):
    refusal = step_refusal(state, step, words, due=due, today=TODAY)
    assert (refusal.code if refusal else None) == code


def test_a_remark_goes_back_with_a_term_that_can_be_kept():
    def returned(due, term):
        refusal = step_refusal(State.DONE, Step.RETURNED, "ещё", due=due, term=term, today=TODAY)
        return refusal.code if refusal else None

    assert (returned(None, AFTER), returned(None, BEFORE), returned(AFTER, BEFORE)) == (None, "term_over", None)
    assert (returned(BEFORE, AFTER), returned(date(2062, 11, 27), AFTER)) == ("past_due", "far_due")
    assert text_refusal("Нет темы", date(2062, 11, 27), TODAY).code == "far_due"


def test_where_a_step_leads():
    assert state_after(State.NOTED, Step.ANSWERED) is State.NOTED
    assert state_after(State.RETURNED, Step.PROLONGED) is State.RETURNED
    assert state_after(State.DONE, Step.CONFIRMED) is State.CLOSED


def test_overdue_is_what_the_teacher_owes_after_the_term():
    assert [is_overdue(state, BEFORE, TODAY) for state in State] == [True, True, False, True, False, False, False]
    assert is_overdue(State.WAITING, TODAY, TODAY) is False
    assert standing_words(State.WAITING, BEFORE, TODAY) == "срок прошёл 23.11"
    assert (standing_words(State.WAITING, AFTER, TODAY), term_words(AFTER), term_words(None)) == (
        "ждёт ответа", "до 27 ноября", "без срока",
    )  # fmt: skip


def test_totals():
    rows = [(State.CLOSED, BEFORE), (State.DONE, BEFORE), (State.WAITING, BEFORE), (State.RETURNED, AFTER),
            (State.NOTED, None), (State.WITHDRAWN, BEFORE)]  # fmt: skip
    found = totals(rows, TODAY)
    assert (found, found.kept) == (Totals(all=4, closed=1, done=1, waiting=1, overdue=1), 2)


@pytest.mark.parametrize(("text", "due", "code"), [("мало", AFTER, "no_text"), ("х" * 501, AFTER, "long_text"),
                                                   ("Нет темы", BEFORE, "past_due"), ("Нет темы", None, None)])  # fmt: skip
def test_what_a_remark_needs(text, due, code):
    refusal = text_refusal(text, due, TODAY)
    assert (refusal.code if refusal else None) == code


def test_the_plan_stays_inside_its_year():
    rows = year_plan(date(2026, 9, 1), date(2027, 6, 28))
    assert [(row.since.month, row.until.day) for row in rows] == [
        (9, 30), (10, 31), (11, 30), (12, 31), (1, 31), (3, 31), (4, 30), (6, 28),
    ]  # fmt: skip
    assert len(year_plan(date(2026, 9, 1), date(2027, 6, 10))) == 7


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("4", "4"), ("", "не записано"), (None, "не записано"), (True, "явка отмечена"), (False, "явка не отмечена"),
        ({"value": "4", "on": "2026-11-20"}, "4 (отработка 20.11)"), ({"text": "§ 3", "due": None}, "§ 3"),
        ({"text": "§ 3", "due": "2026-11-20"}, "§ 3 (к 20.11)"), ({"text": "", "due": None}, "не записано"),
        ({"kind": "oral", "title": ""}, "Устный опрос"), ({"kind": "gone", "title": ""}, "столбец"),
        ({"kind": "oral", "title": "Закон Ома", "weight": 150}, "Устный опрос: Закон Ома, вес 1,5"),
        ("о5", "опоздал на 5 мин"), ("о²", "о²"), ("+", "был"),
    ],
)  # fmt: skip
def test_recorded_values_in_words(value, words):
    assert value_words(value, {"oral": "Устный опрос"}) == words
