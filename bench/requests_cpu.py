"""CPU of the server per request, in process: the WSGI application called as the server calls it, nothing else in the way.

For each request: the median of CPU time (user + system of this process) over many runs, the number of statements and the
size of the answer, plain and compressed.
"""

import gzip
import json
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.db import connection
from django.template import engines

from bench.server import backends
from config.wsgi import application
from zhurnal.people.models import Account, Session

TOKEN = "a" * 32
REFERENCE_ROWS = 3
# The machine's speed drifts by a factor of three within an hour. So each run stands between two runs of a yardstick, work that
# took 8.6 ms per 25 rows on the machine for which the promises were written; «in reference ms» is the ratio times that.


@dataclass(frozen=True, slots=True)
class Measured:
    """One row of the table; times in milliseconds of CPU: ours, in reference ms ours and PostgreSQL's."""

    name: str
    median: float
    worst_of_20: float
    relative: float
    of_database: float
    statements: int
    status: int
    size: int
    compressed: int


@dataclass(slots=True)
class Answer:
    """What the application answered."""

    status_code: int
    headers: dict[str, str]
    content: bytes


class Visitor:
    """Somebody signed in, speaking to the WSGI application as the server does."""

    def __init__(self, account: Account) -> None:
        self.application = application
        self.cookie = begin_session(account)
        self.held: dict[str, str] = {}

    def send(self, method: str, path: str, body: object = None, **headers: str) -> Answer:
        """One request; JSON when there is a body."""
        path, _mark, query = path.partition("?")
        raw = json.dumps(body).encode() if body is not None else b""
        environ = {
            "REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": query, "SCRIPT_NAME": "",
            "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "80", "HTTP_HOST": "127.0.0.1",
            "SERVER_PROTOCOL": "HTTP/1.1", "wsgi.url_scheme": "http", "wsgi.input": BytesIO(raw),
            "wsgi.errors": sys.stderr, "HTTP_ACCEPT_ENCODING": "gzip", "HTTP_COOKIE":
            f"journal={self.cookie}; csrf={TOKEN}", "HTTP_X_CSRFTOKEN": TOKEN,
        }  # fmt: skip
        if body is not None:
            environ |= {"CONTENT_TYPE": "application/json", "CONTENT_LENGTH": str(len(raw))}
        environ |= {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in headers.items()}
        told: dict[str, Any] = {}

        def start(status: str, fields: list[tuple[str, str]]) -> None:
            told["status"], told["fields"] = int(status[:3]), dict(fields)

        answer = self.application(environ, start)
        content = b"".join(answer)
        getattr(answer, "close", lambda: None)()
        return Answer(told["status"], told["fields"], content)


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


def statements_logged() -> int:
    """Statements of the log but those of transactions: one rule for every table."""
    frame = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")
    return sum(not one["sql"].startswith(frame) for one in connection.queries_log)


def measure(name: str, call: Callable[[], Answer], runs: int, before: Callable[[], object] | None = None) -> Measured:
    """Run a request many times; ``before`` each, off the clock, something happens (a mark comes, say)."""
    prepare = before or (lambda: None)
    for _ in range(5):
        prepare()
        answer = call()
    prepare()
    connection.force_debug_cursor = True
    connection.queries_log.clear()
    answer = call()
    statements = statements_logged()
    connection.force_debug_cursor = False
    times, ratios, theirs = [], [], []
    database = backends()
    for _ in range(runs):
        prepare()
        yardstick = reference()
        before_it = spent(database)
        started = time.process_time_ns()
        answer = call()
        times.append((time.process_time_ns() - started) / 1e6)
        yardstick = min(yardstick, reference())
        ratios.append(times[-1] / yardstick)
        theirs.append((spent(database) - before_it) / yardstick)
    body = answer.content
    packed = answer.headers.get("Content-Encoding") == "gzip"
    plain = gzip.decompress(body) if packed else body
    times.sort()
    return Measured(
        name, statistics.median(times), times[int(len(times) * 0.95)], statistics.median(ratios) * REFERENCE,
        statistics.median(theirs) * REFERENCE, statements, answer.status_code,
        len(plain), len(body) if packed else len(gzip.compress(body, 6)),
    )  # fmt: skip


def spent(database: list[Path]) -> float:
    """CPU, in ms, that these processes have taken so far."""
    return sum(int(place.read_text().split()[0]) for place in database if place.exists()) / 1e6


REFERENCE = 8.6 * REFERENCE_ROWS / 25  # ms
_TABLE = (
    "{% for row in rows %}<tr><th>{{ row.name }}</th>{% for cell in row.cells %}"
    '<td data-v="{{ cell.version }}">{{ cell.value }}</td>{% endfor %}</tr>{% endfor %}'
)


@cache
def _reference_table() -> Callable[[], object]:
    table = engines["django"].from_string(_TABLE)
    cells = [{"version": number, "value": "5"} for number in range(40)]
    rows = [{"name": f"Студент {number}", "cells": cells} for number in range(REFERENCE_ROWS)]
    return lambda: table.render({"rows": rows})


def reference() -> float:
    """CPU, in ms, of the yardstick: some rows of a table of 40 columns by a Django template."""
    draw = _reference_table()
    started = time.process_time_ns()
    draw()
    return (time.process_time_ns() - started) / 1e6


def new_key() -> str:
    """A client's key."""
    return str(uuid4())
