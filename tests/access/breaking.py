"""T22, what breaks requests: a statement falls as when the database goes away, and the tables are compared before and after.

In a real transaction; whoever is asked about is committed, and taken away when the module ends.
"""

import os
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import time_machine
from django.apps import apps
from django.core.management import call_command
from django.db import OperationalError, connection, transaction
from django.test.utils import override_settings

from tests import worlds
from tests.access.conftest import Colleges, body_of, text_of
from tests.access.filled import fill
from tests.access.reaches import PEOPLE, STRANGER
from tests.access.row import Row
from tests.conftest import NOON
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


@contextmanager
def two_standing(blocker: Any, folder: Path) -> Iterator[Colleges]:
    """The two colleges, committed; everything is emptied at the end."""
    with time_machine.travel(NOON, tick=False), blocker.unblock(), override_settings(STATE_DIR=folder):
        try:
            with transaction.atomic():
                found = Colleges(*(fill(world) for world in worlds.two_colleges()))
                for name in (STRANGER, *PEOPLE):
                    found.client("А", name)
            yield found
            for side in (found.one, found.two):
                Folder(side.objects["job"]["job_done"]).sweep()
        finally:
            connection.execute_wrappers.clear()  # no college is named by whoever empties all of them
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


def points(verbs: list[str], *, each: bool = False) -> list[int]:
    """At which statements to fall: at night at every one; by day in the middle of what it writes, or, ``each``, at every one that writes.

    Whatever is half there depends on what was written before, so that falling at each write and at the last statement leaves no half untried.
    """
    if FULL:
        return list(range(1, len(verbs) + 1))
    writing = [number for number, verb in enumerate(verbs, 1) if verb == "writes"]
    if each:
        return sorted({*writing, len(verbs)})
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


def sign_in_anew(colleges: Colleges, person: str) -> None:
    """Sign the person in, outside of what is taken back: the deed before may have ended the session."""
    colleges.clients.clear()
    colleges.sessions.clear()
    colleges.client("А", person)


def faults(colleges: Colleges, row: Row, person: str, address: str) -> list[str] | None:
    """What is wrong with one person's request under planted faults; ``None``: it writes nothing here."""
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


def carry_out(colleges: Colleges, row: Row, person: str, address: str) -> list[str]:
    """What is wrong with a step under planted faults; afterwards it is done, so that the next step finds its ground.

    It falls at each statement in turn. A fall behind the commit finds the step done: nothing of it is left to break. What is done behind the
    commit (notices) comes on top of what the step itself changes.
    """
    sign_in_anew(colleges, person)
    before, wrong = tables(), []
    answer, verbs, done = whole(colleges, row, person, address, before)
    if answer.status_code >= 400 or not done:
        return [f"did not come off: {answer.status_code}, {text_of(answer)[-2000:]}"]
    for at in points(verbs, each=True):
        planted = Planted(at)
        with connection.execute_wrapper(planted):
            fallen = send(colleges, row, person, address)
        found = change(before, tables())
        if planted.fell and fallen.status_code < 500 and found | done == found:
            return wrong
        if not planted.fell or fallen.status_code < 500 or found:
            return [*wrong, f"{at} of {len(verbs)}: answered {fallen.status_code}, yet {found}, whole is {done}"]
        if said := wrongly_said(fallen):
            wrong.append(f"{at} of {len(verbs)}: {said}")
    send(colleges, row, person, address)
    found = change(before, tables())
    return wrong if found | done == found else [*wrong, f"sent again: {found}, whole is {done}"]
