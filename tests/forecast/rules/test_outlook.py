"""The forecast without any history, and what a past does to it."""

import random
from dataclasses import replace

import pytest

from zhurnal.forecast.rules.group import clear, expected
from zhurnal.forecast.rules.learnt import Learnt, Lesson, learn_from
from zhurnal.forecast.rules.outlook import Standing, journal_mean, outlook
from zhurnal.forecast.rules.reasons import facts
from zhurnal.forecast.rules.worth import brier
from zhurnal.organisation.rules.parameters import Parameters

USUAL = Parameters()
GOOD = Standing(total=4600, weights=1000, marks=10, held=40, missed=2, elapsed=0.6, recent=4.7)
WEAK = Standing(total=2600, weights=1000, marks=10, held=40, missed=18, elapsed=0.6, recent=2.3, twos=5)


def test_chances_are_a_distribution_for_marks_and_for_a_credit():
    for standing in (GOOD, WEAK):
        assert sum(outlook(standing, 3.8, USUAL).chances) == pytest.approx(1)
        assert len(outlook(standing, 3.8, USUAL, credit=True).chances) == 2


def test_the_weak_one_risks_a_debt_and_the_interval_holds_the_chance():
    weak, good = outlook(WEAK, 3.8, USUAL), outlook(GOOD, 3.8, USUAL)
    assert weak.debt > 0.3 > good.debt
    assert good.likeliest == 3
    assert weak.risk_low < weak.debt < weak.risk_high


def test_few_marks_lean_on_the_journal():
    one = Standing(total=200, weights=100, marks=1, held=10, missed=0, elapsed=0.3)
    assert one.early
    assert 2.5 < outlook(one, 4.2, USUAL).expected < outlook(replace(one, total=500), 4.2, USUAL).expected
    assert journal_mean(0, 0) == pytest.approx(3.8)


def test_missed_hours_alone_threaten_with_unattested():
    absent = replace(GOOD, missed=30, elapsed=0.9)
    assert outlook(absent, 3.8, USUAL).unattested > 0.9
    assert outlook(absent, 3.8, replace(USUAL, unattested_when="both")).unattested == 0


def test_at_the_end_only_the_judgement_is_open():
    end = replace(GOOD, elapsed=1.0)
    assert outlook(end, 3.0, USUAL).expected == pytest.approx(4.6)
    assert outlook(end, 3.0, USUAL).chances[3] > 0.6  # from 4.5 on a five
    assert outlook(replace(end, total=0, weights=0, marks=0), 3.0, USUAL).chances[3] < 0.01


def test_without_a_past_nothing_is_changed():
    bare = outlook(WEAK, 3.8, USUAL)
    said = bare.chances
    for learnt in (Learnt(), learn_from([]), Learnt.from_json({}), Learnt.from_json(Learnt().as_json())):
        assert learnt.applied(said, "x", WEAK, bare.expected) == pytest.approx(said, abs=0.01)


def test_a_past_corrects_a_hopeful_forecast():
    rng = random.Random(5)
    standing = replace(GOOD, total=3600, recent=3.6)
    bare = outlook(standing, 3.6, USUAL)
    said = bare.chances
    truth = (0.4, 0.4, 0.15, 0.05)
    came = rng.choices(range(4), truth, k=400)
    learnt = learn_from([Lesson("x", said, bare.expected, standing, outcome) for outcome in came])
    better = learnt.applied(said, "x", standing, bare.expected)
    assert better[0] == pytest.approx(truth[0], abs=0.08)
    assert brier([better] * 400, came) < brier([said] * 400, came)


def test_of_two_far_above_the_border_the_past_tells_who_failed_more_often():
    """Log odds are cut off at the surest, so both have the same; the average beside them does not."""
    rng = random.Random(7)
    pairs = [(replace(GOOD, total=total, recent=total / 1000), chance) for total, chance in ((4000, 0.3), (4900, 0.02))]
    bare = [outlook(standing, 4.4, USUAL) for standing, _ in pairs]
    lessons = [
        Lesson("x", said.chances, said.expected, standing, 0 if rng.random() < chance else 3)
        for (standing, chance), said in zip(pairs, bare, strict=True)
        for _ in range(300)
    ]
    learnt = learn_from(lessons)
    weak, good = (
        learnt.applied(said.chances, "x", standing, said.expected)[0] for (standing, _), said in zip(pairs, bare, strict=True)
    )  # fmt: skip
    assert max(said.debt for said in bare) < 0.02
    assert weak == pytest.approx(0.3, abs=0.06)
    assert good < 0.1  # drawn to nothing learnt, yet far from the other


def test_a_fit_of_fewer_signs_is_read_as_it_was_meant():
    """What an earlier version kept: the signs that it did not know weigh nothing."""
    old = {"rungs": [[-1.5, 0.9, -1.0, 0.2]] * 3, "disciplines": [{}, {}, {}], "cases": 10}
    bare = outlook(WEAK, 3.8, USUAL)
    learnt = Learnt.from_json(old)
    assert learnt.applied(bare.chances, "x", WEAK, 2.2) == learnt.applied(bare.chances, "x", WEAK, 4.8)
    assert learnt.applied(bare.chances, "x", WEAK, 2.2)[0] != pytest.approx(bare.debt, abs=0.02)


def test_before_a_quarter_of_the_term_it_is_too_early_however_many_marks_there_are():
    assert replace(GOOD, elapsed=0.24).early
    assert not replace(GOOD, elapsed=0.25).early


def test_facts_are_at_most_three_and_say_which_way_they_pull():
    told_weak = facts(WEAK, 3.8, USUAL)
    assert 1 <= len(told_weak) <= 3
    assert not any(fact.good for fact in told_weak)
    assert "Средний 2,60, у журнала 3,80." in [fact.text for fact in told_weak]
    assert facts(GOOD, 3.8, USUAL)[0].good


def test_group_without_students_is_a_dash():
    assert expected([]) is None
    told_group = expected([1.0, 0.5, 0.0])
    assert told_group is not None
    assert (told_group.percent, told_group.low < 50 < told_group.high) == (pytest.approx(50), True)
    assert clear([0.5, 0.5]) == pytest.approx((0.25 + 0.5) / 2)
