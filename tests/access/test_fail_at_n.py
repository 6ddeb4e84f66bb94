"""T22: each address that writes is broken at its N-th statement, in a real transaction: all of it is there afterwards or nothing.

A statement falls as when the database goes away under the request. Then: an apology with a number and no traceback, the tables as they
were before (or, where the answer is «done», as they are after a request that came off), and the same request sent again goes through.
By day each address falls once, in the middle of what it writes; at night at every statement that it sends. An address whose lawful request
writes nothing here would show nothing: it stands in ``NOTHING`` with the reason, or the test is red.
"""

import os
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.core.management import call_command
from django.db import OperationalError, connection, transaction
from django.test.utils import override_settings

from tests import worlds
from tests.access.conftest import Colleges, body_of, text_of
from tests.access.filled import fill
from tests.access.matrix import ROWS
from tests.access.reaches import PEOPLE, STRANGER
from tests.access.row import DONE, Row
from tests.access.test_commands import DOS, command
from tests.access.typed import TYPED
from tests.conftest import NOON
from zhurnal.inspection.actions import rounds
from zhurnal.jobs.folder import Folder

FULL = "ZHURNAL_TEST_EVERYTHING" in os.environ
READING = {"SELECT", "PRAGMA", "SET", "ANALYZE"}
TURNS = {
    "BEGIN",
    "SAVEPOINT",
    "RELEASE",
    "ROLLBACK",
    "COMMIT",
}  # more of them inside of a transaction that is taken back: not counted
# Beside the deed, and half of nothing: who was where and when, and what had waited to be written of earlier readings.
BESIDE = {"people_session", "people_device", "privacy_reading"}
# Written beside the record on purpose: at every statement in tests of their own.
STANDS = {
    "people:lock": "the screen is closed before the record is written, and stays closed when that fails: people/test_logins.py",
}
# Each of these would show nothing. (Address, kind of the object): why what the table of rights sends lawfully writes nothing in this world.
READS = "it asks in a form: a page of the list, of the search, of what was read"
EMPTY = "the table sends the form as it stands, or empty: accepted, and there is nothing to write"
LOCKED = "in this world everybody who may is told why not now"
NOTHING: dict[tuple[str, str], str] = {
    ("inspection:new-act", "request"): LOCKED,
    ("archive:journals", ""): READS,
    ("assessment:close", ""): EMPTY,
    ("credentials:issued", ""): READS,
    ("curriculum:begin-programme", "course"): EMPTY,
    ("dictionaries:disciplines", ""): READS,
    ("dictionaries:groups", ""): READS,
    ("dictionaries:groups-row", "group"): EMPTY,
    ("dictionaries:load", ""): READS,
    ("dictionaries:load-row", "course"): EMPTY,
    ("dictionaries:parents", ""): READS,
    ("dictionaries:parents-row", "right"): EMPTY,
    ("dictionaries:rooms", ""): READS,
    ("dictionaries:staff", ""): READS,
    ("dictionaries:staff-row", "student"): EMPTY,
    ("dictionaries:students", ""): READS,
    ("dictionaries:students-row", "student"): EMPTY,
    ("dictionaries:subgroups", ""): READS,
    ("dictionaries:subgroups-row", "part"): EMPTY,
    ("exchange:asked-names", "run"): EMPTY,
    ("journal:commands", "course"): EMPTY,
    ("people:consent", ""): EMPTY,
    ("people:issued", ""): READS,
    ("people:logins", ""): EMPTY,
    ("portal:search", ""): READS,
    ("privacy:accept", ""): EMPTY,
    ("privacy:log", ""): READS,
    ("timetable:absence", "absence"): EMPTY,
    ("timetable:feeds", ""): LOCKED,
    ("timetable:undo-slot", ""): LOCKED,
}


@dataclass
class Planted:
    """Falls at statement number ``at`` and says what it saw. ``at`` 0: only counts."""

    at: int = 0
    verbs: list[str] = field(default_factory=list)
    fell: bool = False

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        text = str(sql)
        verb = text.lstrip(" (").split(None, 1)[0].upper()
        if verb in TURNS:
            return execute(sql, params, many, context)
        own = verb not in READING and not any(f'"{table}"' in text for table in BESIDE)
        self.verbs.append("writes" if own else "reads")
        if len(self.verbs) == self.at:
            self.fell = True
            message = "planted: the database went away"
            raise OperationalError(message)
        return execute(sql, params, many, context)


