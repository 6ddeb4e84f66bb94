"""Signing in through an identity broker: a real one on this machine, honest and not; nobody comes in whom his owner has not bound."""

import json
import re
import time
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.conf import settings as product
from django.test import Client

from tests import worlds
from tests.people.identity_provider import CLIENT, KEYS, SECRET, Key, Provider, b64
from tests.regulation.section_2.test_2_9_second_factor import demand, guard, now_code
from zhurnal.kernel.addresses import trusted
from zhurnal.kernel.env import server
from zhurnal.kernel.models import Change
from zhurnal.notifications.models import Notice
from zhurnal.people import broker, entrance
from zhurnal.people.models import Account, Identity, Session
from zhurnal.people.sealing import seal

pytestmark = pytest.mark.usefixtures("frozen_time")
OLD = {"login": "teacher", "password": worlds.PASSWORD}


@pytest.fixture
def world(db):
    return worlds.make_college("vek", "А", students=1)


@pytest.fixture
def provider(settings, tmp_path):
    found = Provider()
    file = tmp_path / "secret"
    file.write_text(SECRET + "\n", "utf-8")
    settings.BROKER, settings.BROKER_CLIENT, settings.BROKER_SECRET = found.issuer, CLIENT, file
    broker.forget_all()
    yield found
    found.stop()
    broker.forget_all()


def by_password(**more):
    client = Client()
    answer = client.post("/sign-in/vek/", {**OLD, **more})
    assert answer.status_code == 302
    return client


def set_off(client, query=""):
    answer = client.get(f"/broker/vek/{query}")
    assert answer.status_code == 302, answer.content.decode()
    return answer["Location"]


def back(client, provider, query="", **more):
    """There and back again."""
    return client.get(local(provider.lets_in(set_off(client, query), **more)))


def local(address):
    parts = urlsplit(address)
    assert (parts.netloc, parts.path) == ("testserver", "/broker/")
    return f"{parts.path}?{parts.query}"


def bound(world, provider, name="teacher"):
    """The person has bound his name at the broker."""
    return Identity.objects.create(
        college=world.college, account=world.accounts[name], issuer=provider.issuer, subject=provider.subject,
        name="Имя у брокера", bound_at=datetime.now(UTC),
    )  # fmt: skip


def press_bind(client, shown=None):
    """Press «Это я, привязать» of the page as it stands (or as it was ``shown``)."""
    page = shown if shown is not None else client.get("/identity/").content.decode()
    offer = re.search(r'name="offer" value="([0-9a-f]*)"', page)
    return client.post("/identity/", {"do": "bind", "offer": offer[1] if offer else ""})


def inside(client):
    return client.get("/logins/").status_code == 200


def words(answer):
    found = re.search(r"note__words[^>]*>(?:<p[^>]*>)?([^<]+)", answer.content.decode())
    return found[1] if found else ""


def test_nothing_of_it_is_there_without_settings(world):
    assert "/broker/" not in Client().get("/sign-in/vek/").content.decode()
    for address in ("/broker/vek/", "/broker/?code=a&state=b"):
        assert Client().get(address).status_code == 404
    assert "Единый вход" not in by_password().get("/protection/").content.decode()


