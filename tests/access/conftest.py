"""Two colleges with something to leak, made once for a module and taken back at its end."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from uuid import UUID

import pytest
import time_machine
from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.test.utils import override_settings, setup_databases, teardown_databases
from django.urls import reverse

from tests import worlds
from tests.access.filled import Side, fill
from tests.access.reaches import OBJECTS, PEOPLE, STRANGER
from tests.access.row import Row
from tests.conftest import NOON
from zhurnal.jobs.folder import Folder
from zhurnal.kernel import policy

NOTHING = UUID("018f0000-0000-7000-8000-00000000dead")
_MASK = re.compile(r'nonce="[^"]+"|name="csrf" content="[^"]+"|name="csrfmiddlewaretoken" value="[^"]+"')
_UUID = re.compile(r"[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}")


@dataclass
class Colleges:
    """Both sides; ``one`` is asked about, people of ``two`` are strangers there."""

    one: Side
    two: Side
    clients: dict[tuple[str, str], Client] = field(default_factory=dict)
    sessions: dict[tuple[str, str], str] = field(default_factory=dict)
    known: dict[tuple[str, str], Any] = field(default_factory=dict)
    seen: dict[tuple[str, str], frozenset[UUID]] = field(default_factory=dict)

    def actor(self, side: str, name: str) -> Any:
        """The person's actor, read once: nothing of him changes while a module lasts."""
        if (side, name) not in self.known:
            self.known[side, name] = (self.one if side == "А" else self.two).world.actor(name)
        return self.known[side, name]

    def visible(self, name: str, action: str) -> frozenset[UUID]:
        """What a person of the one college reaches by an action, asked once for all rows of the table that name it."""
        if (name, action) not in self.seen:
            rows = policy.visible(self.actor("А", name), action)
            self.seen[name, action] = frozenset(rows.values_list("pk", flat=True))
        return self.seen[name, action]

    def client(self, side: str, name: str) -> Client:
        """The person's browser, signed in once; signing out in one test does not reach the next."""
        cookie = settings.SESSION_COOKIE_NAME
        if (side, name) not in self.clients:
            world = (self.one if side == "А" else self.two).world
            browser = Client(raise_request_exception=False)
            self.clients[side, name] = browser if name == STRANGER else worlds.sign_in(browser, world.accounts[name])
            self.sessions[side, name] = browser.cookies[cookie].value if name != STRANGER else ""
        browser = self.clients[side, name]
        browser.cookies.clear()
        if name != STRANGER:
            browser.cookies[cookie] = self.sessions[side, name]
        return browser

    def ids(self, kind: str) -> dict[str, UUID | None]:
        """The objects of a kind by the names of the matrix."""
        if not kind:
            return {"": None}
        own = self.one.objects[kind]
        first = next(iter(OBJECTS[kind]))
        return {**{name: own[name] for name in OBJECTS[kind] if name in own},
                "foreign": self.two.objects[kind][first], "nothing": NOTHING}  # fmt: skip

    def address(self, row: Row, id_: UUID | None) -> str:
        """The address of a row for an object."""
        args: list[Any] = [id_] if id_ else []
        if row.name in ("opening:step", "exchange:step-file"):
            args = [id_, "leaders"]
        if row.name in ("registers:field", "registers:undo-field", "registers:correct"):
            args = [id_, "phone"]
        if row.name in ("objectivity:finding", "objectivity:settle", "objectivity:answer"):
            args = [id_, "strictness"]
        if row.name in ("results:list", "results:list-file"):
            args = ["one-three"]
        if row.name == "tasks:overview-file":
            args = ["csv"]
        if row.name == "objectivity:file":
            args = ["xlsx"]
        if row.name in ("people:sign-in", "people:first", "people:broker"):
            args = ["vek"]
        if row.name in ("modules:module", "modules:exam"):
            args = [id_, self.one.objects["item"]["module"]]
        if row.name in ("modules:day", "modules:strike-day"):
            args = [id_, "2026-11-24"]
        if row.name in ("reports:report", "reports:save"):
            args = ["form2"]
        if row.name == "reports:file":
            args = ["form2", "xlsx"]
        if row.name == "portal:help-topic":
            args = ["start"]
        if row.name == "timetable:feed":
            args = ["vek", "nobody-knows-it"]
        lesson, student = self.one.objects["lesson"]["now"], self.one.objects["student"]["student"]
        return reverse(row.name, args=args) + row.query.format(now=lesson, student=student)


