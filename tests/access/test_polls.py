"""«Nothing new» said before the application is what the application would say, to everyone, and to nobody else."""

from io import BytesIO
from itertools import product

import pytest

from config.polls import TAGS
from config.wsgi import whole
from tests import worlds
from zhurnal.people.models import Account
from zhurnal.people.polls import answered_first

# As a server does it: each request ends with its connection handed back, which a test's transaction would not survive.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("frozen_time")]
PEOPLE = ("teacher", "other_teacher", "student", "parent", "leader", "department_head", "deputy", "administrator")


class Asked:
    """One answer of a WSGI application, and whether it came from behind the look."""

    def __init__(self, path, cookies, **headers):
        self.reached = False
        path, _mark, query = path.partition("?")
        environ = {
            "REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query, "SERVER_NAME": "testserver",
            "SERVER_PORT": "80", "wsgi.input": BytesIO(), "wsgi.url_scheme": "http", "HTTP_COOKIE": "; ".join(f"{name}={value}" for name, value in cookies.items()), **headers,
        }  # fmt: skip

        def start(status, fields):
            self.status, self.headers = int(status[:3]), dict(fields)

        answer = answered_first(self._application, TAGS)(environ, start)
        self.body = b"".join(answer)

    def _application(self, environ, start):
        self.reached = True
        return whole(environ, start)


def addresses(world):
    student, course = world.people["student"].pk, world.courses["electro"].pk
    return [
        f"/diary/{student}/",
        f"/diary/{student}/week/?day=2026-11-20",
        f"/diary/{student}/marks/",
        f"/journals/{course}/live/?after=0",
    ]


def cookies_of(world, who):
    return {name: morsel.value for name, morsel in world.client(who).cookies.items()}


def test_it_is_said_exactly_where_the_page_would_say_it():
    one, two = worlds.make_college("vek", "А"), worlds.make_college("drugoy", "Б")
    said = set()
    for who, world in product(PEOPLE, (one, two)):
        own = cookies_of(one, who)
        for address in addresses(world):
            first = Asked(address, own)
            assert first.reached
            again = Asked(address, own, HTTP_IF_NONE_MATCH=first.headers.get("ETag", '"none"'))
            assert (again.status == 304, again.reached) == ((True, False) if first.status == 200 else (False, True)), (
                address
            )
            other = Asked(address, own, HTTP_IF_NONE_MATCH='"of another"')
            assert (other.status, other.reached) == (first.status, True)
            said |= {(who, world.college.code)} if again.status == 304 else set()
    assert said == {(who, "vek") for who in PEOPLE if who != "other_teacher"}


def test_it_is_not_said_to_strangers_and_to_those_who_signed_out_or_were_closed(client):
    world = worlds.make_college("vek", "А")
    own = cookies_of(world, "student")
    address = addresses(world)[0]
    tag = Asked(address, own).headers["ETag"]
    assert Asked(address, own, HTTP_IF_NONE_MATCH=tag).status == 304
    for cookies in ({}, {"journal": "x" * 32}, {"journal": "ж".encode().decode("latin-1")}):
        assert Asked(address, cookies, HTTP_IF_NONE_MATCH=tag).status == 302
    Account.objects.of(world.id).filter(person=world.people["student"]).update(is_active=False)
    assert Asked(address, own, HTTP_IF_NONE_MATCH=tag).status == 302


def test_it_has_the_headers_of_every_answer():
    world = worlds.make_college("vek", "А")
    own = cookies_of(world, "student")
    first = Asked(addresses(world)[0], own)
    again = Asked(addresses(world)[0], own, HTTP_IF_NONE_MATCH=first.headers["ETag"])
    assert again.body == b""
    assert {"X-Content-Type-Options", "Referrer-Policy", "X-Frame-Options", "ETag", "Cache-Control"} <= set(
        again.headers
    )
    assert all(first.headers[name] == value for name, value in again.headers.items())


def test_it_tells_an_open_page_how_many_notices_wait():
    world = worlds.make_college("vek", "А")
    own = cookies_of(world, "student")
    for address in addresses(world)[:2]:
        tag = Asked(address, own, HTTP_X_LIVE="1").headers["ETag"]
        for number in (2, 0):
            Account.objects.of(world.id).filter(person=world.people["student"]).update(unread=number)
            again = Asked(address, own, HTTP_X_LIVE="1", HTTP_IF_NONE_MATCH=tag)
            assert (again.status, again.reached, again.headers["X-Unread"]) == (304, False, str(number))


def test_a_strange_day_or_header_goes_on_to_the_application():
    world = worlds.make_college("vek", "А")
    own = cookies_of(world, "student")
    for query in ("?day=yesterday", "?day=2026-02-30", "?day=%00"):
        asked = Asked(addresses(world)[0] + query, own, HTTP_IF_NONE_MATCH='"x"')
        assert (asked.status, asked.reached) == (400, True)
