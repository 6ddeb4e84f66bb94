"""What a journal's page costs PostgreSQL in blocks, with one college in the database and with sixty (``scale.md`` § 4.2)."""

import json
from datetime import date

from django.db import connection

from bench import shape
from tests.guard import parts
from zhurnal.curriculum.models import Course, CourseTeacher
from zhurnal.journal.queries import page
from zhurnal.kernel.sql import refresh_statistics
from zhurnal.people.actor import actor_of
from zhurnal.people.models import Account

COLLEGES, GROUPS = 60, 60


class Statements:
    """Keeps what was sent to the database."""

    def __init__(self) -> None:
        self.seen: list[tuple[str, object]] = []

    def __call__(self, execute, sql, params, many, context):
        self.seen.extend(parts(sql, params))  # what was sent together is explained one by one
        return execute(sql, params, many, context)


def run(today: date) -> None:
    """Measure, add the other colleges, measure again."""
    if connection.vendor != "postgresql":
        print("blocks: PostgreSQL only\n")
        return
    # Large enough alone that PostgreSQL goes by indexes; a table of three blocks it reads whole, which compares nothing.
    college = shape.build("one", today, groups=GROUPS)
    alone = _blocks(college)
    for number in range(COLLEGES - 1):
        shape.build(f"other{number}", today, groups=2, seed=number)
    together = _blocks(college)
    print(f"blocks touched by a page of 25 × 40: {alone} with one college, {together} with {COLLEGES}\n")


def _blocks(college) -> int:
    refresh_statistics()
    course = Course.objects.of(college.id).select_related(*page.RELATED).order_by("pk")[3]
    teacher = CourseTeacher.objects.of(college.id).get(course=course).teacher_id
    actor = actor_of(Account.objects.of(college.id).get(person=teacher))
    for _ in range(2):  # the first time compiles
        kept = Statements()
        with connection.execute_wrapper(kept):
            state = page.page_state(actor, course)
            page.load_page(actor, course, state.rights, state.seq)
    total = 0
    with connection.cursor() as cursor:
        for sql, params in kept.seen:
            cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {sql}", params)
            found = cursor.fetchone()[0]
            plan = (json.loads(found) if isinstance(found, str) else found)[0]["Plan"]
            total += plan["Shared Hit Blocks"] + plan["Shared Read Blocks"]
    return total
