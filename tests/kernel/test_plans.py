"""PostgreSQL keeps the plans of what is asked again and again; what is answered stays the same (decision 31)."""

import datetime as dt
import logging
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import DatabaseError, DataError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from zhurnal.kernel import together
from zhurnal.kernel.db.postgresql import plans
from zhurnal.kernel.sql import execute, fetch_all, insert, table, uid
from zhurnal.kernel.together import Statement
from zhurnal.organisation.models import College, Department

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite plans in this process"),
]


@pytest.fixture(autouse=True)
def third_time(monkeypatch):
    """Kept from the third use, on a connection that keeps nothing yet."""
    monkeypatch.setattr(plans, "USES", 3)
    connection.close()


@pytest.fixture
def college():
    return College.objects.create(code="vek", name="Учебный колледж")


def kept():
    return {name for (name,) in fetch_all("SELECT name FROM pg_prepared_statements ORDER BY name", [])}


def test_a_statement_asked_again_is_kept_and_answers_the_same():
    asked = "SELECT %s::int + 1, %s"
    answers = [fetch_all(asked, [number, "x%s"]) for number in range(5)]
    assert answers == [[(number + 1, "x%s")] for number in range(5)]
    assert len(kept()) == 1


def test_each_kind_of_value_comes_back_as_it_went():
    now = dt.datetime(2026, 11, 29, 12, 30, tzinfo=dt.UTC)
    values = [
        uuid4(),
        now,
        now.date(),
        True,
        7,
        2**40,
        2**70,
        0.5,
        Decimal("4.25"),
        "н",
        None,
        b"\x00\xff",
        dt.timedelta(minutes=3),
    ]
    asked = f"SELECT {', '.join(['%s'] * len(values))}"
    first = fetch_all(asked, values)
    for _again in range(4):
        assert fetch_all(asked, values) == first
    assert len(kept()) == 1


def test_values_of_other_types_have_a_plan_of_their_own():
    asked = "SELECT pg_typeof(%s)::text"
    for value, named in (
        (1, "integer"),
        (2**40, "bigint"),
        (Decimal("1.5"), "numeric"),
        (dt.date(2026, 1, 1), "date"),
    ) * 3:
        assert fetch_all(asked, [value]) == [(named,)]
    assert len(kept()) == 4


def test_percent_signs_stay(college):
    asked = f"SELECT name FROM {table(Department)} WHERE college_id = %s AND name LIKE 'Вече%%' AND name <> '%%s'"  # noqa: S608
    Department.objects.create(college_id=college.id, name="Вечернее")
    for _again in range(4):
        assert fetch_all(asked, [uid(college.id)]) == [("Вечернее",)]
    assert len(kept()) == 1


def test_statements_that_travel_together_are_kept_each(college):
    for number in range(4):
        one, none, two = together.ask(
            Statement("SELECT %s::int", [number]), together.NOTHING, Statement("SELECT %s::int, %s::int", [number, 2])
        )
        assert (one, none, two) == ([(number,)], [], [(number, 2)])
    assert len(kept()) == 2


def test_two_statements_in_one_text_are_not_kept():
    for _again in range(4):
        fetch_all("SELECT 1; SELECT 2", [])
    assert not kept()
    for _again in range(4):
        assert fetch_all("SELECT 'a;b', %s::int", [1]) == [("a;b", 1)]
    assert len(kept()) == 1


def test_whose_types_nobody_can_tell_is_sent_as_it_is(caplog):
    log = logging.getLogger("zhurnal.errors")
    handlers, log.handlers = log.handlers, []
    try:
        with transaction.atomic():
            for _again in range(5):
                assert fetch_all("SELECT %s IS NULL", [None]) == [(True,)]
    finally:
        log.handlers = handlers
    assert [record.getMessage().startswith("no plan is kept: 42P18") for record in caplog.records] == [True]
    assert not kept()


def test_a_failure_is_told_as_ever_and_the_plan_stays(college):
    first = Department.objects.create(college_id=college.id, name="Очное")
    for _again in range(4):
        with pytest.raises(IntegrityError), transaction.atomic():
            insert(Department, [Department(id=first.id, college=college, name="Очное")])
    assert len(kept()) == 1
    assert execute(f"UPDATE {table(Department)} SET name = %s WHERE college_id = %s", ["Заочное", uid(college.id)]) == 1  # noqa: S608


def test_in_a_transaction_that_has_failed_nothing_is_kept():
    with transaction.atomic():
        with pytest.raises(DataError):
            fetch_all("SELECT 1 / %s", [0])
        for _again in range(4):
            with pytest.raises(DatabaseError, match="aborted"):
                fetch_all("SELECT %s::int", [1])
        transaction.set_rollback(True)
    assert not kept()
    assert fetch_all("SELECT %s::int", [2]) == [(2,)]


def test_what_is_kept_has_an_end(monkeypatch):
    monkeypatch.setattr(plans, "KEPT", 3)
    for number in range(6):
        for _again in range(3):
            fetch_all(f"SELECT %s::int + {number}", [1])
            fetch_all("SELECT %s::int", [1])
    assert len(kept()) == 3
    assert fetch_all("SELECT %s::int", [5]) == [(5,)]


def test_a_plan_follows_its_table(college):
    asked = f"SELECT name FROM {table(Department)} WHERE college_id = %s"  # noqa: S608
    Department.objects.create(college_id=college.id, name="Очное")
    for _again in range(4):
        fetch_all(asked, [uid(college.id)])
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table(Department)} ADD COLUMN added integer")
    try:
        assert fetch_all(asked, [uid(college.id)]) == [("Очное",)]
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE {table(Department)} DROP COLUMN added")


def test_who_looks_at_what_was_sent_sees_the_statement():
    for _again in range(4):
        with CaptureQueriesContext(connection) as told:
            fetch_all("SELECT %s::int AS number", [7])
    assert told[-1]["sql"] == "SELECT 7::int AS number"
