"""Own sessions and devices, notices, the closed screen, limits of time, wrong passwords (checklist 47, 51, 52, 57–62)."""

import re
import time
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import worlds
from tests.conftest import NOON
from zhurnal.kernel import audit
from zhurnal.kernel.models import Change
from zhurnal.notifications.models import Notice
from zhurnal.people import entrance
from zhurnal.people.actions.entering import Arrival, Way, entered
from zhurnal.people.arrivals import cookie_of
from zhurnal.people.models import Account, Device, RoleGrant, Session
from zhurnal.people.rules.places import network_of
from zhurnal.people.rules.throttle import ACCOUNT, CROWDED, NETWORK, Attempt

NEW = "зелёный чайник на окне"
pytestmark = pytest.mark.usefixtures("frozen_time")


@pytest.fixture
def world(db):
    return worlds.make_college("vek", "А", students=1)


def enter(name="teacher", client=None, **more):
    client = client or Client(headers={"user-agent": "Mozilla/5.0 (Windows NT 10.0) Chrome/140.0"})
    answer = client.post("/sign-in/vek/", {"login": name, "password": worlds.PASSWORD, **more})
    assert answer.status_code == 302, answer.content.decode()
    return client


def events(world, action):
    rows = Change.objects.of(world.id).filter(chain=world.people["teacher"].pk, action=action).order_by("seq")
    return list(rows.values_list("after", flat=True))


def titles(world, name):
    return list(Notice.objects.of(world.id).filter(person=world.people[name].pk).values_list("title", flat=True))


def open_to(client):
    return client.get("/logins/").status_code == 200


def test_sessions_are_shown_and_ended_one_by_one_or_all(world, django_capture_on_commit_callbacks):
    first = enter()
    with django_capture_on_commit_callbacks(execute=True):
        second, third = enter(), enter()
    assert set(titles(world, "teacher")) == {"Вход с нового устройства"}
    assert titles(world, "administrator")[0].startswith("Новое устройство сотрудника")
    page = first.get("/logins/").content.decode()
    assert (page.count("Chrome, Windows"), page.count(">этот вход<"), page.count(">это устройство<")) == (
        6 + 2 + 3,
        1,
        1,
    )
    assert "сеть колледжа" not in page
    assert "там же, где вы сейчас" in page
    ends = re.findall(r'name="end" value="(\w+)"', page)
    assert len(ends) == 2
    first.post("/logins/", {"end": ends[0]})
    assert sorted((open_to(second), open_to(third))) == [False, True]
    first.post("/logins/", {"others": "1"})
    assert (open_to(first), open_to(second), open_to(third)) == (True, False, False)
    told = Change.objects.of(world.id).filter(chain=world.people["teacher"].pk).values_list("action", flat=True)
    assert list(told.order_by("seq")) == ["people.enter"] * 3 + ["people.session.end"] * 2
    assert list(audit.verify(world.id)) == []


def test_nobody_ends_the_session_of_another(world):
    enter("student")
    row = Session.objects.get(account=world.accounts["student"].pk)
    device = Device.objects.of(world.id).get()
    enter().post("/logins/", {"end": row.shown.hex})
    enter().post("/logins/", {"forget": device.pk.hex})
    assert Session.objects.filter(pk=row.pk).exists()
    assert Device.objects.of(world.id).filter(pk=device.pk).exists()


def test_a_storm_of_strangers_slows_strangers_and_not_the_owner(world, django_capture_on_commit_callbacks):
    owner = enter()
    said = {"login": "teacher", "password": "не тот пароль"}
    with django_capture_on_commit_callbacks(execute=True):
        statuses = [Client().post("/sign-in/vek/", said).status_code for _try in range(15)]
    assert statuses == [422] * 10 + [429] * 5
    assert titles(world, "teacher") == ["Кто-то не раз ошибся паролем под вашим логином"]
    slowed = Client().post("/sign-in/vek/", {"login": "teacher", "password": worlds.PASSWORD})
    assert (slowed.status_code, slowed["Retry-After"]) == (429, "60")
    owner.post("/sign-out/")
    assert open_to(enter(client=owner))


