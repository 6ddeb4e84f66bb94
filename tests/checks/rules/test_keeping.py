"""What becomes of kept findings: never two of one, closed and returned by themselves (A10.4); the catalogue of rules."""

from dataclasses import replace
from uuid import UUID

import pytest

from tests.checks.rules.made import COURSE, TEACHER, lesson, page
from zhurnal.checks.rules.catalogue import RULES, Rule, Set, settings_of, usual
from zhurnal.checks.rules.facts import Found
from zhurnal.checks.rules.judging import CHECKS, judge
from zhurnal.checks.rules.keeping import Kept, compare, place_of
from zhurnal.checks.rules.states import State, Step
from zhurnal.organisation.rules.parameters import Parameters

ONE = Found(Rule.NO_TOPIC, COURSE, "тема не записана", TEACHER, lesson(1).id)
ALL_ON = {rule: Set(on=True, number=1) for rule in Rule}


def kept(state: State, evidence: str = ONE.evidence) -> dict:
    return {place_of(ONE): Kept(UUID(int=9), state.value, evidence, TEACHER)}


def names(outcome):
    return {
        name: len(getattr(outcome, name))
        for name in ("opened", "returned", "reworded", "closed")
        if getattr(outcome, name)
    }


@pytest.mark.parametrize(
    ("before", "found", "comes"),
    [
        ({}, [ONE], {"opened": 1}),
        ({}, [ONE, ONE], {"opened": 1}),
        (kept(State.OPEN), [ONE], {}),
        (kept(State.OPEN), [], {"closed": 1}),
        (kept(State.OPEN, "иначе"), [ONE], {"reworded": 1}),
        (kept(State.CLOSED), [ONE], {"returned": 1}),
        (kept(State.CLOSED), [], {}),
        (kept(State.DISMISSED), [ONE], {}),
        (kept(State.DISMISSED), [], {}),
    ],
)
def test_what_was_found_is_held_beside_what_is_kept(before, found, comes):
    assert names(compare(before, found, ALL_ON)) == comes


def test_a_rule_that_is_off_closes_its_findings_and_says_so():
    ((_row, how),) = compare(kept(State.OPEN), [], {**ALL_ON, Rule.NO_TOPIC: Set(on=False, number=1)}).closed
    assert how is Step.SWITCHED_OFF
    ((_row, how),) = compare(kept(State.OPEN), [], ALL_ON).closed
    assert how is Step.GONE


def test_every_rule_has_words_a_check_and_a_number_within_its_bounds():
    assert set(RULES) == set(CHECKS) == set(Rule)
    for named in RULES.values():
        assert named.title
        assert named.text.endswith(".")
        assert named.remedy.endswith(".")
        if named.number:
            assert named.number.least <= named.number.usual <= named.number.most


def test_a_rule_follows_the_colleges_norm_until_it_has_a_number_of_its_own():
    parameters = replace(Parameters(), repaired_within=2, hours_per_mark=0)
    assert usual(Rule.TWO_UNREPAIRED, parameters) == Set(on=True, number=2)
    assert not usual(Rule.FEW_MARKS, parameters).on  # the college has no such norm
    settings = settings_of({"two_unrepaired": (True, 5), "no_topic": (False, None)}, parameters)
    assert settings[Rule.TWO_UNREPAIRED] == Set(on=True, number=5)
    assert settings[Rule.NO_TOPIC] == Set(on=False, number=1)


def test_a_rule_that_is_off_finds_nothing():
    facts = page([lesson(1, topic="")])
    on = {rule: usual(rule, Parameters()) for rule in Rule}
    assert [row.rule for row in judge(facts, on)] == [Rule.NO_TOPIC]
    assert list(judge(facts, {**on, Rule.NO_TOPIC: Set(on=False, number=1)})) == []