@pytest.fixture(scope="module")
def standing(database: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Colleges]:
    """The two colleges, committed; everything is emptied when the module ends."""
    state = override_settings(STATE_DIR=tmp_path_factory.mktemp("state"))
    with time_machine.travel(NOON, tick=False), django_db_blocker.unblock(), state:
        try:
            with transaction.atomic():
                found = Colleges(*(fill(world) for world in worlds.two_colleges()))
                for name in (STRANGER, *PEOPLE):
                    found.client("А", name)
            yield found
            for side in (found.one, found.two):
                Folder(side.objects["job"]["job_done"]).sweep()
        finally:
            call_command("flush", verbosity=0, interactive=False, reset_sequences=False)


def tables() -> dict[str, Counter[str]]:
    """Every row of every table."""
    found = {}
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            name = model._meta.db_table
            if name not in BESIDE:
                cursor.execute(f'SELECT * FROM "{name}"')  # noqa: S608  (names of our own tables)
                found[name] = Counter(
                    repr([bytes(v) if isinstance(v, memoryview) else v for v in row]) for row in cursor.fetchall()
                )
    return found


def change(before: dict[str, Counter[str]], after: dict[str, Counter[str]]) -> dict[str, tuple[int, int]]:
    """By table: how many rows went and how many came."""
    return {
        name: (sum((before[name] - after[name]).values()), sum((after[name] - before[name]).values()))
        for name in before
        if before[name] != after[name]
    }


def send(colleges: Colleges, row: Row, person: str, address: str) -> Any:
    """The lawful request of the table."""
    kwargs: dict[str, Any] = {"data": row.body or {}}
    if row.json:
        kwargs["content_type"] = "application/json"
    accept = "application/json" if row.json else "text/html"
    answer = colleges.client("А", person).post(address, headers={"accept": accept}, **kwargs)
    body_of(answer)
    return answer


def deeds() -> list[Row]:
    """Every address that the table lets write something."""
    return [row for row in ROWS if row.method == "POST" and not row.public and set(row.answers) & set(DONE)]


def reached(colleges: Colleges, row: Row) -> tuple[str, str] | None:
    """(person, address) of the first who may do it to something that does not say why not."""
    for person, things in row.reach.items():
        ids = colleges.ids(row.kind)
        for thing in things:
            if thing not in (*row.locked.get(person, ()), *row.refused.get(person, ())) and (
                thing in ids or not row.kind
            ):
                return person, colleges.address(row, ids[thing if row.kind else ""])
    return None


