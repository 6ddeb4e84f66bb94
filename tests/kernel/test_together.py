"""Statements asked together answer as they do apart, in their order, on both databases."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tests import worlds
from zhurnal.curriculum.models import Course
from zhurnal.kernel import doors, prepared, sql, together
from zhurnal.kernel.errors import Absent
from zhurnal.kernel.together import NOTHING, Statement
from zhurnal.organisation.models import College, Department

pytestmark = pytest.mark.django_db


def departments(college):
    return prepared.read(
        "together: departments", lambda v: Department.objects.of(v["college"]).values_list("name"), {"college": college}
    )


def adding(college, name):
    return sql.inserting(Department, [Department(college=college, name=name)])


@pytest.fixture
def college():
    return College.objects.create(code="vek", name="Учебный колледж")


def test_answers_come_in_the_order_of_the_statements(college):
    Department.objects.create(college=college, name="Электрики 100 %")
    answers = together.ask(
        departments(college.id),
        NOTHING,
        Statement("SELECT %s, %s", [7, "; %s"], lambda rows: rows[0]),
        departments(college.id),
    )
    assert answers == [[("Электрики 100 %",)], [], (7, "; %s"), [("Электрики 100 %",)]]


def test_a_write_between_reads_is_seen_by_the_later_one(college):
    with transaction.atomic():
        before, wrote, after = together.ask(departments(college.id), adding(college, "Новое"), departments(college.id))
    assert (before, wrote, after) == ([], [], [("Новое",)])


def test_one_that_fails_takes_the_others_with_it(college):
    with pytest.raises(IntegrityError), transaction.atomic():
        together.ask(adding(college, "Новое"), adding(college, "Новое"))
    assert together.ask(departments(college.id)) == [[]]


def test_postgresql_gets_one_message(college):
    with CaptureQueriesContext(connection) as done:
        together.ask(departments(college.id), departments(college.id), NOTHING)
    assert len(done) == (1 if connection.vendor == "postgresql" else 2)


def test_a_closed_door_makes_nothing_of_what_stands_behind_it(frozen_time):
    one, two = worlds.make_college("vek", "А"), worlds.make_college("drugoy", "Б")
    made = []
    behind = Statement("SELECT 1", [], made.append)
    door = doors.asking(one.actor("teacher"), "journal.page.read", Course, pk=two.courses["electro"].pk)
    with pytest.raises(Absent):
        together.ask(door, behind)
    assert made == []


def test_many_rows_are_written_as_one_by_one(college):
    names = ["Tab\tи новая\nстрока", "\\N", "обратная \\ черта", "", *(f"Отделение {number}" for number in range(40))]
    rows = [Department(college=college, name=name) for name in names]
    sql.insert(Department, rows)
    assert [
        row.name for row in Department.objects.of(college.id).filter(pk__in=[row.pk for row in rows]).order_by("pk")
    ] == names


def test_many_rows_fall_together_and_are_seen_by_whoever_watches(college):
    seen = []

    def watch(execute, text, params, many, context):
        seen.append(text.split()[0])
        return execute(text, params, many, context)

    rows = [Department(college=college, name=f"Отделение {number % 30}") for number in range(31)]
    with connection.execute_wrapper(watch), pytest.raises(IntegrityError), transaction.atomic():
        sql.insert(Department, rows)
    assert seen.count("INSERT") == 1
    assert not Department.objects.of(college.id).exists()
