"""Security headers on every answer: pages, redirects, refusals, errors, files (checklist 26–31, 81)."""

import re

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client

from tests import worlds
from tests.access.conftest import body_of
from tests.access.matrix import ROWS
from tests.access.test_matrix import FULL
from zhurnal.people.models import Session

EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
}
DIRECTIVES = {
    "default-src": "'none'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "form-action": "'self'",
}


def faults(response, *, personal):
    found = [name for name, value in EVERYWHERE.items() if response.headers.get(name) != value]
    policy = dict(
        part.strip().partition(" ")[::2]
        for part in response.headers.get("Content-Security-Policy", "").split(";")
        if part
    )
    found += [name for name, value in DIRECTIVES.items() if policy.get(name) != value]
    scripts, styles = policy.get("script-src", ""), policy.get("style-src", "")
    if re.search(r"unsafe|\*|https?:", f"{scripts} {styles} {policy.get('connect-src', '')}"):
        found.append("CSP lets in what is not ours")
    found += [name for name in response.headers if name.lower().startswith("access-control-")]
    if personal and "no-store" not in response.headers.get("Cache-Control", ""):
        found.append("Cache-Control")
    kind = response.headers.get("Content-Type", "")
    if getattr(response, "content", b"") and kind.startswith(("text/", "application/json")) and "json" not in kind:
        found += [] if "charset" in kind else ["charset"]
    for cookie in response.cookies.values():
        found += [f"{cookie.key} SameSite"] if cookie["samesite"] not in ("Lax", "Strict") else []
        if cookie.key != "appearance" and cookie.value:
            found += [f"{cookie.key} HttpOnly"] if not cookie["httponly"] else []
    return found


METHODS = ("GET", "POST", "DELETE", "OPTIONS")
ENDING_SESSIONS = ("people:sign-out", "people:lock")  # the others of this module still need theirs


@pytest.mark.once  # headers are set before and after the database
@pytest.mark.parametrize("person", ["stranger", "administrator", *(["student", "teacher", "parent"] if FULL else [])])
def test_every_answer_bears_the_headers(colleges, person):
    client, wrong, statuses = colleges.client("А", person), [], set()
    rows = ROWS if FULL else ROWS[person == "stranger" :: 2]  # by day each address is asked by one of the two
    for number, row in enumerate(rows):
        things = list(colleges.ids(row.kind).items())
        for thing, id_ in things if FULL else things[:1]:  # by day one of each kind, and one of the methods besides GET
            for method in METHODS if FULL else ("GET", METHODS[1 + number % 3]):
                if row.name in ENDING_SESSIONS and method == "POST":
                    continue
                headers = {"origin": "https://evil.example", "accept": "text/html"}
                response = getattr(client, method.lower())(colleges.address(row, id_), headers=headers)
                statuses.add(response.status_code)
                body_of(response)
                if found := faults(response, personal=True):
                    wrong.append(f"{method} {row.name} {thing} {response.status_code}: {found}")
    assert wrong == []
    assert statuses >= ({302, 405} if person == "stranger" else {404, 405})


def test_sign_in_and_sign_out_bear_the_headers(colleges):
    client = Client()
    entered = client.post("/sign-in/vek/", {"login": "deputy", "password": worlds.PASSWORD})
    assert (entered.status_code, faults(entered, personal=True)) == (302, [])
    left = client.post("/sign-out/")
    assert (left.status_code, faults(left, personal=True)) == (302, [])
    assert "storage" in left.headers["Clear-Site-Data"]
    assert client.get("/journals/").headers["Location"].startswith("/sign-in/")


def test_signing_in_begins_a_session_under_a_new_key(colleges):
    """Neither a key set beforehand nor the session of whoever sat here before goes on (checklist 57)."""
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = "a" * 32
    entered = client.post("/sign-in/vek/", {"login": "deputy", "password": worlds.PASSWORD})
    first = client.cookies[settings.SESSION_COOKIE_NAME].value
    assert (entered.status_code, first != "a" * 32) == (302, True)
    other = client.post("/sign-in/pml/", {"login": "student", "password": worlds.PASSWORD})
    second = client.cookies[settings.SESSION_COOKIE_NAME].value
    assert (other.status_code, second != first) == (302, True)
    row = Session.objects.get(session_key=second)
    assert (row.college_id, row.account_id) == (colleges.two.world.id, colleges.two.world.accounts["student"].pk)
    assert not Session.objects.filter(session_key=first).exists()


def test_static_files_bear_the_headers(colleges):
    name = "ui/base.css"
    assert finders.find(name)
    response = Client().get(f"/static/{name}")
    assert (response.status_code, faults(response, personal=False)) == (200, [])
    assert b"".join(response.streaming_content)  # read to the end, so that the file is closed
    assert faults(Client().get("/static/nothing.css"), personal=False) == []


def test_a_failure_bears_the_headers_and_no_traceback(colleges, monkeypatch, caplog):
    def fall(*_args, **_kwargs):
        raise RuntimeError("секрет внутри")

    monkeypatch.setattr("zhurnal.journal.views.page.pages.page_state", fall)
    client = Client(raise_request_exception=False)
    client.cookies = colleges.client("А", "teacher").cookies
    response = client.get(f"/journals/{colleges.one.objects['course']['electro']}/")
    text = response.content.decode()
    assert (response.status_code, faults(response, personal=True)) == (500, [])
    assert "секрет" not in text
    assert "Traceback" not in text
    number = re.search(r"\b[0-9A-F]{8}\b", text)
    assert number
    assert number.group() in caplog.text


def test_bad_requests_bear_the_headers(colleges):
    client, course = colleges.client("А", "teacher"), colleges.one.objects["course"]["electro"]
    unclear = client.get(f"/journals/{course}/live/?after=x", headers={"accept": "text/html"})
    assert (unclear.status_code, faults(unclear, personal=True)) == (400, [])
    big = client.post(f"/journals/{course}/commands/", "x" * 300_000, content_type="application/json")
    assert (big.status_code, faults(big, personal=True)) == (413, [])


def test_csp_nonce_is_new_in_every_answer(colleges):
    client = colleges.client("А", "teacher")
    nonces = {
        re.search(r"'nonce-([^']+)'", client.get("/health/")["Content-Security-Policy"]).group(1) for _i in range(3)
    }
    assert len(nonces) == 3
