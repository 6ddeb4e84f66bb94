"""The first command twice, as a new user calls it: from an empty folder to the open journal, then again over what stands there.

Between the two a teacher of the demonstration writes «н»; after the second start it must be there and its chain whole. Building
the environment is not counted: it lies there already, and hangs on the line to the package index.
"""

import datetime as dt
import json
import os
import signal
import subprocess
import sys
import time

from django.core.management import call_command
from django.db import connection

from bench.requests_cpu import Visitor, new_key
from bench.server import free_port
from bootstrap.environment import ROOT
from zhurnal.curriculum.models import CourseTeacher, Membership
from zhurnal.journal.models import Entry
from zhurnal.kernel.models import Change
from zhurnal.organisation.models import College
from zhurnal.people.models import Account
from zhurnal.timetable.models import Lesson

OPEN = "the journal is open"
AGAIN = 5


def run() -> int:
    """Print how long each start took; one when it was lost."""
    first = _start()
    told = _entry()
    connection.close()
    again = [_start() for _number in range(AGAIN)]
    own = College.objects.get(code="vek").pk
    kept = (
        Change.objects.of(own).count(),
        told[1],
        Entry.objects.of(own).filter(pk=told[1]).values_list("value", flat=True).first(),
    )
    call_command("verify")
    print("| `python3 run.py` | until the journal answers |\n|---|---:|")
    print(f"| an empty folder: database, demonstration, static files | {first:.1f} s |")
    print(f"| again (promised 5 s), median of {AGAIN} | {sorted(again)[AGAIN // 2]:.1f} s, worst {max(again):.1f} s |")
    lost = kept != told
    print(f"\nentry written between them: {'LOST' if lost else 'there, with its history'}\n")
    return int(lost)


def _start() -> float:
    """Seconds from the call to the line that names the address; the server is stopped politely after it."""
    began = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "run.py", "--port", str(free_port())],
        cwd=ROOT,
        env=dict(os.environ),
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    try:
        for line in process.stdout or ():
            if OPEN in line:
                return time.monotonic() - began
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)
    message = "the journal did not open"
    raise RuntimeError(message)


def _entry() -> tuple[int, object, str]:
    """«н» through the application: records of history afterwards, the cell, its value."""
    college = College.objects.get(code="vek")
    today = dt.datetime.now(dt.timezone(dt.timedelta(hours=3))).date()
    held = Lesson.objects.of(college.id).filter(date__lte=today, course__subgroup=None).select_related("course")
    for lesson in held.order_by("-date", "-pair")[:50]:
        teacher = CourseTeacher.objects.of(college.id).filter(course=lesson.course).first()
        free = _free(college, lesson)
        if teacher is None or free is None:
            continue
        command = {
            "key": new_key(), "do": "entry", "lesson": lesson.id.hex, "student": free.hex, "slot": 0, "version": 0, "value": "н",
        }  # fmt: skip
        visitor = Visitor(Account.objects.of(college.id).get(person=teacher.teacher_id))
        answer = visitor.send("POST", f"/journals/{lesson.course_id}/commands/", {"commands": [command]})
        if json.loads(answer.content)["results"][0].get("version") == 1:
            cell = Entry.objects.of(college.id).get(lesson=lesson, student=free, slot=0)
            return Change.objects.of(college.id).count(), cell.pk, "н"
    message = "no lesson took an entry"
    raise RuntimeError(message)


def _free(college, lesson):
    """Somebody of the list who has nothing in this lesson yet."""
    taken = Entry.objects.of(college.id).filter(lesson=lesson).values_list("student_id", flat=True)
    members = Membership.objects.of(college.id).filter(group=lesson.course.group_id, left=None)
    return members.exclude(student__in=list(taken)).values_list("student_id", flat=True).first()
