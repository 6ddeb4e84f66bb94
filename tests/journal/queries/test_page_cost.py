"""What a page of the journal costs does not depend on how many colleges share the database (``scale.md`` § 7)."""

import json
from uuid import uuid4

import pytest
from django.db import connection

from tests import worlds
from tests.guard import parts
from tests.messages import sent
from zhurnal.curriculum.models import Course
from zhurnal.journal.queries import page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_time")]

OTHERS = 4


class Statements:
    """Keeps what was sent to the database."""

    def __init__(self):
        self.seen = []

    def __call__(self, execute, sql, params, many, context):
        self.seen.extend(parts(sql, params))
        return execute(sql, params, many, context)


def statements_of(world):
    actor = world.actor("teacher")
    course = Course.objects.of(world.id).select_related(*page.RELATED).get(pk=world.courses["electro"].pk)
    state = page.page_state(actor, course)
    page.load_page(actor, course, state.rights, state.seq)  # compiles what is compiled once
    kept = Statements()
    with connection.execute_wrapper(kept):
        state = page.page_state(actor, course)
        page.load_page(actor, course, state.rights, state.seq)
    return kept.seen


def cost(statements):
    """PostgreSQL: rows visited on the way by indexes, those thrown away included. SQLite: tables walked from end to end.

    Not blocks: they count what earlier tests left behind in the pages. Not with whole reads of tables: PostgreSQL prefers these while
    a table is small, and what is asked here is whether the indexes lead to one college.
    """
    total = 0
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
        for sql, params in statements:
            if connection.vendor == "postgresql":
                cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}", params)
                found = cursor.fetchone()[0]
                total += visited((json.loads(found) if isinstance(found, str) else found)[0]["Plan"])
            else:
                cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params)
                total += sum(1 for row in cursor.fetchall() if row[3].startswith("SCAN"))
    return total


def visited(plan):
    """Rows that this node of a plan and those under it gave or threw away."""
    thrown = sum(value for key, value in plan.items() if key.startswith("Rows Removed by"))
    return (plan["Actual Rows"] + thrown) * plan["Actual Loops"] + sum(map(visited, plan.get("Plans", ())))


def test_page_costs_the_same_with_one_college_and_with_several():
    world = worlds.make_college("vek", "А")
    statements = statements_of(world)
    assert len(statements) <= 10
    alone = cost(statements)
    for number in range(OTHERS):
        worlds.make_college(f"other{number}", f"Б{number}")
    assert (
        cost(statements) <= 1.5 * alone
    )  # the planner may choose another index; four more colleges are five times the rows


@pytest.mark.parametrize("students", [1, 30])
def test_page_takes_ten_statements_with_the_door_and_the_session(students, django_assert_num_queries):
    world = worlds.make_college("vek", "А", students=students)
    client, address = world.client("teacher"), f"/journals/{world.courses['electro'].id}/"
    client.get(address)
    with django_assert_num_queries(sent(10, 4)):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("marks", [1, 20])
def test_a_mark_takes_as_many_statements_as_a_lesson_of_marks(marks, django_assert_num_queries):
    """While the term goes on nobody asks whether the year is closed: that question once cost a third of a mark."""
    world = worlds.make_college("vek", "А", students=marks)
    client, course, lesson = world.client("teacher"), world.courses["electro"], world.lessons["now"]
    address = f"/journals/{course.id}/commands/"

    def send(commands):
        answer = client.post(address, json.dumps({"commands": commands}), content_type="application/json")
        assert {result["state"] for result in answer.json()["results"]} == {"saved"}

    def command(**more):
        return {"key": str(uuid4()), "lesson": lesson.id.hex, **more}

    def mark(value, version):
        students = [world.people[f"student{number}"] for number in range(marks)]
        return [
            command(do="entry", student=student.id.hex, slot=1, version=version, value=value) for student in students
        ]

    send([command(do="work", slot=0, version=0, value={"kind": "oral", "title": ""})])
    send(mark("4", 0))
    with django_assert_num_queries(sent(19, 8)):
        send(mark("5", 1))
