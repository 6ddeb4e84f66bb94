"""What happened with somebody's way in, in the words of those who hear of it."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from zhurnal.notifications.rules.items import fold, title_of
from zhurnal.notifications.rules.logins import NOT_ME, STAFF_DEVICE, told
from zhurnal.people.rules.news import Login, LoginNews

OWNER, OFFICE = UUID(int=1), UUID(int=2)
NOON = datetime(2026, 11, 24, 12, 0, 5, tzinfo=UTC)


def items(news: LoginNews, now: datetime = NOON) -> dict[UUID, tuple]:
    return {one.person: one.items for one in told(news, now, "/logins/", [OFFICE])}


def device(words: str) -> LoginNews:
    return LoginNews(OWNER, Login.DEVICE, words, staff=True, name="Кравцова И. П.")


def test_two_devices_of_one_minute_are_two_lines_for_the_owner_and_for_the_administrators():
    later = NOON + timedelta(seconds=20)
    first, second = items(device("Chrome, Windows")), items(device("Firefox, Linux"), later)
    for person in (OWNER, OFFICE):
        both = fold(second[person], first[person])
        assert [("Chrome" in one.line, "Firefox" in one.line) for one in both] == [(True, False), (False, True)]


def test_two_events_of_one_request_stay_and_the_last_gives_the_title():
    one, other = (LoginNews(OWNER, Login.OTHER, "Дал: Зотов.", head=f"Вам дана роль «{name}»") for name in "аб")
    assert len(fold(items(one)[OWNER], items(other)[OWNER])) == 2
    last = items(one, NOON + timedelta(seconds=1))[OWNER]
    assert title_of("login", fold(last, items(other)[OWNER])) == "Вам дана роль «а»"


def test_the_title_which_goes_by_mail_does_not_name_the_owner_of_a_device():
    [item] = items(device("Chrome, Windows"))[OFFICE]
    assert (item.head, item.line) == (STAFF_DEVICE, "Кравцова И. П., 12:00: Chrome, Windows.")


@pytest.mark.parametrize("what", list(Login))
def test_advice_stands_only_where_it_helps_and_every_sentence_ends_once(what: Login):
    [item] = items(LoginNews(OWNER, what, "Решение можно изменить в любой день.", head="Студент разрешил"))[OWNER]
    assert (NOT_ME in item.line) == (what in {Login.DEVICE, Login.PASSWORD, Login.CODE, Login.ENDED})
    assert item.line.startswith("12:00: Решение можно изменить в любой день.")
    assert item.line.endswith(".")
    assert ".." not in item.line