def test_a_phone_in_the_network_of_the_college_shuts_out_no_first_sign_in(world):
    """It tries names that do not exist until the strangers' share is gone; those who come for the first time come in (checklist 47)."""
    place, now = network_of("127.0.0.1"), time.monotonic()
    for number in range(NETWORK.burst):
        entrance._throttle.begin(Attempt(world.id, f"nobody{number}", place), now)
    said = {"login": "leader", "password": worlds.PASSWORD}
    assert Client().post("/sign-in/vek/", said).status_code == 429  # of a network in which nobody is known
    for name in list(world.accounts)[:CROWDED]:
        Device.objects.create(
            college=world.college, account=world.accounts[name], mark=f"{name:x<64}", network=place,
            first_at=datetime.now(UTC), last_at=datetime.now(UTC),
        )  # fmt: skip
    entrance._crowds.clear()
    assert Client().post("/sign-in/vek/", said).status_code == 302
    wrong = [Client().post("/sign-in/vek/", {**said, "password": "не тот"}).status_code for _try in range(12)]
    assert (wrong.count(422) <= ACCOUNT.burst, wrong[-1]) == (True, 429)  # the account's own limit stands


def test_answers_do_not_tell_whether_a_login_exists(world):
    """Text, status, headers, cookies, statements; for passwords and for codes of slips, until and after the slowing."""
    for address, body in (
        ("/sign-in/vek/", {"password": "не тот пароль"}),
        ("/sign-in/vek/first/", {"code": "aaaa-2222-bbbb", "password": NEW, "again": NEW}),
    ):
        seen = []
        for login in ("teacher", "nobodyx"):  # as long as one another: a form shows again what was typed
            shapes = []
            for _try in range(12):
                client = Client()
                with CaptureQueriesContext(
                    connection,
                ) as queries:
                    answer = client.post(address, {"login": login, **body})
                text = re.sub(r'nonce="[^"]+"|content="[^"]+"|value="[^"]+"', "", answer.content.decode())
                headers = {name for name in answer.headers if name != "Content-Security-Policy"}
                statements = [re.sub(r"'[^']*'", "?", one["sql"]) for one in queries if "kernel" not in one["sql"]]
                shapes.append(
                    (
                        answer.status_code,
                        text,
                        sorted(headers),
                        sorted(client.cookies),
                        len(answer.content),
                        len(statements),
                    )
                )
            seen.append(shapes)
        known, unknown = seen
        # the owner's notice is written after the answer: the statements of that one try are not the answer's
        alike = [a == b or a[:-1] == b[:-1] for a, b in zip(known, unknown, strict=True)]
        assert all(alike)
        assert sum(a != b for a, b in zip(known, unknown, strict=True)) <= 1


def test_a_password_is_changed_by_whoever_knows_the_former_and_ends_the_other_sessions(
    world, django_capture_on_commit_callbacks
):
    here, there = enter(), enter()
    for body, words in (
        ({"former": "не тот", "password": NEW, "again": NEW}, "Прежний пароль не подходит"),
        ({"former": worlds.PASSWORD, "password": "коротко-1", "again": "коротко-1"}, "12"),
        ({"former": worlds.PASSWORD, "password": "Rhfdwjdf-2026", "again": "Rhfdwjdf-2026"}, "имя, логин"),
        ({"former": worlds.PASSWORD, "password": NEW, "again": "другой"}, "Пароли разные"),
        ({"former": worlds.PASSWORD, "password": worlds.PASSWORD, "again": worlds.PASSWORD}, "такой же"),
    ):
        answer = here.post("/logins/password/", body)
        assert (answer.status_code, words in answer.content.decode()) == (422, True), words
    with django_capture_on_commit_callbacks(execute=True):
        assert (
            here.post("/logins/password/", {"former": worlds.PASSWORD, "password": NEW, "again": NEW}).status_code
            == 302
        )
    assert (open_to(here), open_to(there)) == (True, False)
    assert titles(world, "teacher")[-1] == "Ваш пароль изменён"
    account = Account.objects.of(world.id).get(pk=world.accounts["teacher"].pk)
    assert (account.check_password(NEW), account.check_password(NEW + " ")) == (True, False)


def test_a_closed_screen_shows_nothing_until_the_password_is_given(world):
    client = enter()
    json = {"accept": "application/json"}
    assert client.post("/lock/", headers=json).json() == {"closed": True}
    assert client.get("/today/")["Location"] == "/locked/?next=%2Ftoday%2F"
    refused = client.get("/today/", headers=json)
    assert (refused.status_code, "записи целы" in refused.json()["message"]) == (401, True)
    wrong = client.post("/locked/", {"password": "не тот"}, headers=json)
    assert (wrong.status_code, "не подходит" in wrong.json()["message"]) == (422, True)
    former = client.cookies["journal"].value
    opened = client.post("/locked/", {"password": worlds.PASSWORD, "next": "/today/"})
    assert (opened["Location"], client.get("/today/").status_code) == ("/today/", 200)
    assert client.cookies["journal"].value != former


