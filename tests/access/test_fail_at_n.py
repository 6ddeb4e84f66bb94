"""T22: each address that writes is broken at its N-th statement, in a real transaction: all of it is there afterwards or nothing.

A statement falls as when the database goes away under the request. Then: an apology with a number and no traceback, the tables as they
were before (or, where the answer is «done», as they are after a request that came off), and the same request sent again goes through.
By day each address falls once, in the middle of what it writes; at night at every statement that it sends. An address whose lawful request writes nothing here would show nothing: it stands in ``NOTHING`` with the reason, or the
test is red. Commands of the journal, and steps of which each needs the one before: ``test_fail_at_n_steps.py``.
"""

from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from tests.access.breaking import faults, sign_in_anew, two_standing
from tests.access.conftest import Colleges
from tests.access.matrix import ROWS
from tests.access.row import DONE, Row
from tests.access.typed import TYPED
from zhurnal.inspection.actions import rounds

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
    ("exchange:faulty", "run"): LOCKED,
    ("exchange:mend", "run"): EMPTY,
    ("journal:commands", "course"): EMPTY,
    ("people:consent", ""): EMPTY,
    ("people:issued", ""): READS,
    ("people:logins", ""): EMPTY,
    ("portal:search", ""): READS,
    ("privacy:accept", ""): EMPTY,
    ("privacy:log", ""): READS,
    ("registers:undo-field", "group"): LOCKED,
    ("registers:undo-value", "student"): LOCKED,
    ("timetable:absence", "absence"): EMPTY,
    ("timetable:feeds", ""): LOCKED,
    ("timetable:undo-slot", ""): LOCKED,
}


@pytest.fixture(scope="module")
def standing(database: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Colleges]:
    """The two colleges, committed."""
    with two_standing(django_db_blocker, tmp_path_factory.mktemp("state")) as found:
        yield found


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


def faults_of(colleges: Colleges, row: Row) -> list[str] | None:
    """What is wrong with an address under planted faults; ``None``: it writes nothing here, or nobody reaches it."""
    who = reached(colleges, row)
    return faults(colleges, row, *who) if who else None


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


def test_exceptions_are_addresses_of_the_table():
    names = {(row.name, row.kind) for row in deeds()}
    assert ({*NOTHING, *TYPED} - names, set(STANDS) - {name for name, _kind in names}) == (set(), set())


@pytest.mark.once
def test_a_deed_without_its_transaction_is_found_out(standing, monkeypatch):
    """The negative control."""
    row = next(row for row in deeds() if row.name == "inspection:plan")
    monkeypatch.setattr(rounds, "transaction", SimpleNamespace(atomic=nullcontext))
    assert faults_of(standing, row)
