"""A session's key and what proves its owner: nothing of a former session lives on, nothing ended comes back, every try counts (57, 58, 61, 63)."""

import json
import time
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.contrib.auth.hashers import MD5PasswordHasher
from django.contrib.sessions.backends.base import UpdateError
from django.db import connection
from django.test import Client
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import AttestedCredentialData, AuthenticatorData, CollectedClientData

from tests import worlds
from zhurnal.kernel.errors import Refused
from zhurnal.kernel.models import Change
from zhurnal.notifications.models import Notice
from zhurnal.people import entrance
from zhurnal.people.actions.factors import add_application, add_passkey, new_key, remove, renew_codes
from zhurnal.people.hashing import Pool
from zhurnal.people.models import Account, Device, Factor, Session
from zhurnal.people.passkeys import Made
from zhurnal.people.rules.factors import code_at
from zhurnal.people.rules.places import network_of
from zhurnal.people.rules.throttle import NETWORK, Attempt
from zhurnal.people.session_store import SessionStore
from zhurnal.people.signals import login_told

NEW = "зелёный чайник на окне"
JSON = {"accept": "application/json"}
CHANGE = {"former": worlds.PASSWORD, "password": NEW, "again": NEW}
pytestmark = pytest.mark.usefixtures("frozen_time")


@pytest.fixture
def world(db):
    return worlds.make_college("vek", "А", students=1)


def enter(client=None, **more):
    client = client or Client()
    answer = client.post("/sign-in/vek/", {"login": "teacher", "password": worlds.PASSWORD, **more})
    assert answer.status_code == 302, answer.content.decode()
    return client


def key_of(client):
    return client.cookies["journal"].value


def opens(key):
    client = Client()
    client.cookies["journal"] = key
    return client.get("/logins/").status_code == 200


def told(world):
    rows = Notice.objects.of(world.id).filter(person=world.people["teacher"].pk)
    return list(rows.values_list("title", flat=True))


class SoftKey:
    """A passkey of one's own in memory, which signs whatever the journal asks at ``testserver``."""

    def __init__(self, world):
        self.key, self.site = ec.generate_private_key(ec.SECP256R1()), sha256(b"testserver").digest()
        data = AttestedCredentialData.create(b"\0" * 16, b"soft", ES256.from_cryptography_key(self.key.public_key()))
        actor, client = world.actor("teacher"), enter()
        add_passkey(actor, Made(websafe_encode(b"soft"), bytes(data), 0), "", key_of(client))
        client.post("/sign-out/")

    def answer(self, client, address):
        told = client.get(address, headers=JSON).json()
        challenge = websafe_decode(told["options"]["challenge"])
        said = CollectedClientData.create("webauthn.get", challenge, "http://testserver")
        seen = AuthenticatorData.create(self.site, AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV, 0)
        signature = self.key.sign(bytes(seen) + said.hash, ec.ECDSA(hashes.SHA256()))
        response = {"clientDataJSON": said, "authenticatorData": seen, "signature": signature}
        response = {name: websafe_encode(bytes(value)) for name, value in response.items()}
        ident = websafe_encode(b"soft")
        answer = {"id": ident, "rawId": ident, "type": "public-key", "response": response, "clientExtensionResults": {}}
        return {"proof-passkey": json.dumps(answer), "proof-question": told["question"]}


def test_a_passkey_makes_nothing_whole_of_the_half_session_that_was_there(world):
    passkey = SoftKey(world)
    client = enter()
    half = key_of(client)  # whoever knows the password has copied it
    answer = client.post("/sign-in/vek/", passkey.answer(client, "/sign-in/vek/"))
    assert (answer.status_code, opens(key_of(client))) == (302, True)
    assert (opens(half), Session.objects.filter(session_key=half).exists()) == (False, False)