def test_a_cover_over_a_session_that_is_over_is_opened_by_no_password(world):
    client, json = enter(), {"accept": "application/json"}
    client.post("/lock/", headers=json)
    with time_machine.travel(NOON + timedelta(minutes=31), tick=False):
        late = client.post("/locked/", {"password": worlds.PASSWORD}, headers=json)
    assert (late.status_code, "Войдите снова" in late.json()["message"]) == (401, True)


def test_somebody_else_signs_in_on_the_same_computer_and_the_first_is_out(world):
    client = enter()
    former = client.cookies["journal"].value
    client.post("/lock/")
    assert "Войти другому человеку" in client.get("/locked/").content.decode()
    enter("substitute", client)
    client.cookies["journal"], later = former, client.cookies["journal"].value
    assert (client.get("/today/").status_code, former != later) == (302, True)


@pytest.mark.parametrize(
    ("name", "own", "steps", "open_still"),
    [
        ("teacher", False, [29, 29, 29], True),
        ("teacher", False, [31], False),
        ("teacher", False, [25] * 29, False),  # twelve hours in any case
        ("teacher", True, [11 * 60, 11 * 60], True),
        ("teacher", True, [13 * 60], False),
        ("student", False, [115], True),
        ("student", True, [20 * 24 * 60], True),
    ],
)
def test_a_session_ends_without_a_touch_and_in_any_case(world, name, own, steps, open_still):
    client, moment = enter(name, **({"own": "on"} if own else {})), NOON
    answers = []
    for minutes in steps:
        moment += timedelta(minutes=minutes)
        with time_machine.travel(moment, tick=False):
            answers.append(open_to(client))
    assert answers[-1] is open_still


def test_an_open_page_that_asks_for_what_is_new_is_no_touch(world):
    client = enter()
    for minutes in (15, 25):
        with time_machine.travel(NOON + timedelta(minutes=minutes), tick=False):
            assert client.get("/notices/", headers={"x-live": "1"}).status_code == 200
    with time_machine.travel(NOON + timedelta(minutes=31), tick=False):
        assert not open_to(client)


def test_after_signing_out_or_being_closed_the_next_request_is_a_strangers(world):
    client = enter()
    key = client.cookies["journal"].value
    client.post("/sign-out/")
    client.cookies["journal"] = key
    assert not open_to(client)
    accounts, grants = Account.objects.of(world.id), RoleGrant.objects.of(world.id)
    for gone, change in (
        ("teacher", lambda: accounts.filter(pk=world.accounts["teacher"].pk).update(is_active=False)),
        (
            "leader",
            lambda: grants.filter(person=world.people["leader"].pk).update(until=worlds.TODAY - timedelta(days=1)),
        ),
    ):
        own, other = world.client(gone), world.client("substitute")
        assert (open_to(own), open_to(other)) == (True, True)
        change()
        assert (open_to(own), open_to(other)) == (False, True), gone


def test_a_session_says_which_of_the_browsers_of_one_name_it_is(world):
    """The record of changes then tells a stranger's «Chrome, Windows» from the teacher's own (threat 1)."""
    own = enter()
    own.post("/sign-out/")
    enter(client=own)
    other = enter()
    seen = list(Change.objects.of(world.id).filter(action="people.session.out").values_list("device", flat=True))
    rows = Session.objects.order_by("started").values_list("device", flat=True)
    assert (set(seen) <= set(rows), len(set(rows))) == (True, 2)
    assert all(re.fullmatch(r"Chrome, Windows \([0-9a-f]{6}\)", name) for name in rows)
    assert set(Device.objects.of(world.id).values_list("name", flat=True)) == {"Chrome, Windows"}
    assert other.get("/logins/").content.decode().count("Chrome, Windows") >= 2


