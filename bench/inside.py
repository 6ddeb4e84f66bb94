"""One database: migrate, load the shape, measure the parts, print the tables."""

import datetime as dt
import platform
import subprocess
import sys
import time

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from bench import (  # noqa: E402
    browser,
    buffers,
    hours,
    imports,
    load,
    morning,
    nightly,
    printing,
    reports,
    results,
    shape,
    starting,
    timetable,
    year,
)
from bench.forecast import college as college_walk  # noqa: E402
from bench.requests_cpu import Measured, Visitor, measure, new_key  # noqa: E402
from zhurnal.curriculum.models import Course, CourseTeacher, Membership  # noqa: E402
from zhurnal.kernel.sql import refresh_statistics  # noqa: E402
from zhurnal.organisation.models import College  # noqa: E402
from zhurnal.people.models import Account  # noqa: E402
from zhurnal.timetable.models import Lesson  # noqa: E402

RUNS = 150
MEASURED = ("cpu", "hours", "load", "morning", "careless", "browser", "print", "reports", "nightly", "results")


def main(parts: list[str]) -> int:
    """Prepare and measure."""
    if parts[:1] == ["measure"]:
        return measure_parts(parts[1:])
    if parts == ["start"]:  # it makes the database by itself
        head()
        return starting.run()
    started = time.monotonic()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    head()
    if {"demo", "print", "reports", "walk"} & set(parts):
        began = time.monotonic()
        call_command("demo")
        print(f"demo college loaded in {time.monotonic() - began:.1f} s")
    today = dt.datetime.now(dt.timezone(dt.timedelta(hours=3))).date()
    if "walk" in parts:
        college_walk.run(College.objects.get(code="vek"), today)
    if "buffers" in parts:
        buffers.run(today)
    if "imports" in parts:
        imports.run()
    if "timetable" in parts:
        timetable.run(today)
    if not set(MEASURED) & set(parts):
        return 0
    shape.build("bench", today)
    if "reports" in parts:
        year.build("year", today)
    refresh_statistics()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM")
    print(f"shape loaded in {time.monotonic() - started:.1f} s\n")
    connection.close()
    # A server does not load a college before it answers: the process that did is a third dearer for each request.
    measured = [part for part in MEASURED if part in parts]
    return subprocess.run([sys.executable, "-m", "bench.inside", "measure", *measured], check=False).returncode


def measure_parts(parts: list[str]) -> int:
    """Measure, in a fresh process, what stands in the database."""
    college = College.objects.get(code="bench")
    if "cpu" in parts:
        cpu(college)
    if "hours" in parts:
        table(hours.run(college, dt.datetime.now(dt.timezone(dt.timedelta(hours=3))).date()))
    if "load" in parts:
        load.run(college)
    worst = 0
    if "morning" in parts:
        worst |= morning.run(college)
    if "careless" in parts:
        worst |= morning.run(college, control=True)
    if "browser" in parts:
        browser.run(college)
    if "print" in parts:
        demo = College.objects.get(code="vek")
        printing.run(college, demo, dt.datetime.now(dt.timezone(dt.timedelta(hours=3))).date())
    if "reports" in parts:
        today = dt.datetime.now(dt.timezone(dt.timedelta(hours=3))).date()
        reports.run(College.objects.get(code="vek"), today)
        reports.run(College.objects.get(code="year"), today, whole=True)
    if "nightly" in parts:
        worst |= not nightly.run(college, dt.datetime.now(dt.timezone(dt.timedelta(hours=3))).date())
    if "results" in parts:  # last: it closes the term
        results.run(college, dt.datetime.now(dt.timezone(dt.timedelta(hours=3))).date())
    return worst


def head() -> None:
    """Where and what was measured."""
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
    print(f"### {connection.vendor} · commit {commit.stdout.strip()} · Python {platform.python_version()}")


