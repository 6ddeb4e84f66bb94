"""The SQL guard catches what it is for: each planted breach is shown beside its lawful neighbour."""

# ruff: noqa: S608  (statements are what is tested; only names of our own tables are put in)

from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client

from tests import worlds
from tests.guard import Guard, verdict
from zhurnal.curriculum.models import Course, Group
from zhurnal.journal.models import Entry
from zhurnal.kernel import sql
from zhurnal.people.models import Account, Person

E, P, L = "journal_entry", "people_person", "timetable_lesson"
PAIR = "l.college_id = e.college_id AND l.id = e.lesson_id"


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("SELECT 1", "free"),
        ("SELECT * FROM django_migrations", "free"),
        ("SELECT id FROM organisation_college WHERE code = %s", "free"),
        # one table
        (f'SELECT * FROM "{E}" WHERE "{E}"."college_id" = %s', "one-college"),
        (f"SELECT * FROM {E} WHERE college_id = %s AND course_id = %s", "one-college"),
        (f"SELECT * FROM {E} WHERE course_id = %s", "fan-out"),
        (f"SELECT COUNT(*) FROM {E}", "fan-out"),
        (f"SELECT * FROM {E} WHERE college_id = %s OR slot = 1", "fan-out"),
        (f"SELECT * FROM {E} WHERE NOT (college_id = %s)", "fan-out"),
        (f"SELECT * FROM {E} WHERE college_id >= %s", "fan-out"),
        (f"SELECT * FROM {E} WHERE (course_id = %s AND (slot = 1 OR slot = 2)) AND college_id = %s", "one-college"),
        # joins
        (f"SELECT * FROM {E} e JOIN {L} l ON {PAIR} WHERE e.college_id = %s", "one-college"),
        (f"SELECT * FROM {E} e JOIN {L} l ON l.id = e.lesson_id WHERE e.college_id = %s", "unsafe"),
        (f"SELECT * FROM {E} e JOIN {L} l ON l.id = e.lesson_id WHERE e.college_id = %s AND l.college_id = %s",
         "one-college"),
        (f"SELECT * FROM {E} e, {L} l WHERE l.id = e.lesson_id AND e.college_id = %s", "unsafe"),
        (f"SELECT * FROM {E} e JOIN {L} l ON {PAIR}", "fan-out"),
        (f"SELECT * FROM {E} e LEFT JOIN {L} l ON {PAIR} AND l.college_id = %s", "unsafe"),
        (f"SELECT * FROM {E} e LEFT OUTER JOIN {L} l ON ({PAIR}) WHERE (e.college_id = %s)", "one-college"),
        # queries inside
        (f"SELECT * FROM {E} e WHERE e.college_id = %s AND e.lesson_id IN (SELECT U0.id FROM {L} U0)", "unsafe"),
        ((f"SELECT * FROM {E} e WHERE e.college_id = %s AND e.lesson_id IN "
         f"(SELECT U0.id FROM {L} U0 WHERE U0.college_id = %s)"), "one-college"),
        (f"SELECT * FROM {E} e WHERE e.lesson_id IN (SELECT U0.id FROM {L} U0 WHERE U0.college_id = %s)", "unsafe"),
        ((f"SELECT * FROM {E} e WHERE e.college_id = %s AND NOT EXISTS "
         f"(SELECT 1 FROM {L} U0 WHERE U0.id = (e.lesson_id) AND U0.college_id = (e.college_id))"), "one-college"),
        (f"SELECT * FROM {E} e WHERE e.college_id = %s AND EXISTS (SELECT 1 FROM {L} U0 WHERE U0.id = (e.lesson_id))",
         "unsafe"),
        (f"SELECT (SELECT MAX(l.date) FROM {L} l) FROM {E} e WHERE e.college_id = %s", "unsafe"),
        (f"SELECT * FROM {E} e WHERE e.college_id = %s UNION SELECT * FROM {E} x", "unsafe"),
        (f"SELECT COUNT(*) FROM (SELECT * FROM {E} WHERE college_id = %s) sub", "one-college"),
        (
            (
                f"SELECT x.a FROM (SELECT * FROM {E} n WHERE n.college_id = %s LIMIT 9) e "
                f"JOIN {E} x ON x.college_id = e.college_id WHERE e.college_id = %s"
            ),
            "one-college",
        ),
        (
            f"SELECT x.a FROM (SELECT * FROM {E} n WHERE n.college_id = %s LIMIT 9) e JOIN {E} x ON x.id = e.id",
            "unsafe",
        ),
        (f"WITH marks AS (SELECT * FROM {E}) SELECT * FROM marks", "fan-out"),
        # writes
        (f"INSERT INTO {E} (college_id, slot) VALUES (%s, %s)", "free"),
        (f"INSERT INTO {E} (slot) VALUES (%s)", "unsafe"),
        (f"UPDATE {E} SET slot = %s WHERE {E}.college_id = %s", "one-college"),
        (f"UPDATE {E} SET college_id = %s WHERE slot = %s", "fan-out"),
        (f"DELETE FROM {E} WHERE lesson_id = %s", "fan-out"),
        (f"DELETE FROM {E} WHERE college_id = %s", "one-college"),
        # whose it is becomes known only by the row
        ("SELECT * FROM people_session WHERE session_key = %s", "lawful"),
        ("SELECT * FROM people_session WHERE account_id = %s", "fan-out"),
        (("SELECT * FROM people_account a JOIN people_person p ON p.id = a.person_id AND p.college_id = a.college_id "
         "WHERE a.id = %s"), "lawful"),
        (("SELECT * FROM people_account a JOIN people_person p ON p.id = a.person_id AND p.college_id = a.college_id "
         "WHERE p.id = %s"), "fan-out"),
    ],
)  # fmt: skip
def test_verdict_of_a_statement(statement, expected):
    assert verdict(statement) == expected