@pytest.fixture(scope="session")
def database(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The test database, also when no other test of the run asks for one (then pytest-django makes none)."""
    made = None
    name = str(connection.settings_dict["NAME"])
    if "test_" not in name:
        with django_db_blocker.unblock():
            made = setup_databases(verbosity=0, interactive=False, serialized_aliases=set())
    yield
    if made is not None:
        with django_db_blocker.unblock():
            teardown_databases(made, verbosity=0)


@pytest.fixture(scope="module")
def colleges(database: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Colleges]:
    """The two colleges; everything is rolled back when the module ends. Their files lie in a folder of the tests."""
    state = override_settings(STATE_DIR=tmp_path_factory.mktemp("state"))
    with time_machine.travel(NOON, tick=False), django_db_blocker.unblock(), state:
        block = transaction.atomic()
        block.__enter__()
        try:
            found = Colleges(*(fill(world) for world in worlds.two_colleges()))
            for side in ("А", "Б"):
                for name in (STRANGER, *PEOPLE):
                    found.client(side, name)
            yield found
            for side in (found.one, found.two):
                Folder(side.objects["job"]["job_done"]).sweep()
        finally:
            transaction.set_rollback(True)
            block.__exit__(None, None, None)


class Writes:
    """Notes every statement that writes; sessions are noted apart."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        verb = str(sql).lstrip(" (").split(None, 1)[0].upper()
        if verb == "ANALYZE":
            # It counts as a change of the schema, which SQLite then reads anew after every rollback until the long transaction ends.
            return None
        if verb not in {"SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK", "PRAGMA", "BEGIN", "SET"}:
            self.seen.append(str(sql))
        return execute(sql, params, many, context)


def checksum(*, but: tuple[str, ...] = ("people_session",)) -> str:
    """One hash over all rows of all tables; sessions excepted."""
    digest = sha256()
    with connection.cursor() as cursor:
        for model in sorted(apps.get_models(include_auto_created=True), key=lambda m: m._meta.db_table):
            if model._meta.db_table in but:
                continue
            cursor.execute(f'SELECT * FROM "{model._meta.db_table}"')  # noqa: S608  (names of our own tables)
            rows = sorted(
                repr([bytes(v) if isinstance(v, memoryview) else v for v in row]) for row in cursor.fetchall()
            )
            digest.update(f"{model._meta.db_table}{len(rows)}{''.join(rows)}".encode())
    return digest.hexdigest()


def masked(response: Any) -> str:
    """The body without what changes from answer to answer: nonce, token, the id that was asked for."""
    return _UUID.sub("…", _MASK.sub("…", text_of(response)))


def body_of(response: Any) -> bytes:
    """The whole body, also of an answer that streams; asked again it is the same."""
    if not response.streaming:
        return response.content
    if not hasattr(response, "kept_body"):
        response.kept_body = b"".join(response.streaming_content)
    return response.kept_body


def text_of(response: Any) -> str:
    """The body as text, unpacked; of a workbook its sheet, of another archive all its texts."""
    body = body_of(response)
    if body.startswith(b"PK"):
        import io
        import zipfile

        archive = zipfile.ZipFile(io.BytesIO(body))
        sheet = "xl/worksheets/sheet1.xml"
        body = archive.read(sheet) if sheet in archive.namelist() else b"".join(map(archive.read, archive.namelist()))
    if response.headers.get("Content-Encoding") == "gzip":
        import gzip

        body = gzip.decompress(body)
    return body.decode("utf-8", "replace")
