"""Codes of the first sign-in: who needs a second person, where a code stands, how it is typed; which passwords will not do."""

from datetime import date

import pytest

from zhurnal.people.rules.codes import CodeState, needs_second, plain, state_of
from zhurnal.people.rules.passwords import weak
from zhurnal.people.rules.roles import Role

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize("role", Role)
def test_whoever_sees_the_whole_college_needs_two(role):
    high = ("administrator", "ivc_head", "director", "deputy_academic", "deputy_practice", "inspector")
    assert needs_second({role.value, "teacher"}) == (role.value in high)


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        ({"issued": False, "expires": TODAY}, CodeState.ASKED),
        ({"issued": False, "expires": date(2026, 11, 23)}, CodeState.EXPIRED),
        ({"issued": True, "expires": TODAY}, CodeState.ISSUED),
        ({"issued": True, "expires": date(2026, 11, 23)}, CodeState.EXPIRED),
        ({"issued": True, "used": True, "expires": date(2026, 11, 1)}, CodeState.USED),
        ({"issued": True, "cancelled": True, "expires": TODAY}, CodeState.CANCELLED),
    ],
)
def test_where_a_code_stands(facts, state):
    assert state_of(**{"used": False, "cancelled": False, "expires": None, "today": TODAY, **facts}) is state


def test_a_code_is_read_as_people_type_it():
    assert plain(" KMRT 3847–wxpa ") == plain("kmrt-3847-wxpa") == "kmrt3847wxpa"


@pytest.mark.parametrize(
    ("password", "word"),
    [
        ("коротк", "короче"),
        ("аааааааааааа", "одни и те же"),
        ("kravtsova-2026", "имя, логин"),
        ("qwerty123456", "подбирают первым"),
        ("зелёный чайник на окне", ""),
    ],
)
def test_which_passwords_will_not_do(password, word):
    reason = weak(password, ("kravtsova", "kmrt-3847-wxpa"))
    assert (word in reason) if word else reason == ""