def test_two_colleges_in_one_statement_are_unsafe():
    statement = f"SELECT * FROM {E} e JOIN {L} l ON l.id = e.lesson_id WHERE e.college_id = %s AND l.college_id = %s"
    one, other = uuid4(), uuid4()
    assert (verdict(statement, [one, one.hex]), verdict(statement, [one, other])) == ("one-college", "unsafe")


@pytest.fixture
def watched(sql_guard):
    """A guard of our own over the ORM as the test uses it; the test's own guard is not told."""
    guard = Guard(everything=True)
    with connection.execute_wrapper(guard):
        yield guard
    sql_guard.breaches.clear()


@pytest.mark.django_db
@pytest.mark.usefixtures("frozen_time")
def test_orm_through_the_managers_stays_inside(watched):
    college = worlds.make_college("vek", "А")
    list(Course.objects.of(college.id).select_related("group__department", "subgroup", "discipline"))
    list(Entry.objects.of(college.id).exclude(student__surname="x").filter(lesson__course__group__name="Э-21"))
    Group.objects.of(college.id).filter(department__name="x").exists()
    Person.objects.of(college.id).filter(pk=college.people["student"].pk).update(email="a@b.c")
    assert watched.breaches == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "breach",
    [
        lambda: list(Person.objects.of_all("a test of the guard")),
        lambda: sql.fetch_all(f"SELECT id FROM {sql.table(Person)} WHERE surname = %s", ["x"]),
        lambda: Account.objects.of_all("a test of the guard").filter(login="x").exists(),
        lambda: list(Entry.objects.of(uuid4()).filter(student__in=Person.objects.of_all("a test").values("pk"))),
        lambda: list(Entry.objects.of(uuid4()).filter(student__in=Person.objects.of(uuid4()).values("pk"))),
    ],
)  # fmt: skip
def test_planted_breach_is_caught(watched, breach):
    breach()
    assert len(watched.breaches) == 1


@pytest.mark.django_db
def test_guard_hears_the_product_and_not_the_test(sql_guard):
    list(Person.objects.of_all("the test itself asks"))
    assert sql_guard.breaches == []
    sql.fetch_all(f"SELECT id FROM {sql.table(Person)}", [])
    assert [breach.split("\n")[0] for breach in sql_guard.breaches] != []
    assert sql_guard.breaches[0].startswith("fan-out, zhurnal/kernel/sql.py:")
    sql_guard.breaches.clear()


@pytest.mark.django_db
@pytest.mark.usefixtures("frozen_time")
def test_a_request_passes_the_guard(sql_guard):
    college = worlds.make_college("vek", "А")
    client = worlds.sign_in(Client(), college.accounts["teacher"])
    client.get("/journals/", headers={"Accept": "application/json"})
    assert sql_guard.breaches == []
