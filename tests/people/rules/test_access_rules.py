"""Lives of sessions, places in words, words that no password may hold, dates of roles."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from zhurnal.people.rules import granting
from zhurnal.people.rules.granting import Wish
from zhurnal.people.rules.limits import OWN_FAMILY, OWN_STAFF, life_of, touched
from zhurnal.people.rules.passwords import weak
from zhurnal.people.rules.places import network_of, place_words
from zhurnal.people.rules.roles import Role

NOON = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 24)
NAMES = ("kravtsova", "Кравцова", "Ольга", "Сергеевна", "Южный энергетический техникум", "ЮЭТ", "vek")


@pytest.mark.parametrize(
    ("roles", "own", "idle", "whole"),
    [
        (("teacher",), False, timedelta(minutes=30), timedelta(hours=12)),
        (("teacher", "parent"), False, timedelta(minutes=30), timedelta(hours=12)),
        (("teacher",), True, OWN_STAFF.idle, OWN_STAFF.whole),
        (("student",), False, timedelta(hours=2), timedelta(hours=12)),
        (("parent",), True, OWN_FAMILY.idle, OWN_FAMILY.whole),
    ],
)
def test_how_long_a_session_lives(roles, own, idle, whole):
    life = life_of(roles, own=own, shared_minutes=30)
    assert (life.idle, life.whole) == (idle, whole)


def test_a_touch_is_written_seldom_and_never_past_the_end():
    idle, half = timedelta(minutes=30), NOON + timedelta(minutes=15)
    assert touched(NOON, idle, NOON + idle - timedelta(minutes=1), None) is None
    assert touched(NOON, idle, half, None) == NOON + idle
    assert touched(NOON, idle, half, half + timedelta(minutes=4)) == half + timedelta(minutes=4)
    assert touched(NOON, idle, half, half) is None


@pytest.mark.parametrize(
    ("address", "network", "words"),
    [
        ("95.24.10.7", "95.24.10.0/24", "интернет, адреса 95.24.10.…"),
        ("10.3.4.5", "10.3.4.0/24", "сеть колледжа"),
        ("::ffff:95.24.10.7", "95.24.10.0/24", "интернет, адреса 95.24.10.…"),
        ("2a02:6b8:1:2::3", "2a02:6b8:1::/48", "интернет, адреса 2a02:6b8:1:…"),
        ("unix:", "", "место неизвестно"),
    ],
)
def test_of_an_address_only_the_network_is_kept_and_said_in_words(address, network, words):
    assert (network_of(address), place_words(network_of(address), "elsewhere")) == (network, words)
    assert not network or place_words(network, network) == "там же, где вы сейчас"


@pytest.mark.parametrize(
    "password",
    [
        "kravtsova-2026!", "Rhfdwjdf-2026!", "ольга и стол 77", "jkmuf b cnjk 77", "стол ЮЭТ 2026", "cnjk .'n 2026", "nt[ybrev-2026!",
        "техникум зимой", "gfhjkm-gfhjkm-9", "пароль-пароль-9", "йцукенгшщзхъ", "qwertyuiop12",
    ],
)  # fmt: skip
def test_words_that_everybody_around_knows_are_refused_in_both_layouts(password):
    assert weak(password, NAMES)


def test_length_by_person_and_nothing_is_cut_or_changed():
    phrase = "зелёный чайник на окне"
    assert weak(phrase, NAMES) == weak(phrase + " ", NAMES) == weak("ч" + "айникёбв" * 15, NAMES) == ""
    assert "12" in weak("чайник окно", NAMES, shortest=12)
    assert weak("чайникок", NAMES) == ""
    assert "длиннее" in weak("ч" + "айникёбв" * 16, NAMES)


@pytest.mark.parametrize(
    ("wish", "refusal"),
    [
        (Wish(Role.TEACHER, None, TODAY, None), None),
        (Wish(Role.STUDENT, None, TODAY, None), granting.NOT_HERE),
        (Wish(Role.TEACHER, None, TODAY - timedelta(days=1), None), granting.BACKDATED),
        (Wish(Role.TEACHER, None, TODAY, TODAY - timedelta(days=1)), granting.ENDS_FIRST),
        (Wish(Role.DEPARTMENT_HEAD, None, TODAY, None), granting.WHICH_DEPARTMENT),
        (Wish(Role.DEPARTMENT_HEAD, UUID(int=1), TODAY, TODAY), None),
    ],
)
def test_which_role_is_given(wish, refusal):
    assert granting.refusal_of_wish(wish, TODAY) == refusal


def test_the_second_of_two_is_another_and_not_too_late():
    first, second, person = UUID(int=1), UUID(int=2), UUID(int=3)
    assert granting.refusal_of_second(first, NOON, second, person, NOON + timedelta(days=14)) is None
    assert granting.refusal_of_second(first, NOON, first, person, NOON) == granting.SECOND
    assert granting.refusal_of_second(first, NOON, person, person, NOON) == granting.OWN_ROLE
    assert granting.refusal_of_second(first, NOON, second, person, NOON + timedelta(days=15)) == granting.TOO_OLD
