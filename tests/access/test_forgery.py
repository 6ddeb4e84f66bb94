"""Forms of other sites, and methods that must not write (checklist 32–34)."""

import pytest
from django.db import connection
from django.test import Client
from django.urls import get_resolver

from tests.access.conftest import Writes, body_of, checksum
from tests.access.matrix import ROWS
from tests.access.reaches import PEOPLE
from tests.access.test_matrix import FULL

# Forms are refused before anything is asked of a database; that reading writes nothing the table itself asks of every cell.
pytestmark = pytest.mark.once
UNSAFE = ("POST", "PUT", "PATCH", "DELETE") if FULL else ("POST", "DELETE")  # the token is asked for before the method
READERS = PEOPLE if FULL else ("administrator", "deputy", "teacher", "parent")


def strict(colleges, person):
    """The person's session in a browser whose forms are checked, as those of real browsers are."""
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.cookies = colleges.client("А", person).cookies
    return client


@pytest.mark.parametrize("method", UNSAFE)
@pytest.mark.parametrize("name", sorted({row.name for row in ROWS}))
def test_unsafe_request_without_token_is_refused(colleges, name, method):
    before, writes, wrong = checksum(but=()) if FULL else None, Writes(), []
    rows = [row for row in ROWS if row.name == name]
    people = sorted({person for row in rows for person in row.reach}) or ["administrator", "student"]
    for person in people if FULL else people[:1]:  # nobody is asked who he is before his form is believed
        client = strict(colleges, person)
        for row in rows:
            thing = next(iter(row.reach.get(person, ("",))), "")
            id_ = colleges.ids(row.kind).get(thing) or next(iter(colleges.ids(row.kind).values()))
            for kind, body in (("application/json", b"{}"), ("application/x-www-form-urlencoded", b"reason=x")):
                address = colleges.address(row, id_)
                with connection.execute_wrapper(writes):
                    response = client.generic(method, address, body, content_type=kind)
                if response.status_code != 403:
                    wrong.append(f"{person} {address}: {response.status_code}")
    assert (wrong, writes.seen) == ([], [])
    assert before is None or checksum(but=()) == before


@pytest.mark.parametrize(
    ("mode", "place", "site", "status"),
    [
        ("cors", "empty", "cross-site", 403),
        ("no-cors", "image", "cross-site", 403),
        ("navigate", "iframe", "cross-site", 403),
        ("navigate", "document", "cross-site", 200),
        ("cors", "empty", "same-origin", 200),
    ],
)
def test_other_sites_are_given_no_data(colleges, mode, place, site, status):
    words = {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": mode, "Sec-Fetch-Dest": place}
    assert colleges.client("А", "teacher").get("/today/", headers=words).status_code == status


def test_token_of_another_visitor_is_refused(colleges):
    stranger = Client(enforce_csrf_checks=True)
    stranger.get("/sign-in/vek/")
    client = strict(colleges, "teacher")
    course = colleges.one.objects["course"]["electro"]
    token = "A" * 64
    response = client.post(f"/journals/{course}/commands/", "{}", "application/json", headers={"X-CSRFToken": token})
    assert response.status_code == 403


@pytest.mark.parametrize("person", READERS)
def test_reading_changes_nothing(colleges, person):
    """But for pages whose reading is itself recorded; the table's test watches each of those."""
    client, before, writes = colleges.client("А", person), checksum(), Writes()
    with connection.execute_wrapper(writes):
        for row in [row for row in ROWS if not row.noted]:
            for thing in row.reach.get(person, ("",))[:1]:
                id_ = colleges.ids(row.kind).get(thing) or next(iter(colleges.ids(row.kind).values()))
                body_of(client.get(colleges.address(row, id_)))
                client.options(colleges.address(row, id_))
    assert [sql for sql in writes.seen if "people_session" not in sql] == []
    assert checksum() == before


def views(resolver, before=""):
    """(address as it is written, pattern) of every view."""
    for pattern in resolver.url_patterns:
        path = f"{before}{pattern.pattern}"
        yield from views(pattern, path) if hasattr(pattern, "url_patterns") else [(path, pattern)]


def test_no_address_knows_trace(rf):
    """Who asks with TRACE is taken for a reader by the check of forms; no view may answer him (79)."""
    found = list(views(get_resolver()))
    answers = {
        path: pattern.callback(rf.generic("TRACE", "/"), **dict.fromkeys(pattern.pattern.converters)).status_code
        for path, pattern in found
    }
    assert len(found) > 380
    assert {path: status for path, status in answers.items() if status != 405} == {}
