"""CPU of the server per request, in process: the WSGI application called as the server calls it, nothing else in the way.

For each request: the median of CPU time (user + system of this process) over many runs, the number of statements and the
size of the answer, plain and compressed.
"""

import gzip
import json
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from uuid import uuid4

from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory
from django.test.client import ClientHandler

from zhurnal.people.models import Account, Session


@dataclass(frozen=True, slots=True)
class Measured:
    """One row of the table; times in milliseconds of CPU."""

    name: str
    median: float
    worst_of_20: float
    statements: int
    status: int
    size: int
    compressed: int


class Visitor:
    """Somebody signed in, speaking straight to the application."""

    def __init__(self, account: Account) -> None:
        self.handler = ClientHandler(enforce_csrf_checks=False)
        self.factory = RequestFactory(headers={"accept-encoding": "gzip"}, HTTP_HOST="127.0.0.1")
        self.cookie = begin_session(account)

    def send(self, method: str, path: str, body: object = None, **headers: str) -> HttpResponse:
        """One request; JSON when there is a body."""
        made = self.factory.generic(
            method, path, json.dumps(body) if body is not None else "",
            content_type="application/json" if body is not None else "text/html", headers=headers,
        )  # fmt: skip
        made.COOKIES["journal"] = self.cookie
        return self.handler(made.environ | {"HTTP_COOKIE": f"journal={self.cookie}"})


def begin_session(account: Account) -> str:
    """A session as sign-in makes it; returns its key."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    store = Session.get_session_store_class()()
    store["college"], store["device"] = str(account.college_id), "bench"
    store[SESSION_KEY], store[BACKEND_SESSION_KEY] = str(account.pk), "zhurnal.people.sign_in.CollegeBackend"
    store[HASH_SESSION_KEY] = account.get_session_auth_hash()
    store.create()
    store.save()
    return store.session_key


def measure(name: str, call: Callable[[], HttpResponse], runs: int) -> Measured:
    """Run a request many times."""
    for _ in range(5):
        answer = call()
    connection.force_debug_cursor = True
    connection.queries_log.clear()
    answer = call()
    statements = sum(1 for q in connection.queries_log if not q["sql"].startswith(("BEGIN", "COMMIT", "SAVEPOINT")))
    connection.force_debug_cursor = False
    times = []
    for _ in range(runs):
        started = time.process_time_ns()
        answer = call()
        times.append((time.process_time_ns() - started) / 1e6)
    body = answer.content
    packed = answer.headers.get("Content-Encoding") == "gzip"
    plain = gzip.decompress(body) if packed else body
    times.sort()
    return Measured(
        name, statistics.median(times), times[int(len(times) * 0.95)], statements, answer.status_code,
        len(plain), len(body) if packed else len(gzip.compress(body, 6)),
    )  # fmt: skip


def new_key() -> str:
    """A client's key."""
    return str(uuid4())