def points(verbs: list[str]) -> list[int]:
    """At which statements to fall."""
    if FULL:
        return list(range(1, len(verbs) + 1))
    writing = [number for number, verb in enumerate(verbs, 1) if verb == "writes"]
    return [writing[(len(writing) + 1) // 2 if len(writing) > 1 else 0]]


def whole(
    colleges: Colleges, row: Row, person: str, address: str, before: dict[str, Counter[str]]
) -> tuple[Any, list[str], dict[str, tuple[int, int]]]:
    """The request without a fault, taken back: its answer, its statements, what it changes."""
    ear = Planted()
    with transaction.atomic():
        with connection.execute_wrapper(ear):
            answer = send(colleges, row, person, address)
        done = change(before, tables())
        transaction.set_rollback(True)
    return answer, ear.verbs, done


def as_typed(colleges: Colleges, row: Row) -> Row:
    """The row with what a person would type, where the table sends an empty form."""
    typed = TYPED.get((row.name, row.kind))
    if typed is None:
        return row
    id_ = colleges.ids(row.kind)[typed.thing if row.kind else ""]
    sign_in_anew(colleges, typed.person)
    fields = typed.fields(
        colleges.one.world, id_, lambda: colleges.client("А", typed.person), colleges.address(row, id_)
    )
    return replace(row, body=fields, reach={typed.person: (typed.thing,)}, locked={}, refused={})


def sign_in_anew(colleges: Colleges, person: str) -> None:
    """Sign the person in, outside of what is taken back: the deed before may have ended the session."""
    colleges.clients.clear()
    colleges.sessions.clear()
    colleges.client("А", person)


def faults_of(colleges: Colleges, row: Row) -> list[str] | None:
    """What is wrong with an address under planted faults; ``None``: it writes nothing here, or nobody reaches it."""
    who = reached(colleges, row)
    if who is None:
        return None
    person, address = who
    sign_in_anew(colleges, person)
    with transaction.atomic():  # what a first request prepares for all the others is no part of it
        send(colleges, row, person, address)
        transaction.set_rollback(True)
    before, wrong = tables(), []
    answer, verbs, done = whole(colleges, row, person, address, before)
    if "writes" not in verbs or not done:
        return None
    if answer.status_code >= 400:
        return [f"refused with {answer.status_code}, and yet {done}"]
    for at in points(verbs):
        planted = Planted(at)
        with connection.execute_wrapper(planted):
            fallen = send(colleges, row, person, address)
        if not planted.fell:
            wrong.append(f"{at} of {len(verbs)}: the statement never came")
            continue
        found = change(before, tables())
        if fallen.status_code < 500 and found != done:
            wrong.append(f"{at} of {len(verbs)}: answered {fallen.status_code}, yet {found} instead of {done}")
        if fallen.status_code >= 500 and found:
            wrong.append(f"{at} of {len(verbs)}: answered {fallen.status_code}, yet {found}")
        if fallen.status_code >= 500 and (said := wrongly_said(fallen)):
            wrong.append(f"{at} of {len(verbs)}: {said}")
        before = tables() if found else before
    again, _verbs, after = whole(colleges, row, person, address, before)
    if (again.status_code, after) != (answer.status_code, done):
        wrong.append(f"sent again: {again.status_code} {after}, without faults {answer.status_code} {done}")
    return wrong


def wrongly_said(answer: Any) -> str:
    """What is wrong with an apology."""
    text = answer.json()["message"] if "json" in answer["Content-Type"] else text_of(answer)
    if "Traceback" in text or "OperationalError" in text or "planted" in text:
        return "the answer shows the inside"
    return "" if re.search(r"номер [0-9A-F]{8}", text) else "no number to tell the administrator"


@pytest.mark.once
@pytest.mark.parametrize("name", sorted({row.name for row in deeds()} - set(STANDS)))
def test_what_breaks_at_any_statement_is_there_whole_or_not_at_all(standing, name):
    for row in (row for row in deeds() if row.name == name):
        wrong, key = faults_of(standing, as_typed(standing, row)), (row.name, row.kind)
        if wrong is None and key not in NOTHING:
            pytest.fail(f"{key} wrote nothing: nothing was shown", pytrace=False)
        if wrong is not None and key in NOTHING:
            pytest.fail(f"{key} writes after all: it is shown, and no more an exception", pytrace=False)
        if wrong:
            pytest.fail("\n".join(wrong), pytrace=False)


@pytest.mark.once
@pytest.mark.parametrize("do", DOS)
def test_a_command_of_the_journal_is_written_whole_or_not_at_all(standing, do):
    """The table of rights sends the journal no command; here each is sent, with a key as a page gives it."""
    row = next(row for row in deeds() if row.name == "journal:commands")
    version = 1 if do in ("topic", "homework") else 0
    sent = command(do, standing.ids("lesson")["now"], standing.one.objects["student"]["adult"], version=version)
    row = replace(row, body={"commands": [sent]}, reach={"teacher": ("electro",)})
    assert faults_of(standing, row) == []


def test_exceptions_are_addresses_of_the_table():
    names = {(row.name, row.kind) for row in deeds()}
    assert ({*NOTHING, *TYPED} - names, set(STANDS) - {name for name, _kind in names}) == (set(), set())


@pytest.mark.once
def test_a_deed_without_its_transaction_is_found_out(standing, monkeypatch):
    """The negative control."""
    row = next(row for row in deeds() if row.name == "inspection:plan")
    monkeypatch.setattr(rounds, "transaction", SimpleNamespace(atomic=nullcontext))
    assert faults_of(standing, row)