def test_every_sign_in_gives_the_browser_another_cookie_and_all_its_accounts_go_along(world):
    """A cookie that was copied knows the browser no longer than until the second sign-in after; its tag tells nothing of a stranger."""
    client = enter()
    enter("student", client=client)
    copied = client.cookies[cookie_of(world.id)].value
    marks = set(Device.objects.of(world.id).values_list("mark", flat=True))
    assert (Device.objects.of(world.id).count(), len(marks)) == (2, 1)
    tag = copied.partition(".")[0]
    for _time in range(2):
        enter(client=client)
    assert client.cookies[cookie_of(world.id)].value.startswith(f"{tag}.")
    assert (Device.objects.of(world.id).count(), client.cookies[cookie_of(world.id)].value != copied) == (2, True)
    thief = Client(headers={"user-agent": "Mozilla/5.0 (Windows NT 10.0) Chrome/140.0"})
    thief.cookies[cookie_of(world.id)] = copied
    enter(client=thief)
    assert Device.objects.of(world.id).filter(account=world.accounts["teacher"].pk).count() == 2
    assert not thief.cookies[cookie_of(world.id)].value.startswith(f"{tag}.")
    lost = client.cookies[cookie_of(world.id)].value  # the answer with the next one is lost on the way
    enter(client=client)
    client.cookies[cookie_of(world.id)] = lost
    enter(client=client)
    assert Device.objects.of(world.id).filter(account=world.accounts["teacher"].pk).count() == 2


def test_who_presses_twice_comes_in_one_after_the_other_and_the_device_is_one(world):
    """The chain of the person is locked before his devices are looked at."""
    actor, arrival = world.actor("teacher"), Arrival("a" * 64, "Chrome, Windows", "10.0.0.0/24")
    with CaptureQueriesContext(connection) as told:
        assert entered(actor, arrival, Way.PASSWORD)
    first = {
        word: next(n for n, one in enumerate(told) if word in one["sql"])
        for word in ("kernel_chainhead", "people_device")
    }
    assert first["kernel_chainhead"] < first["people_device"]
    assert not entered(actor, arrival, Way.PASSWORD)


