"""The closing of a term step by step, with a way back."""

from datetime import date

import pytest

from zhurnal.assessment.rules.levels import State
from zhurnal.assessment.rules.steps import Missing, Step, second_refusal, step_refusal

TODAY = date(2026, 12, 28)
COUNCIL = Step(State.COUNCIL, number="7", dated=TODAY)
GAP = [Missing("Физика", "Кравцова О. С.", 3)]


@pytest.mark.parametrize(
    ("state", "step", "missing", "code"),
    [
        (State.OPEN, Step(State.COLLECTED), [], None),
        (State.OPEN, Step(State.COLLECTED), GAP, "missing"),
        (State.OPEN, Step(State.COUNCIL), [], "other_state"),
        (State.OPEN, Step(State.CLOSED), [], "other_state"),
        (State.COLLECTED, COUNCIL, [], None),
        (State.COLLECTED, Step(State.COUNCIL), [], "protocol_needed"),
        (State.COLLECTED, Step(State.COUNCIL, number="7", dated=date(2027, 1, 1)), [], "protocol_ahead"),
        (State.COLLECTED, COUNCIL, GAP, "missing"),
        (State.COLLECTED, Step(State.OPEN, "ошибка"), GAP, None),
        (State.COLLECTED, Step(State.OPEN), [], "reason_needed"),
        (State.COUNCIL, Step(State.CLOSED), [], None),
        (State.COUNCIL, Step(State.CLOSED), GAP, "missing"),
        (State.COUNCIL, Step(State.OPEN, "вопрос совета"), [], None),
        (State.CLOSED, Step(State.OPEN, "ошибка"), [], "order_needed"),
        (State.CLOSED, Step(State.OPEN, "ошибка", order="12-у"), [], None),
        (State.CLOSED, Step(State.CLOSED), [], "other_state"),
    ],
)
def test_step_is_made_or_refused(state, step, missing, code):
    refusal = step_refusal(state, step, missing, TODAY)
    assert (refusal.code if refusal else None) == code


def test_who_has_not_set_marks_is_named():
    refusal = step_refusal(State.OPEN, Step(State.COLLECTED), [*GAP, *[Missing("Химия", "", 1)] * 4], TODAY)
    assert str(refusal) == (
        "Итоговые отметки поставлены не всем: Физика — Кравцова О. С. (3), Химия — преподаватель не назначен (1), "
        "Химия — преподаватель не назначен (1) и ещё журналов: 2."
    )


def test_two_people_reopen():
    assert second_refusal("one", "one").code == "same_person"
    assert second_refusal(None, "one").code == "same_person"
    assert second_refusal("one", "two") is None