def test_a_passkey_is_offered_only_to_whoever_has_one(world):
    """A second step by an application alone; then a passkey beside it."""
    actor, client = world.actor("teacher"), enter()
    key, sealed = new_key(actor.account_id)
    add_application(actor, sealed, code_at(key, int(actor.now.timestamp()) // 30), key_of(client))
    half = enter()
    assert (opens(key_of(half)), 'data-passkey="get"' in half.get("/confirm/").content.decode()) == (False, False)
    own = Factor.objects.of(world.id).get(kind="app")
    Factor.objects.create(
        college=world.college,
        account_id=own.account_id,
        made_at=own.made_at,
        kind="passkey",
        secret="00",
        handle="soft",
    )
    assert 'data-passkey="get"' in half.get("/confirm/").content.decode()


def test_nothing_of_a_former_session_lives_on_in_a_new_one(world):
    client = enter(own="on")
    former = key_of(client)
    client.post("/lock/")
    enter(client)
    row = Session.objects.get()
    assert (row.session_key == key_of(client), row.session_key != former) == (True, True)
    assert (row.locked_at, row.own, opens(key_of(client))) == (None, False, True)


def test_a_session_gets_another_key_in_place_and_only_when_the_request_came_off(world):
    former = key_of(enter())
    Session.objects.update(tries=3)
    shown = Session.objects.get().shown
    store = SessionStore(former)
    store["passed"] = True
    store.cycle_key()
    assert (store.session_key, opens(former)) == (former, True), "until then the former key holds"
    store.save()
    row = Session.objects.get()
    assert (row.session_key, row.shown, row.passed, row.tries) == (store.session_key, shown, True, 3)
    assert (row.session_key != former, opens(former)) == (True, False)


def test_a_session_that_was_ended_does_not_come_back_under_another_key(world):
    former = key_of(enter())
    for read_before in (True, False):
        store = SessionStore(former)
        if read_before:
            store["passed"] = True
        Session.objects.all().delete()
        store["passed"] = True
        store.cycle_key()
        with pytest.raises(UpdateError):
            store.save()
        assert not Session.objects.exists()


def test_whoever_is_put_out_while_he_is_answered_hears_that_he_is_out(world):
    client = enter()

    def put_out(**_news):
        Session.objects.all().delete()

    login_told.connect(put_out)
    try:
        answer = client.post("/logins/password/", CHANGE)
    finally:
        login_told.disconnect(put_out)
    assert (answer.status_code, "Войдите снова" in answer.content.decode()) == (401, True)
    assert not Session.objects.exists()


def events(world, action):
    rows = Change.objects.of(world.id).filter(chain=world.people["teacher"].pk, action=action).order_by("seq")
    return list(rows.values_list("after", flat=True))


def guarded(world):
    """The teacher has an application; tells its key and recovery codes, and forgets his devices."""
    actor, client = world.actor("teacher"), enter()
    key, sealed = new_key(actor.account_id)
    codes = add_application(actor, sealed, code_at(key, int(actor.now.timestamp()) // 30 - 1), key_of(client))
    Device.objects.of(world.id).delete()
    Change.objects.of(world.id).filter(chain=world.people["teacher"].pk).update(action="before")
    return key, codes


def test_a_password_alone_makes_no_device_known_where_a_second_step_is_due(world):
    key, codes = guarded(world)
    client = enter()
    assert (events(world, "people.enter")[0]["whole"], Device.objects.of(world.id).exists()) == (False, False)
    assert events(world, "people.enter")[0]["way"] == "password"
    code = code_at(key, int(world.actor("teacher").now.timestamp()) // 30)
    assert client.post("/confirm/", {"proof-code": code}).status_code == 302
    assert Device.objects.of(world.id).get().account_id == world.accounts["teacher"].pk
    again = enter()
    again.post("/confirm/", {"proof-code": codes[0]})
    assert events(world, "people.proved") == [{"way": "app", "second": True}, {"way": "recovery", "second": True}]


def test_a_fresh_proof_a_closed_screen_and_going_stand_in_the_record(world):
    client = enter()
    assert client.post("/lock/", headers=JSON).status_code == 200
    assert client.post("/locked/", {"password": worlds.PASSWORD}).status_code == 302
    assert client.post("/confirm/", {"proof-password": worlds.PASSWORD}).status_code == 302
    client.post("/lock/")
    client.post("/sign-out/")
    rows = Change.objects.of(world.id).filter(chain=world.people["teacher"].pk).order_by("seq")
    lock, proved = "people.session.lock", "people.proved"
    assert list(rows.values_list("action", flat=True)) == [
        "people.enter", lock, "people.session.unlock", proved, lock, "people.session.out",
    ]  # fmt: skip
    assert events(world, proved) == [{"way": "password", "second": False}]


def test_whoever_has_a_second_step_proves_it_before_he_changes_his_password(world):
    key, codes = guarded(world)
    client = enter()
    client.post("/confirm/", {"proof-code": codes[0]})
    Session.objects.update(confirmed=0)
    for answer in (client.get("/logins/password/"), client.post("/logins/password/", CHANGE)):
        assert (answer.status_code, answer["Location"]) == (302, "/confirm/?next=%2Flogins%2Fpassword%2F")
    assert Account.objects.of(world.id).get(login="teacher").check_password(worlds.PASSWORD)
    client.post("/confirm/", {"proof-code": code_at(key, int(world.actor("teacher").now.timestamp()) // 30)})
    assert client.post("/logins/password/", CHANGE)["Location"] == "/logins/"
    assert Account.objects.of(world.id).get(login="teacher").check_password(NEW)


def test_an_ended_session_adds_and_takes_away_no_factor(world):
    actor, client = world.actor("teacher"), enter()
    key, sealed = new_key(actor.account_id)
    code = code_at(key, int(actor.now.timestamp()) // 30)
    deeds = [
        lambda kept: add_application(actor, sealed, code, kept),
        lambda kept: add_passkey(actor, Made("one", b"0", 0), "", kept),
        lambda kept: renew_codes(actor, kept),
        lambda kept: remove(actor, Factor.objects.of(world.id).get(kind="app").pk.hex, kept, demanded=False),
    ]
    deeds[0](key_of(client))
    for kept in (key_of(client), "ended"):  # a half session by now; none at all
        before = sorted(Factor.objects.of(world.id).values_list("pk", flat=True))
        for deed in deeds:
            with pytest.raises(Refused) as refused:
                deed(kept)
            assert refused.value.refusal.code == "void"
        assert sorted(Factor.objects.of(world.id).values_list("pk", flat=True)) == before


def test_a_cover_that_the_server_does_not_know_of_is_opened_by_the_right_password_only(world):
    client, who = enter(), world.actor("teacher").full_name
    wrong = client.post("/locked/", {"password": "не тот", "who": who}, headers=JSON)
    assert (wrong.status_code, "не подходит" in wrong.json()["message"]) == (422, True)
    assert client.post("/locked/", {"password": "", "who": who}, headers=JSON).status_code == 422
    assert client.post("/locked/", {"password": worlds.PASSWORD, "who": who}, headers=JSON).json() == {"open": True}
    assert client.post("/locked/", {"password": worlds.PASSWORD, "who": "Кто-то"}, headers=JSON).status_code == 401


def test_the_owner_hears_of_wrong_passwords_at_his_closed_screen(world, django_capture_on_commit_callbacks):
    client = enter()
    client.post("/lock/")
    with django_capture_on_commit_callbacks(execute=True):
        statuses = [client.post("/locked/", {"password": "не тот"}).status_code for _try in range(11)]
    assert statuses == [422] * 10 + [429]
    assert told(world) == ["Кто-то не раз ошибся паролем под вашим логином"]


def test_five_wrong_former_passwords_end_the_session_and_its_owner_hears(world, django_capture_on_commit_callbacks):
    client = enter()
    with django_capture_on_commit_callbacks(execute=True):
        wrong = [client.post("/logins/password/", {**CHANGE, "former": "не тот"}).status_code for _try in range(4)]
        client.post("/logins/password/", {**CHANGE, "again": "другой"})  # nothing was tried
        last = client.post("/logins/password/", {**CHANGE, "former": "не тот"})
    assert (wrong, last.status_code, opens(key_of(client))) == ([422] * 4, 403, False)
    assert "вход закрыт" in last.content.decode()
    assert told(world) == ["Кто-то не раз ошибся паролем под вашим логином"]
    assert not Session.objects.exists()


def test_strangers_of_the_same_network_do_not_keep_the_owner_from_changing_his_password(world):
    client, now = enter(), time.monotonic()
    for place in range(NETWORK.burst):
        entrance._throttle.begin(Attempt(world.id, f"nobody{place}", network_of("127.0.0.1")), now)
    said = {"login": "student", "password": worlds.PASSWORD}
    assert Client().post("/sign-in/vek/", said).status_code == 429
    assert client.post("/logins/password/", CHANGE).status_code == 302


class Watched(MD5PasswordHasher):
    """Tells within how many transactions it works, and lets something happen meanwhile."""

    seen: list[int] = []

    @staticmethod
    def meanwhile():
        """Nothing."""

    def verify(self, password, encoded):
        self.seen.append(len(connection.savepoint_ids))
        found = super().verify(password, encoded)
        Watched.meanwhile()
        return found

    def encode(self, password, salt):
        self.seen.append(len(connection.savepoint_ids))
        return super().encode(password, salt)


@pytest.fixture
def watched(world, settings):
    settings.PASSWORD_HASHERS = [f"{__name__}.Watched"]
    Watched.seen = []
    yield Watched
    Watched.meanwhile = staticmethod(lambda: None)


def test_passwords_are_worked_on_in_their_turn_and_while_nothing_is_locked(world, watched, monkeypatch):
    client, outside = enter(), len(connection.savepoint_ids)
    Watched.seen = []
    Session.objects.update(confirmed=0)
    monkeypatch.setattr(entrance, "pool", Pool(1, waiting=0, patience=0))
    with entrance.pool.turn(known=True):
        full = client.post("/confirm/", {"proof-password": worlds.PASSWORD})
    assert ("очень много людей" in full.content.decode(), Watched.seen) == (True, [])
    assert Session.objects.get().tries == 0
    assert client.post("/confirm/", {"proof-password": worlds.PASSWORD}).status_code == 302
    assert client.post("/logins/password/", CHANGE).status_code == 302
    assert (set(Watched.seen), len(Watched.seen) >= 3) == ({outside}, True)


def test_a_password_that_was_changed_meanwhile_is_the_former_one_no_more(world, watched):
    client, rows = enter(), Account.objects.of(world.id).filter(pk=world.accounts["teacher"].pk)
    Watched.meanwhile = staticmethod(lambda: rows.update(password="чужой"))
    assert client.post("/logins/password/", CHANGE).status_code == 422
    assert rows.get().password == "чужой"
    rows.update(password=world.accounts["teacher"].password)
    Session.objects.update(confirmed=0)
    assert client.post("/confirm/", {"proof-password": worlds.PASSWORD}).status_code == 422