def test_a_notice_that_a_busy_database_refused_stands_in_the_log_and_is_told_by_the_next_failure(
    world, caplog, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(time, "monotonic", lambda: 5000.0)  # nothing leaks out of the count of failures

    def busy(execute, sql, params, many, context):
        if "kernel_chainhead" in sql:
            raise OperationalError("database is locked")
        return execute(sql, params, many, context)

    def wrong():
        return Client().post("/sign-in/vek/", {"login": "Teacher", "password": "не тот пароль"}).status_code

    with caplog.at_level("ERROR", logger="zhurnal.errors"), connection.execute_wrapper(busy):
        assert {wrong() for _try in range(9)} == {422}
    assert "OperationalError" in caplog.text
    with django_capture_on_commit_callbacks(execute=True):
        assert wrong() == 422
    assert titles(world, "teacher") == ["Кто-то не раз ошибся паролем под вашим логином"]


def test_a_long_or_odd_address_keeps_nobody_out(world):
    for target, place in (("/search/?q=" + "a" * 500, "/"), ("/to\0day/", "/"), ("/today/", "/today/")):
        client = Client()
        answer = client.post("/sign-in/vek/", {"login": "teacher", "password": worlds.PASSWORD, "next": target})
        assert (answer.status_code, answer.get("Location")) == (302, place)
        client.post("/lock/")
        answer = client.post("/locked/", {"password": worlds.PASSWORD, "next": target})
        assert (answer.status_code, answer.get("Location")) == (302, place)


def pressed_twice(client, name="teacher"):
    """The same form with the same cookies sent twice; the browser keeps the cookies of both answers, told here one by one."""
    client.cookies["csrf"] = "a" * 32
    kept = {key: morsel.value for key, morsel in client.cookies.items() if key != "journal"}
    answers = []
    for _press in range(2):
        client.cookies.clear()
        for key, value in kept.items():
            client.cookies[key] = value
        enter(name, client)
        answers.append({key: morsel.value for key, morsel in client.cookies.items()})
    return answers


@pytest.mark.parametrize("answer", [0, 1])
@pytest.mark.parametrize("before", [0, 1, 2])
def test_who_presses_twice_is_in_and_his_browser_is_one_whichever_answer_arrives(
    world, django_capture_on_commit_callbacks, before, answer
):
    """``before``: how often he has signed in from this browser. He has another one too, so each new browser is told of."""
    enter()
    client = Client(headers={"user-agent": "Mozilla/5.0 (Windows NT 10.0) Chrome/140.0"})
    for _time in range(before):
        enter(client=client)
    with django_capture_on_commit_callbacks(execute=True):
        kept = pressed_twice(client)[answer]
    assert titles(world, "teacher").count("Вход с нового устройства") == (not before)
    client.cookies.clear()
    for key, value in kept.items():
        client.cookies[key] = value
    assert (open_to(client), Device.objects.of(world.id).count()) == (True, 2)
    former = client.cookies[cookie_of(world.id)].value
    enter(client=client)
    assert Device.objects.of(world.id).count() == 2
    assert client.cookies[cookie_of(world.id)].value != former
    fresh = events(world, "people.enter")
    assert [one["new"] for one in fresh] == [True, True] + [False] * (before + 2)


def test_the_token_of_a_browser_is_foreseen_by_nobody(world):
    """Another form, another account, another cookie: another token."""
    seen = set()
    for name, csrf, shown in (
        ("teacher", "a" * 32, ""), ("teacher", "b" * 32, ""), ("student", "a" * 32, ""), ("teacher", "a" * 32, "abcdef.x"),
        ("teacher", "", ""), ("teacher", "", ""),
    ):  # fmt: skip
        client = Client()
        if csrf:
            client.cookies["csrf"] = csrf
        if shown:
            client.cookies[cookie_of(world.id)] = shown
        seen.add(enter(name, client).cookies[cookie_of(world.id)].value)
        assert client.cookies[cookie_of(world.id)].value.partition(".")[0] != "abcdef"
    assert len({token.partition(".")[2] for token in seen}) == 6


def test_a_browser_of_two_colleges_is_known_to_both(world, django_capture_on_commit_callbacks):
    """And neither learns the other's cookie; the one of before the colleges had their own still counts."""
    other = worlds.make_college("pol", "Б", students=1)
    client = Client()
    with django_capture_on_commit_callbacks(execute=True):
        for _time in range(3):
            for code in ("vek", "pol"):
                said = {"login": "teacher", "password": worlds.PASSWORD}
                assert client.post(f"/sign-in/{code}/", said).status_code == 302
    for side in (world, other):
        assert Device.objects.of(side.id).count() == 1
        assert titles(side, "teacher") == []
    assert client.cookies[cookie_of(world.id)].value != client.cookies[cookie_of(other.id)].value
    old = Client()
    old.cookies["device"] = client.cookies[cookie_of(world.id)].value
    enter(client=old)
    assert Device.objects.of(world.id).count() == 1


class Falls:
    """The database refuses whatever names a table."""

    def __init__(self, table):
        self.table = table

    def __call__(self, execute, sql, params, many, context):
        if self.table in sql:
            raise OperationalError("the database is gone")
        return execute(sql, params, many, context)


@pytest.mark.parametrize("headers", [{}, {"accept": "application/json"}])
def test_a_screen_is_closed_though_the_record_of_it_cannot_be_written(world, caplog, headers):
    client = enter()
    with caplog.at_level("ERROR", logger="zhurnal.errors"), connection.execute_wrapper(Falls("kernel_")):
        answer = client.post("/lock/", headers=headers)
    assert answer.status_code == (200 if headers else 302)
    assert ("people.session.lock" in caplog.text, "OperationalError" in caplog.text) == (True, True)
    assert client.get("/today/")["Location"].startswith("/locked/")
    assert Session.objects.get().locked_at is not None


def test_a_session_that_is_over_while_its_screen_is_being_closed_is_over(world):
    client = enter()
    client.raise_request_exception = False

    def ended(execute, sql, params, many, context):
        if sql.startswith("UPDATE") and "people_session" in sql:
            execute('DELETE FROM "people_session"', (), False, context)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(ended):
        answer = client.post("/lock/", headers={"accept": "application/json"})
    assert (answer.status_code, "Войдите снова" in answer.json()["message"]) == (401, True)
    assert not Session.objects.exists()


def test_whoever_signs_out_is_out_though_the_record_of_it_cannot_be_written(world, caplog):
    client = enter()
    key = client.cookies["journal"].value
    with caplog.at_level("ERROR", logger="zhurnal.errors"), connection.execute_wrapper(Falls("kernel_")):
        assert client.post("/sign-out/").status_code == 302
    assert "people.session.out" in caplog.text
    client.cookies["journal"] = key
    assert (open_to(client), Session.objects.exists()) == (False, False)
