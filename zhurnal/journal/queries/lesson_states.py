"""The four squares of some lessons, and what changed on a page: small reads after a write or a poll."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from zhurnal.curriculum.models import Course
from zhurnal.journal.queries import course_rows, history
from zhurnal.journal.queries import page as pages
from zhurnal.journal.queries.lesson_facts import lesson_facts
from zhurnal.journal.rules.squares import squares
from zhurnal.kernel.sql import hexed
from zhurnal.people.actor import PersonActor


def squares_of(actor: PersonActor, course: Course, lessons: Iterable[UUID]) -> dict[str, list[int]]:
    """lesson (hexadecimal) → four squares. Three statements."""
    wanted = list(lessons)
    rows = course_rows.lesson_rows(actor.college_id, course=course.id, lessons=wanted) if wanted else []
    facts = lesson_facts(actor.college_id, rows)
    return {row.id.hex: [int(state) for state in squares(facts[row.id], actor.today)] for row in rows}


def changes_since(actor: PersonActor, course: Course, rights: pages.PageRights, after: int) -> dict[str, Any]:
    """The lessons touched since a number, whole: {"seq", "lessons": [...], "cells": [[student, lesson, slot, value,
    version, flags]]} with ids in place of indices."""
    seq, touched = history.changed_places(actor, course.id, after)
    if not touched:
        return {"seq": seq, "lessons": [], "cells": []}
    rows = course_rows.lesson_rows(actor.college_id, course=course.id, lessons=touched)
    course_rows.attach_works(actor.college_id, rows)
    cells = course_rows.cell_rows(actor.college_id, course.id, touched)
    counted = pages.counts(cells)
    students = course_rows.listed_students(actor.college_id, course, course.term.starts, course.term.ends)
    excuses = course_rows.excuses_of(actor.college_id, {s.id for s in students}, course.term.starts, course.term.ends)
    days = {row.id.hex: row.date for row in rows}
    by_hex = {student.id.hex: student.id for student in students}
    shown = []
    for student, lesson, slot, value, version, corrected, _dated in cells:
        student_hex, lesson_hex = hexed(student), hexed(lesson)
        if lesson_hex in days and student_hex in by_hex:
            causes = excuses.get(by_hex[student_hex], ())
            sign, flags = pages.shown_cell(value, slot, days[lesson_hex], causes, corrected)
            shown.append([student_hex, lesson_hex, slot, sign, version, flags])
    planned = pages.planned_topics(actor.college_id, course)
    sheet = pages.Sheet(actor, rights, students, counted, planned)
    lessons = [pages.lesson_json(sheet, row) for row in rows]
    return {"seq": seq, "lessons": lessons, "cells": shown}
