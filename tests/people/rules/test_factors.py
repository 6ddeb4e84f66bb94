"""Codes of RFC 6238, whom the second step is asked of, how long a proof is fresh."""

import pytest

from zhurnal.people.rules.factors import (
    code_at,
    is_fresh,
    is_six_digits,
    is_staff,
    key_address,
    key_words,
    lacks_step,
    step_of,
)

KEY = b"12345678901234567890"  # the key of the RFC's own table
NOW = 1_795_506_120


@pytest.mark.parametrize(
    ("moment", "code"),
    [
        (59, "287082"),
        (1_111_111_109, "081804"),
        (1_234_567_890, "005924"),
        (2_000_000_000, "279037"),
        (20_000_000_000, "353130"),
    ],
)
def test_codes_are_those_of_the_rfc(moment, code):
    assert code_at(KEY, moment // 30) == code
    assert step_of(KEY, code, moment, 0) == moment // 30


@pytest.mark.parametrize(("off", "fits"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_clock_may_be_one_step_off(off, fits):
    step = NOW // 30 + off
    assert step_of(KEY, code_at(KEY, step), NOW, 0) == (step if fits else None)


def test_a_code_is_used_once_and_those_before_it_no_more():
    step = NOW // 30
    assert step_of(KEY, code_at(KEY, step), NOW, step) is None
    assert step_of(KEY, code_at(KEY, step - 1), NOW, step) is None
    assert step_of(KEY, code_at(KEY, step + 1), NOW, step) == step + 1


@pytest.mark.parametrize("text", ["", "12345", "1234567", "12345а", "١٢٣٤٥٦", "abcdef"])
def test_what_is_not_six_digits_is_no_code(text):
    assert step_of(KEY, text, NOW, 0) is None
    assert not is_six_digits(text)


def test_a_code_may_be_typed_with_a_space():
    code = code_at(KEY, NOW // 30)
    assert step_of(KEY, f"{code[:3]} {code[3:]}", NOW, 0) == NOW // 30


@pytest.mark.parametrize(
    ("passed", "guarded", "roles", "demanded", "lacks"),
    [
        (False, False, {"teacher"}, False, False),
        (False, False, {"teacher"}, True, True),
        (False, False, {"parent"}, True, False),
        (False, False, {"parent", "teacher"}, True, True),
        (False, True, {"parent"}, False, True),
        (False, True, {"teacher"}, False, True),
        (True, True, {"teacher"}, True, False),
    ],
)
def test_the_second_step_is_asked_of_staff_who_must_and_of_whoever_has_one(passed, guarded, roles, demanded, lacks):
    assert lacks_step(passed=passed, guarded=guarded, roles=roles, demanded=demanded) is lacks


def test_nobody_without_a_role_of_the_college_is_staff():
    assert [is_staff(roles) for roles in (set(), {"student"}, {"student", "parent"}, {"group_leader"})] == [
        False, False, False, True,
    ]  # fmt: skip


def test_a_proof_is_fresh_for_a_quarter_of_an_hour():
    assert [is_fresh(NOW - ago, NOW) for ago in (0, 899, 900, -1)] == [True, True, False, False]
    assert not is_fresh(0, NOW)


def test_the_square_and_the_typed_key_say_the_same():
    secret = key_words(KEY).replace(" ", "")
    address = key_address(KEY, "О. С. Кравцова")
    assert f"secret={secret}&" in address
    assert address.isascii()
    assert len(address) < 250