def test_who_is_signed_in_binds_his_name_by_a_form_and_comes_in_by_it(
    world, provider, django_capture_on_commit_callbacks
):
    client, other = by_password(), by_password()
    assert "/broker/vek/?binds=1" in client.get("/protection/").content.decode()
    answer = back(client, provider, "?binds=1")
    assert (answer.status_code, answer["Location"]) == (302, "/identity/")
    assert not Identity.objects.of(world.id).exists(), "coming back binds nothing by itself"
    assert "Имя у брокера" in client.get("/identity/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        answer = press_bind(client)
    assert (answer.status_code, answer["Location"]) == (302, "/protection/")
    assert "Имя у брокера" in client.get("/protection/").content.decode()
    assert inside(client)
    assert not inside(other), "another way in ends the other sessions (61)"
    told = Change.objects.of(world.id).get(action="people.identity.bind")
    assert provider.subject not in str(told.after), "the record does not hold the broker's own name of the person"
    titles = Notice.objects.of(world.id).filter(person=world.people["teacher"].pk).values_list("title", flat=True)
    assert list(titles) == ["Привязан единый вход"]

    stranger = Client()
    assert "/broker/vek/" in stranger.get("/sign-in/vek/?next=/notices/").content.decode()
    answer = back(stranger, provider, "?next=/notices/")
    assert (answer.status_code, answer["Location"]) == (302, "/notices/")
    assert inside(stranger)
    assert stranger.cookies["road"].value == "", "the journey is used up"


def test_whoever_nobody_has_bound_stays_outside_and_no_account_is_made_of_him(world, provider):
    provider.claims = {"email": "teacher@example.org", "preferred_username": "teacher", "email_verified": True}
    accounts = Account.objects.of(world.id).count()
    client = Client()
    answer = back(client, provider)
    assert answer.status_code == 403
    assert "не привязана" in answer.content.decode()
    assert not inside(client)
    assert Account.objects.of(world.id).count() == accounts
    assert not Identity.objects.of(world.id).exists()
    assert not Session.objects.filter(college=world.id).exists()


def test_he_binds_it_after_his_password_or_his_slip(world, provider):
    client = Client()
    page = back(client, provider).content.decode()
    assert "/sign-in/vek/?next=/identity/" in page
    answer = client.post("/sign-in/vek/", {**OLD, "next": "/identity/"})
    assert answer["Location"] == "/identity/"
    assert press_bind(client).status_code == 302
    fresh = Client()
    back(fresh, provider)
    assert inside(fresh)

    provider.subject = "by a slip"
    whom = {"person": world.people["other_teacher"].pk.hex}
    code = worlds.slip_code(world.client("administrator").post("/credentials/staff/", whom))
    client, own = Client(), "зелёный чайник на окне"
    assert "/sign-in/vek/first/?next=/identity/" in back(client, provider).content.decode()
    said = {"login": "other_teacher", "code": code, "password": own, "again": own, "next": "/identity/"}
    assert client.post("/sign-in/vek/first/", said)["Location"] == "/identity/"
    press_bind(client)
    row = Identity.objects.of(world.id).get(subject="by a slip")
    assert row.account_id == world.accounts["other_teacher"].pk


def test_a_name_is_of_one_account_and_its_owner_takes_it_away(world, provider):
    row = bound(world, provider)
    other = Client()
    other.post("/sign-in/vek/", {"login": "other_teacher", "password": worlds.PASSWORD})
    back(other, provider, "?binds=1")
    answer = press_bind(other)
    assert (answer.status_code, "уже привязана" in answer.content.decode()) == (409, True)
    assert other.post("/identity/", {"do": "unbind", "identity": row.pk.hex}).status_code == 404
    assert by_password().post("/identity/", {"do": "unbind", "identity": row.pk.hex}).status_code == 302
    assert back(Client(), provider).status_code == 403
    assert Change.objects.of(world.id).filter(action="people.identity.unbind").count() == 1


def test_binding_asks_who_is_there_and_an_old_offer_is_no_more(world, provider, frozen_time):
    client = by_password()
    back(client, provider, "?binds=1")
    Session.objects.filter(account=world.accounts["teacher"].pk).update(confirmed=0)
    answer = press_bind(client)
    assert answer.status_code == 403
    assert "proof-password" in answer.content.decode()
    assert not Identity.objects.of(world.id).exists()
    frozen_time.shift(timedelta(minutes=16))
    answer = press_bind(by_cookie(client, by_password()))
    assert (answer.status_code, "слишком много времени" in answer.content.decode()) == (409, True)


def by_cookie(client, other):
    other.cookies["offer"] = client.cookies["offer"].value
    return other


def test_an_offer_of_another_colleges_or_anothers_journey_binds_nothing(world, provider):
    client = by_password()
    address = local(provider.lets_in(set_off(client, "?binds=1")))
    client.post("/sign-out/")
    client.post("/sign-in/vek/", {"login": "other_teacher", "password": worlds.PASSWORD})
    answer = client.get(address)
    assert answer.status_code == 422, "the one who went is not the one who came back"
    assert press_bind(client).status_code == 409


def test_what_is_bound_is_what_was_shown(world, provider):
    client = by_password()
    back(client, provider, "?binds=1")
    shown = client.get("/identity/").content.decode()
    provider.subject = "somebody else"
    back(client, provider, "?binds=1")  # in another window, or by somebody's trick
    answer = press_bind(client, shown)
    assert (answer.status_code, "под другим именем" in answer.content.decode()) == (409, True)
    assert not Identity.objects.of(world.id).exists()
    assert press_bind(client).status_code == 302
    assert Identity.objects.of(world.id).get().subject == "somebody else"


def test_what_one_went_for_is_offered_to_nobody_else_and_not_after_signing_out(world, provider):
    client = by_password()
    back(client, provider, "?binds=1")
    other = Client()
    other.post("/sign-in/vek/", {"login": "other_teacher", "password": worlds.PASSWORD})
    assert by_cookie(client, other).get("/identity/").status_code == 302
    assert press_bind(other).status_code == 409
    assert client.get("/identity/").status_code == 200
    client.post("/sign-out/")
    assert client.cookies["offer"].value == ""


def test_a_name_that_nobody_bound_is_not_left_to_the_next_who_signs_in_here(world, provider):
    """Only who goes on from its own page may bind it; the page he comes back to says which name it is."""
    client = Client()
    assert back(client, provider).status_code == 403
    assert client.cookies["offer"].value
    said = {"login": "other_teacher", "password": worlds.PASSWORD}
    assert client.post("/sign-in/vek/", {**said, "next": "/identity/"}).status_code == 302
    assert client.get("/identity/").status_code == 200
    client = Client()
    back(client, provider)
    client.post("/sign-in/vek/", said)
    assert client.cookies["offer"].value == ""
    assert client.get("/identity/").status_code == 302


CLICKED = {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}


def test_a_link_of_another_site_begins_nothing_by_itself(world, provider):
    client = by_password()
    answer = client.get("/broker/vek/?binds=1&next=/notices/", headers=CLICKED | {"Sec-Fetch-Site": "cross-site"})
    page = answer.content.decode()
    assert (answer.status_code, "road" in client.cookies) == (200, False)
    assert 'href="/broker/vek/?next=%2Fnotices%2F&amp;binds=1"' in page
    assert client.get("/broker/vek/?binds=1", headers={"Sec-Fetch-Site": "same-origin"}).status_code == 302
    assert client.get("/broker/vek/?binds=1", headers={"Sec-Fetch-Site": "none"}).status_code == 302


def test_when_it_was_last_used_is_written_and_shown(world, provider):
    row = bound(world, provider)
    client = Client()
    assert back(client, provider).status_code == 302
    assert Identity.objects.of(world.id).get(pk=row.pk).used_at is not None
    assert "последний вход" in client.get("/protection/").content.decode()


def test_a_cookie_of_another_release_is_no_offer(world, provider):
    client = by_password()
    old = {
        "kind": "offer",
        "issuer": provider.issuer,
        "subject": "a",
        "name": "b",
        "college": str(world.id),
        "until": 2**40,
    }
    client.cookies["offer"] = seal(json.dumps(old).encode())
    assert client.get("/identity/").status_code == 302


def test_a_new_slip_ends_what_was_bound_and_the_history_says_so(world, provider):
    row = bound(world, provider)
    world.client("administrator").post("/credentials/staff/", {"person": world.people["teacher"].pk.hex})
    assert not Identity.objects.of(world.id).exists()
    assert back(Client(), provider).status_code == 403
    told = Change.objects.of(world.id).get(action="people.identity.unbind")
    assert (told.chain, told.before) == (world.people["teacher"].pk, {"identity": row.pk.hex, "issuer": row.issuer})
    assert (told.actor_id, told.reason) == (world.people["administrator"].pk, "выдан новый пароль или код")
    assert provider.subject not in str(told.before)


def test_a_closed_account_stays_closed(world, provider):
    bound(world, provider)
    Account.objects.of(world.id).filter(pk=world.accounts["teacher"].pk).update(is_active=False)
    client = Client()
    assert back(client, provider).status_code == 403
    assert not inside(client)


def test_the_second_step_is_asked_unless_the_broker_says_that_it_was(world, provider, settings):
    bound(world, provider)
    demand(world)
    client = Client()
    back(client, provider)
    assert client.get("/today/")["Location"].startswith("/protection/"), "staff must have one"
    key, _codes = guard(world, "teacher")
    client = Client()
    back(client, provider)
    assert client.get("/today/")["Location"].startswith("/confirm/")
    assert client.post("/confirm/", {"proof-code": now_code(world, key)}).status_code == 302
    assert client.get("/today/").status_code == 200
    provider.claims = {"amr": ["pwd", "otp"], "acr": "2"}
    client = Client()
    back(client, provider)
    assert client.get("/today/")["Location"].startswith("/confirm/"), "nobody said that it counts"
    for steps in (["otp"], ["2"]):
        settings.BROKER_STEP = steps
        client = Client()
        back(client, provider)
        assert client.get("/today/").status_code == 200
    provider.claims = {"amr": "otp", "acr": ["2"]}  # words of a wrong kind
    client = Client()
    back(client, provider)
    assert client.get("/today/")["Location"].startswith("/confirm/")


@pytest.mark.parametrize(("claims", "fresh"), [({}, True), ({"auth_time": None}, False), ({"auth_time": 1}, False)])
def test_a_proof_is_as_fresh_as_the_broker_says(world, provider, claims, fresh):
    bound(world, provider)
    provider.claims = claims
    client = Client()
    back(client, provider)
    asked = client.post("/protection/", {"do": "codes"}).status_code
    assert asked == (422 if fresh else 403)


def wrong_nonce(provider):
    provider.claims = {"nonce": "of another journey"}


def no_nonce(provider):
    provider.claims = {"nonce": None}


def other_audience(provider):
    provider.claims = {"aud": "a shop"}


def two_audiences(provider):
    provider.claims = {"aud": [CLIENT, "a shop"]}


def other_party(provider):
    provider.claims = {"azp": "a shop"}


def other_issuer(provider):
    provider.claims = {"iss": "https://evil.example"}


def expired(provider):
    now = int(datetime.now(UTC).timestamp())
    provider.claims = {"iat": now - 600, "exp": now - 120}


def no_expiry(provider):
    provider.claims = {"exp": None}


def not_yet(provider):
    now = int(datetime.now(UTC).timestamp())
    provider.claims = {"nbf": now + 600}


def made_tomorrow(provider):
    now = int(datetime.now(UTC).timestamp())
    provider.claims = {"iat": now + 86400, "exp": now + 90000}


def no_subject(provider):
    provider.claims = {"sub": None}


def long_subject(provider):
    provider.claims = {"sub": "a" * 300}


def unsigned(provider):
    provider.header = {"alg": "none"}


def shared_secret(provider):
    provider.header = {"alg": "HS256"}


def strange_key(provider):
    provider.key = KEYS[2]


def strange_key_under_a_known_name(provider):
    provider.key, provider.header = KEYS[2], {"kid": "first"}


def key_in_the_token(provider):
    provider.key, provider.header = KEYS[2], {"jwk": KEYS[2].public, "jku": f"{provider.issuer}/keys"}


def no_name_among_two(provider):
    provider.listed, provider.header = [KEYS[0], KEYS[1]], {"kid": None}


def another_kind(provider):
    provider.header = {"alg": "ES256"}


def other_words_under_its_signature(provider):
    words = b64(json.dumps({"sub": provider.subject, "iss": provider.issuer, "aud": CLIENT}).encode())
    provider.bend = lambda token: ".".join((token.split(".")[0], words, token.split(".")[2]))


def spoilt_signature(provider):
    provider.bend = lambda token: token[:-8] + ("A" if token[-8] != "A" else "B") + token[-7:]


def no_token(provider):
    provider.bend = lambda _token: "not a token"


def other_configuration(provider):
    provider.settings = {"issuer": "https://evil.example"}


def open_keys(provider):
    provider.settings = {"jwks_uri": "http://keys.example/"}


def led_away(provider):
    provider.settings = {"jwks_uri": f"{provider.issuer}/elsewhere"}


SPOILT = {
    wrong_nonce: "nonce", no_nonce: "nonce", other_audience: "InvalidAudienceError", two_audiences: "several audiences, no azp",
    other_party: "azp", other_issuer: "InvalidIssuerError", expired: "ExpiredSignatureError",
    no_expiry: "MissingRequiredClaimError", not_yet: "ImmatureSignatureError", made_tomorrow: "ImmatureSignatureError",
    no_subject: "MissingRequiredClaimError", long_subject: "sub", unsigned: "alg", shared_secret: "alg",
    strange_key: "no such key", strange_key_under_a_known_name: "InvalidSignatureError",
    key_in_the_token: "no such key", no_name_among_two: "no such key", another_kind: "no such key",
    other_words_under_its_signature: "InvalidSignatureError", spoilt_signature: "InvalidSignatureError",
    no_token: "DecodeError", led_away: "configuration or keys: 302",
}  # fmt: skip


@pytest.mark.parametrize("spoil", SPOILT, ids=lambda one: one.__name__)
def test_an_answer_that_is_not_as_it_should_be_lets_nobody_in(world, provider, spoil, caplog):
    """Each is refused for its own fault, and the log names the fault without a word of the answer."""
    bound(world, provider)
    spoil(provider)
    client = Client()
    answer = back(client, provider)
    assert answer.status_code == 422
    assert "журнал ему не поверил" in answer.content.decode()
    assert not inside(client)
    said = [record.getMessage() for record in caplog.records if record.name == "zhurnal.people.broker"]
    assert said == [f"identity broker: {SPOILT[spoil]}"]
    assert "a-17" not in caplog.text
    assert "Имя" not in caplog.text


def test_the_same_answer_unspoilt_lets_him_in(world, provider):
    """The control of all above: the same provider, the same way."""
    bound(world, provider)
    client = Client()
    assert back(client, provider).status_code == 302
    assert inside(client)


@pytest.mark.parametrize("spoil", [other_configuration, open_keys], ids=lambda one: one.__name__)
def test_a_configuration_of_another_sends_nobody_there(world, provider, spoil):
    spoil(provider)
    answer = Client().get("/broker/vek/")
    assert answer.status_code == 422
    assert "не поверил" in answer.content.decode()


def test_a_new_key_is_fetched_and_the_former_is_believed_no_more(world, provider, monkeypatch):
    bound(world, provider)
    assert back(Client(), provider).status_code == 302
    provider.listed, provider.key = [KEYS[1]], KEYS[1]
    monkeypatch.setattr(broker, "ASKED_AGAIN", -1.0)
    assert back(Client(), provider).status_code == 302
    provider.key = KEYS[0]
    assert back(Client(), provider).status_code == 422


def test_odd_keys_beside_its_own_shut_nobody_out(world, provider):
    bound(world, provider)
    own = KEYS[0].public
    provider.odd = [
        "no key", {}, {"kty": "RSA", "kid": "broken", "n": "!", "e": "AQAB"}, {**own, "kid": "other", "n": "AQAB"},
        {"kty": "EC", "kid": "curve", "crv": "P-999", "x": "AA", "y": "AA"}, {**own, "use": "enc"},
    ]  # fmt: skip
    assert back(Client(), provider).status_code == 302


def test_a_key_changed_under_its_name_is_fetched_anew(world, provider, monkeypatch):
    bound(world, provider)
    assert back(Client(), provider).status_code == 302
    fresh = Key("first", KEYS[1].private)
    provider.listed, provider.key = [fresh], fresh
    assert back(Client(), provider).status_code == 422, (
        "not within half a minute: whoever comes with nonsense makes it ask no more"
    )
    monkeypatch.setattr(broker, "ASKED_AGAIN", -1.0)
    assert back(Client(), provider).status_code == 302


def test_strange_names_of_keys_do_not_make_it_ask_each_time(world, provider):
    bound(world, provider)
    assert back(Client(), provider).status_code == 302
    provider.key = KEYS[2]
    for _try in range(5):
        assert back(Client(), provider).status_code == 422
    assert provider.asked.count("/broker/keys") == 1


def test_state_of_another_browser_is_refused(world, provider):
    bound(world, provider)
    address = local(provider.lets_in(set_off(Client())))
    client = Client()
    answer = client.get(address)
    assert (answer.status_code, "не в этом браузере" in answer.content.decode()) == (422, True)
    assert "/broker/token" not in provider.asked, "the code of another is not even asked about"
    set_off(client)
    assert client.get(address).status_code == 422
    assert client.get("/broker/").status_code == 422
    assert not inside(client)


def test_a_code_is_used_once(world, provider):
    bound(world, provider)
    client = Client()
    address = local(provider.lets_in(set_off(client)))
    road = client.cookies["road"].value
    assert client.get(address).status_code == 302
    assert client.get(address).status_code == 422, "the journey is over"
    again = Client()
    again.cookies["road"] = road  # somebody kept the cookie as well
    answer = again.get(address)
    assert (answer.status_code, "уже закончен" in answer.content.decode()) == (422, True)
    assert not inside(again)


def test_a_code_of_another_journey_does_not_fit(world, provider):
    """A code that was stolen on its way: without the verifier of its own journey the broker gives nothing for it."""
    bound(world, provider)
    stolen = parse_qs(urlsplit(provider.lets_in(set_off(Client()))).query)["code"][0]
    thief = Client()
    own = provider.lets_in(set_off(thief))
    state = parse_qs(urlsplit(own).query)["state"][0]
    answer = thief.get(f"/broker/?{urlencode({'code': stolen, 'state': state, 'iss': provider.issuer})}")
    assert answer.status_code == 422
    assert not inside(thief)


@pytest.mark.parametrize("issuer", ["https://evil.example", ""])
def test_an_answer_of_another_broker_is_mixed_up_with_none(world, provider, issuer):
    bound(world, provider)
    client = Client()
    assert back(client, provider, iss=issuer).status_code == 422
    assert "/broker/token" not in provider.asked, "the code is not carried to whoever it is not for"
    provider.settings = {"authorization_response_iss_parameter_supported": None}
    broker.forget_all()
    expected = 422 if issuer else 302  # whoever does not promise to name itself need not
    assert back(client, provider, iss=issuer).status_code == expected


def test_an_old_journey_is_refused(world, provider, frozen_time):
    bound(world, provider)
    client = Client()
    address = local(provider.lets_in(set_off(client)))
    frozen_time.shift(timedelta(minutes=11))
    assert client.get(address).status_code == 422


def test_who_changed_his_mind_is_told_so(world, provider):
    client = Client()
    state = parse_qs(urlsplit(set_off(client)).query)["state"][0]
    answer = client.get(f"/broker/?error=access_denied&state={state}&error_description=%3Cscript%3E")
    assert (answer.status_code, "Вход отменён" in answer.content.decode()) == (422, True)
    assert "script>" not in words(answer)


def test_a_broker_that_is_away_is_a_sentence_and_passwords_go_on(world, provider):
    bound(world, provider)
    client = Client()
    address = local(provider.lets_in(set_off(client)))
    provider.stop()
    answer = client.get(address)
    assert (answer.status_code, "сейчас не отвечает" in answer.content.decode()) == (503, True)
    broker.forget_all()
    answer = Client().get("/broker/vek/")
    assert (answer.status_code, "сейчас не отвечает" in answer.content.decode()) == (503, True)
    assert inside(by_password())


def test_nobody_is_sent_to_another_site_when_he_comes_back(world, provider):
    bound(world, provider)
    assert back(Client(), provider, "?next=https://evil.example/").headers["Location"] == "/"


def test_a_session_that_was_there_does_not_live_on(world, provider):
    bound(world, provider)
    client = Client()
    client.post("/sign-in/vek/", {"login": "other_teacher", "password": worlds.PASSWORD})
    before = client.cookies[product.SESSION_COOKIE_NAME].value
    assert back(client, provider).status_code == 302
    assert client.cookies[product.SESSION_COOKIE_NAME].value != before
    assert not Session.objects.filter(session_key=before).exists()


@pytest.mark.parametrize(
    ("address", "fits"),
    [
        ("https://id.example.ru/realms/college", True), ("http://127.0.0.1:8080/", True), ("http://localhost/x", True),
        ("http://id.example.ru/", False), ("https://name:word@id.example.ru/", False), ("https://", False), ("", False),
        ("ftp://id.example.ru/", False), ("https://id.example.ru/#x", False), ("http://127.0.0.1.example.ru/", False),
        ("https://вход.область.рф/realms/college", False), ("https://xn--b1ae3a1a.xn--p1ai/", True),
        ("https://id.example.ru:no/", False), ("http://localhost@example.ru/", False),
    ],
)  # fmt: skip
def test_only_https_is_believed_but_for_this_machine(address, fits):
    assert trusted(address) is fits


@pytest.fixture
def short(monkeypatch):
    """Less patience, so that the tests wait less."""
    monkeypatch.setattr(broker, "PATIENCE", 1.0)


def test_a_broker_that_drips_is_waited_for_once_and_then_left_alone(world, provider, short, monkeypatch):
    """A byte each tenth of a second would never meet a socket's own timeout."""
    provider.drips = True
    began = time.perf_counter()
    answer = Client().get("/broker/vek/")
    assert (answer.status_code, "сейчас не отвечает" in answer.content.decode()) == (503, True)
    assert time.perf_counter() - began < 3
    for _try in range(3):
        began = time.perf_counter()
        assert Client().get("/broker/vek/").status_code == 503
        assert time.perf_counter() - began < 0.7, "nobody waits for it again"
    assert len(provider.asked) == 1
    provider.drips = False
    monkeypatch.setattr(broker, "RESTS", 0.0)
    for _try in range(50):  # the thread that reads ends at the next byte
        answer = Client().get("/broker/vek/")
        if answer.status_code == 302:
            break
        time.sleep(0.1)
    assert answer.status_code == 302, "and it is asked again after a while"


def test_one_answer_is_waited_for_at_once_and_the_journey_goes_on_when_the_page_is_asked_for_again(world, provider):
    """While one waits, the other threads of the server are free."""
    bound(world, provider)
    client = Client()
    address = local(provider.lets_in(set_off(client)))
    assert broker._turns.acquire(blocking=False)
    try:
        assert not broker._turns.acquire(blocking=False), "one"
        began = time.perf_counter()
        answer = client.get(address)
        assert (answer.status_code, "входит кто-то ещё" in answer.content.decode()) == (503, True)
        assert time.perf_counter() - began < 2
        assert set_off(Client()), "whoever sets off when the addresses are known waits for nobody"
    finally:
        broker._turns.release()
    assert client.get(address).status_code == 302
    assert inside(client)


def test_steps_that_lead_to_nobody_are_counted_for_the_network(world, provider, monkeypatch):
    bound(world, provider)
    monkeypatch.setattr(entrance._throttle._networks, "limit", type(entrance._throttle._networks.limit)(6, 60))
    for _try in range(5):
        assert back(Client(), provider).status_code == 302, "whoever comes in does not count"
    client = Client()
    address = local(provider.lets_in([set_off(client) for _try in range(6)][-1]))
    for asked in ("/broker/vek/", address):
        answer = client.get(asked)
        assert (answer.status_code, "Слишком много попыток" in answer.content.decode()) == (429, True)
        assert answer["Retry-After"] == "60"
    entrance.forget_all()
    assert client.get(address).status_code == 302, "his journey is not lost by it"


def test_a_closed_screen_is_not_opened_by_the_broker(world, provider):
    """The broker may know its owner still: whoever sits before the closed screen would come in without a word."""
    bound(world, provider)
    client = by_password()
    address = local(provider.lets_in(set_off(client)))
    client.post("/lock/")
    assert not inside(client)
    assert "/broker/" not in client.get("/sign-in/vek/").content.decode()
    for asked in ("/broker/vek/", "/broker/vek/?binds=1", address):
        answer = client.get(asked)
        assert (answer.status_code, "Экран закрыт" in answer.content.decode()) == (403, True)
        assert "/locked/" in answer.content.decode()
        assert not inside(client)
    assert "/broker/token" not in provider.asked
    assert client.get(address).status_code == 422, "the journey is over"


@pytest.mark.parametrize("where", ["authorization_endpoint", "token_endpoint", "jwks_uri"])
def test_an_address_in_cyrillic_is_not_asked(world, provider, where):
    provider.settings = {where: "https://вход.область.рф/"}
    assert Client().get("/broker/vek/").status_code == 422


def test_an_address_in_cyrillic_stops_the_start_in_a_sentence(monkeypatch):
    monkeypatch.setenv("ZHURNAL_BROKER", "https://вход.область.рф/realms/college")
    with pytest.raises(ValueError, match="punycode"):
        server("ZHURNAL_BROKER", "")


@pytest.mark.parametrize("error", [ValueError, TypeError, KeyError, AttributeError, RecursionError])
def test_whatever_stumbles_over_an_answer_is_a_sentence(world, provider, error, caplog):
    with pytest.raises(broker.Refused) as refused, broker._believing():
        raise error("words of a person")
    assert refused.value.refusal == broker.STRANGE
    assert [record.getMessage() for record in caplog.records] == [f"identity broker: {error.__name__}"]


def test_an_answer_of_a_hundred_thousand_brackets_is_a_sentence(world, provider):
    provider.raw = b"[" * 100_000
    answer = Client().get("/broker/vek/")
    assert (answer.status_code, "не поверил" in answer.content.decode()) == (422, True)


@pytest.mark.parametrize("spoilt", ["gone", "a folder", "bytes"])
def test_a_secret_that_cannot_be_read_leaves_the_sign_in_page_as_it_is(world, provider, settings, spoilt, caplog):
    bound(world, provider)
    client = Client()
    address = local(provider.lets_in(set_off(client)))
    file = settings.BROKER_SECRET
    file.unlink()
    if spoilt == "a folder":
        file.mkdir()
    elif spoilt == "bytes":
        file.write_bytes(b"\xff\xfe\xff")
    assert Client().get("/sign-in/vek/").status_code == 200
    assert by_password().get("/protection/").status_code == 200
    answer = client.get(address)
    assert (answer.status_code, "сейчас не отвечает" in answer.content.decode()) == (503, True)
    assert "secret cannot be read" in caplog.text
