"""What the journal proposes, by cases worked by hand (A4.5, A4.6, A2.12)."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhurnal.assessment.rules.proposing import ALLOWED, Evidence, Scale, departs, propose, read_value, scale_of
from zhurnal.organisation.rules.parameters import Parameters

USUAL = Parameters()
FULL = Evidence(total=1800, weights=400, marks=4, held=40)  # 4,50


@pytest.mark.parametrize(
    ("evidence", "scale", "parameters", "value"),
    [
        (FULL, Scale.MARKS, USUAL, "5"),
        (replace(FULL, total=1799), Scale.MARKS, USUAL, "5"),  # 4,4975 is 4,50 after the one rounding
        (replace(FULL, total=1797), Scale.MARKS, USUAL, "4"),  # 4,4925 is 4,49
        (replace(FULL, total=1400), Scale.MARKS, USUAL, "4"),  # 3,50
        (replace(FULL, total=1000), Scale.MARKS, USUAL, "3"),  # 2,50
        (replace(FULL, total=996), Scale.MARKS, USUAL, "2"),  # 2,49
        (FULL, Scale.MARKS, Parameters(five_from=460), "4"),
        (replace(FULL, total=1000), Scale.CREDIT, USUAL, "зач"),
        (replace(FULL, total=996), Scale.CREDIT, USUAL, "незач"),
        (replace(FULL, total=996), Scale.ATTESTED, USUAL, "неатт"),
        (FULL, Scale.ATTESTED, USUAL, "атт"),
        (replace(FULL, marks=2), Scale.MARKS, USUAL, "на"),
        (replace(FULL, marks=2), Scale.ATTESTED, USUAL, "неатт"),
        (replace(FULL, marks=2), Scale.MARKS, Parameters(marks_needed=2), "5"),
        (replace(FULL, missed=20), Scale.MARKS, USUAL, "5"),  # half is not more than half
        (replace(FULL, missed=22), Scale.MARKS, USUAL, "на"),
        (replace(FULL, missed=22), Scale.MARKS, Parameters(missed_share=66), "5"),
        (replace(FULL, missed=22), Scale.MARKS, Parameters(unattested_when="both"), "5"),
        (replace(FULL, missed=22, marks=1), Scale.MARKS, Parameters(unattested_when="both"), "на"),
        (Evidence(held=40, released=22), Scale.MARKS, USUAL, "осв"),
        (Evidence(held=40, released=20), Scale.MARKS, USUAL, "на"),
        (Evidence(2000, 500, marks=5, held=40, released=18, missed=12), Scale.MARKS, USUAL, "на"),  # 55 % of 22 hours
        (Evidence(2000, 500, marks=5, held=40, released=18, missed=11), Scale.MARKS, USUAL, "4"),
        (Evidence(marks=3, credits=3, held=40), Scale.CREDIT, USUAL, "зач"),
        (Evidence(marks=3, credits=1, failures=2, held=40), Scale.CREDIT, USUAL, "незач"),
        (Evidence(marks=3, credits=3, held=40), Scale.MARKS, USUAL, ""),
        (Evidence(), Scale.MARKS, Parameters(marks_needed=0), ""),
    ],
)
def test_proposal_is_that_worked_by_hand(evidence, scale, parameters, value):
    assert propose(evidence, scale, parameters).value == value


def test_ill_student_gets_a_personal_term_and_the_reason_says_so():
    told = propose(Evidence(marks=1, held=40, missed=24, ill=12), Scale.MARKS, USUAL)
    assert (told.value, told.personal) == ("на", True)
    assert (
        told.why.replace("\u00a0", " ")
        == "1 отметка, нужно 3 и пропущено 60 % часов. Болел: можно назначить личный срок."
    )
    assert not propose(Evidence(marks=1, held=40, missed=24, ill=10), Scale.MARKS, USUAL).personal


def test_reasons_are_sentences():
    assert propose(FULL, Scale.MARKS, USUAL).why == "Средний 4,50, «5» с 4,50."
    assert propose(replace(FULL, total=996), Scale.MARKS, USUAL).why == "Средний 2,49: ниже 2,50."
    assert propose(FULL, Scale.CREDIT, USUAL).why == "Средний 4,50, зачёт с 2,50."
    assert propose(Evidence(held=2), Scale.MARKS, USUAL).why == "Отметок нет, нужно 3."


@given(st.integers(200, 500), st.integers(200, 500))
def test_a_higher_average_never_proposes_less(one, other):
    low, high = sorted((one, other))
    marks = [propose(Evidence(average * 4, 400, 4, held=40), Scale.MARKS, USUAL).value for average in (low, high)]
    assert marks == sorted(marks)


@pytest.mark.parametrize(
    ("proposed", "value", "asked"),
    [
        ("4", "4", False), ("4", "5", True), ("4", "2", True), ("", "5", False), ("4", "", False), ("на", "3", True),
        ("4", "на", True), ("осв", "5", True), ("зач", "незач", True), ("атт", "4", False), ("атт", "2", True),
        ("неатт", "2", False), ("неатт", "3", True), ("неатт", "на", False), ("на", "на", False),
    ],
)  # fmt: skip
def test_departing_by_a_full_mark_asks_for_a_reason(proposed, value, asked):
    assert departs(proposed, value) is asked


@pytest.mark.parametrize(
    ("text", "scale", "value"),
    [
        (" 5 ", Scale.MARKS, "5"), ("н/а", Scale.MARKS, "на"), ("ОСВ.", Scale.MARKS, "осв"), ("1", Scale.MARKS, None),
        ("зачёт", Scale.CREDIT, "зач"), ("5", Scale.CREDIT, None), ("зач", Scale.MARKS, None), ("", Scale.MARKS, ""),
        ("не  атт.", Scale.ATTESTED, "неатт"), ("4", Scale.ATTESTED, "4"), ("5-", Scale.MARKS, None),
    ],
)  # fmt: skip
def test_typed_result_is_of_the_closed_set_or_nothing(text, scale, value):
    assert read_value(text, scale) == value


def test_scale_follows_the_plan_and_every_scale_knows_not_attested_and_released():
    assert [scale_of(form) for form in ("З", "ДЗ", "Э", "КП", "")] == [Scale.CREDIT, *[Scale.MARKS] * 4]
    assert all({"на", "осв"} <= set(allowed) for allowed in ALLOWED.values())