def cpu(college) -> None:
    """The table of CPU per request."""
    course = Course.objects.of(college.id).select_related("group").order_by("pk")[7]
    lesson = Lesson.objects.of(college.id).filter(course=course).order_by("-date").first()
    teacher = CourseTeacher.objects.of(college.id).get(course=course).teacher_id
    account = Account.objects.of(college.id).get(person=teacher)
    members = list(Membership.objects.of(college.id).filter(group=course.group_id).values_list("student_id", flat=True))
    pupil = Account.objects.of(college.id).get(person=members[0])
    master, student = Visitor(account), Visitor(pupil)
    versions: dict[str, int] = {}

    def mark(students, value):
        commands = [
            {
                "key": new_key(), "do": "entry", "lesson": lesson.id.hex, "student": pk.hex, "slot": 1,
                "version": versions.get(pk.hex, 0), "value": value,
            }
            for pk in students
        ]  # fmt: skip
        answer = master.send("POST", f"/journals/{course.id}/commands/", {"commands": commands})
        import json

        for command, result in zip(commands, json.loads(answer.content)["results"], strict=True):
            versions[command["student"]] = result["version"]  # a conflict tells the standing one: the next try is right
        return answer

    free = _without_absence(college, lesson, members)
    flip = iter(["5", "4"] * 10_000)
    mark(free, "3")
    rows = [
        measure("journal grid 25 × 40", lambda: master.send("GET", f"/journals/{course.id}/"), RUNS),
        measure(
            "live poll of the grid, nothing new (304)",
            lambda: _same(master, f"/journals/{course.id}/live/?after=0"),
            RUNS * 2,
        ),
        measure("one mark saved", lambda: mark(free[:1], next(flip)), RUNS * 2),
        measure(f"a whole lesson, {len(free)} marks in one batch", lambda: mark(free, next(flip)), RUNS),
        measure("lesson page", lambda: master.send("GET", f"/lessons/{lesson.id}/"), RUNS),
        measure("today", lambda: master.send("GET", "/today/"), RUNS),
        measure("diary, unchanged (from memory)", lambda: student.send("GET", f"/diary/{members[0]}/"), RUNS),
        measure(
            "diary, after a new mark",
            lambda: student.send("GET", f"/diary/{members[0]}/"),
            RUNS,
            before=lambda: _change(college, members[0]),
        ),
        measure("diary, 304", lambda: _same(student, f"/diary/{members[0]}/"), RUNS * 2),
        measure("diary, marks", lambda: student.send("GET", f"/diary/{members[0]}/marks/"), RUNS),
    ]
    table(rows)


def _same(visitor: Visitor, path: str) -> object:
    """Ask for what the visitor already holds."""
    if path not in visitor.held:
        visitor.held[path] = visitor.send("GET", path).headers["ETag"]
    return visitor.send("GET", path, **{"If-None-Match": visitor.held[path]})


def _change(college, student) -> None:
    """Something that the student sees has changed."""
    from django.db.models import F

    from zhurnal.journal.models import StudentFeed

    StudentFeed.objects.of(college.id).filter(student=student).update(version=F("version") + 1)


def _without_absence(college, lesson, members):
    """Those of the list who are not absent from the lesson."""
    from zhurnal.journal.models import Entry

    absent = set(Entry.objects.of(college.id).filter(lesson=lesson, slot=0).values_list("student_id", flat=True))
    return [pk for pk in members if pk not in absent]


def table(rows: list[Measured]) -> None:
    """Print a Markdown table."""
    print(
        "| request | CPU median, ms | p95, ms | in reference ms | PostgreSQL's | statements | status | KB | KB gzip |"
    )
    print("|---|---:|---:|---:|---:|---:|---:|---:|---:|")
    for row in rows:
        print(
            f"| {row.name} | {row.median:.2f} | {row.worst_of_20:.2f} | {row.relative:.2f} | {row.of_database:.2f} | {row.statements} | {row.status} | "
            f"{row.size / 1024:.1f} | {row.compressed / 1024:.1f} |"
        )
    print()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
