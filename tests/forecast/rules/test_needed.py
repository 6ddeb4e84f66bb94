"""«Что нужно для 4»: exact, of planned works only, plain where it cannot be had."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from zhurnal.forecast.rules.needed import MOST, Coming, Step, Way, ahead, best_of, goals, ways, work_words
from zhurnal.forecast.rules.outlook import Standing
from zhurnal.organisation.rules.parameters import Parameters

USUAL = Parameters()
CONTROL, LAB = Coming("контрольная работа", 300, 1), Coming("лабораторная работа", 200, 2)
ORAL = Coming("устный опрос", 100, 6, planned=False)


def stands(total, weights, marks=4):
    return Standing(total=total, weights=weights, marks=marks, held=20, missed=0, elapsed=0.5)


def test_what_is_needed_is_exact():
    # 3, 3, 4, 3 of weight 1: 3,25. «4» for the test of weight 3: (13 + 12) / 7 = 3,571…; one «5» orally: 18 / 5 = 3,60; «4» for a lab: 21 / 6 = 3,50.
    found = ways(stands(1300, 400), 350, [CONTROL, LAB, ORAL])
    assert found == [
        Way((Step(1, 4, CONTROL),), 357), Way((Step(1, 4, LAB),), 350), Way((Step(1, 5, ORAL),), 360),
    ]  # fmt: skip
    assert work_words(CONTROL, weighed=True) == "контрольная работа, вес 3"
    assert work_words(Coming("тест", 150, 2), weighed=True) == "тест, вес 1,5"
    assert work_words(ORAL, weighed=False) == "устный опрос"


def test_one_hundredth_below_is_below():
    # 349 hundredths with 25 marks: one «4» gives (3.49 · 25 + 4) / 26 = 3.5096 → 3,51
    assert ways(stands(8725, 2500, 25), 350, [ORAL])[0] == Way((Step(1, 4, ORAL),), 351)


def test_only_as_many_works_as_are_planned():
    # 2, 2, 2, 2 of weight 1: 2,00. A «5» for the only test gives 23 / 7 = 3,29; the labs alone 28 / 8 = 3,50 are enough.
    found = ways(stands(800, 400), 350, [CONTROL, LAB])
    assert found == [Way((Step(2, 5, LAB),), 350)]
    # with one lab only, it takes both kinds
    assert ways(stands(800, 400), 350, [CONTROL, Coming("лабораторная работа", 200, 1)])[0].count == 2


def test_out_of_reach_is_said():
    goal = next(one for one in goals(stands(2600, 1000, 10), [CONTROL], USUAL) if one.mark == "5")
    assert (goal.reachable, goal.ways, goal.best) == (False, (), 315)  # 26 + 15 over 13 = 3,153…


def test_too_few_marks_for_attestation_are_counted_too():
    """A «5» alone would make «н/а» of him who has one mark where three are needed."""
    found = ways(stands(300, 100, 1), 350, [ORAL], least=USUAL.marks_needed - 1)
    assert found[0].count == 2
    assert best_of(stands(300, 100, 1), [Coming("тест", 100, 1)], least=2) is None


def test_a_credit_has_its_own_border():
    assert [goal.mark for goal in goals(stands(800, 400), [ORAL], USUAL, credit=True)] == ["зач."]


def test_what_is_ahead_in_words():
    assert ahead([CONTROL, LAB, ORAL]) == (
        "контрольная работа — 1, лабораторная работа — 2; ещё 6\u00a0занятий, где могут спросить"
    )
    assert ahead([]) == ""


works = st.lists(
    st.builds(Coming, st.sampled_from("абвг"), st.integers(0, 400), st.integers(0, 8), st.booleans()), max_size=4,
    unique_by=lambda one: one.name,
)  # fmt: skip
marks = st.lists(st.tuples(st.sampled_from([2, 3, 4, 5]), st.integers(1, 400)), max_size=12)


@given(marks, works, st.sampled_from([250, 350, 450, 460]))
def test_every_way_reaches_the_border_with_planned_works_and_none_shorter_does(had, coming, border):
    total, weights = sum(value * weight for value, weight in had), sum(weight for _, weight in had)
    standing = stands(total, weights, 5)
    usable = [one for one in coming if one.weight and one.count]
    best = best_of(standing, usable)
    found = ways(standing, border, usable)
    heaviest = sorted((one.weight for one in usable for _ in range(one.count)), reverse=True)[:MOST]
    most = Fraction(total + 5 * sum(heaviest), weights + sum(heaviest)) if heaviest else Fraction(0)
    assert bool(found) == (best is not None and int(most * 100 + Fraction(1, 2)) >= border)
    assert len(found) <= 3
    for way in found:
        assert all(step.count <= step.coming.count for step in way.steps)
        exact = Fraction(
            total + sum(step.count * step.value * step.coming.weight for step in way.steps),
            weights + sum(step.count * step.coming.weight for step in way.steps),
        )
        assert way.average == int(exact * 100 + Fraction(1, 2)) >= border  # half up, once
        if len(way.steps) == 1 and way.count > 1:
            step = way.steps[0]
            shorter = Fraction(
                total + (step.count - 1) * step.value * step.coming.weight,
                weights + (step.count - 1) * step.coming.weight,
            )
            assert int(shorter * 100 + Fraction(1, 2)) < border


@given(marks, works)
def test_order_of_what_is_to_come_never_matters(had, coming):
    standing = stands(sum(value * weight for value, weight in had), sum(weight for _, weight in had), 5)
    assert goals(standing, coming, USUAL) == goals(standing, coming[::-1], USUAL)
