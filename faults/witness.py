"""What is asked of the database itself: a college to write in, and what of the marks is there."""

import datetime as dt
from collections import defaultdict
from typing import Any
from uuid import UUID

from django.core.management import call_command

from zhurnal.curriculum.models import CourseTeacher, Membership
from zhurnal.journal.models import Entry
from zhurnal.journal.rules import targets
from zhurnal.kernel import audit
from zhurnal.kernel.models import Change
from zhurnal.kernel.snapshot import snapshot
from zhurnal.people.models import Account
from zhurnal.timetable.models import Lesson

MARKED = 1  # the slot of the lesson's work


def prepare(teachers: int) -> dict[str, Any]:
    """Tables, one group with its journals, and for each teacher what he needs to write marks."""
    from bench import shape
    from bench.requests_cpu import begin_session

    call_command("migrate", verbosity=0)
    today = dt.datetime.now(dt.timezone(dt.timedelta(hours=3))).date()
    college = shape.build("faults", today, groups=1)
    pens = []
    for row in CourseTeacher.objects.of(college.id).select_related("course").order_by("pk")[:teachers]:
        lesson = Lesson.objects.of(college.id).filter(course=row.course_id, date__lt=today).order_by("-date")[0]
        absent = Entry.objects.of(college.id).filter(lesson=lesson, slot=0).values("student_id")
        cells = Entry.objects.of(college.id).filter(lesson=lesson, slot=MARKED).exclude(student__in=absent)
        members = Membership.objects.of(college.id).filter(group=row.course.group_id).exclude(student__in=absent)
        known = dict.fromkeys(members.values_list("student_id", flat=True), (0, ""))
        known |= {
            student: (version, value) for student, version, value in cells.values_list("student_id", "version", "value")
        }
        pens.append({
            "cookie": begin_session(Account.objects.of(college.id).get(person=row.teacher_id)),
            "course": str(row.course_id), "lesson": str(lesson.pk),
            "cells": {str(student): cell for student, cell in known.items()},
        })  # fmt: skip
    return {"college": str(college.id), "pens": pens}


def look(college: str, lessons: list[str], keys: list[str]) -> dict[str, Any]:
    """Of these keys what stands in the history; the cells of the lessons; how many keys there are at all.

    All of one moment: what the killed application had begun, PostgreSQL may still be ending.
    """
    own = UUID(college)
    records = defaultdict(list)
    with snapshot():
        found = Change.objects.of(own).filter(key__in=keys).values_list("key", "target", "after")
        for key, target, after in found:
            lesson, student, slot = targets.place_of_cell(target)
            records[str(key)].append([f"{lesson}/{student}" if slot == MARKED else target, after])
        cells = Entry.objects.of(own).filter(lesson__in=lessons, slot=MARKED)
        return {
            "records": records,
            "cells": {f"{lesson}/{student}": [version, value]
                      for lesson, student, version, value in cells.values_list("lesson_id", "student_id", "version", "value")},
            "all": Change.objects.of(own).filter(key__isnull=False).count(),
        }  # fmt: skip


def chains(college: str) -> dict[str, Any]:
    """Places where a chain does not hold."""
    return {"breaks": [f"{found.chain}/{found.seq}: {found.why}" for found in audit.verify(UUID(college))]}
