"""The four squares of some lessons, and what changed on a page: small reads after a write or a poll."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from zhurnal.curriculum.models import Course
from zhurnal.journal.queries import course_rows, history, page_values
from zhurnal.journal.queries.lesson_facts import counting, facts_from
from zhurnal.journal.queries.planned_topics import listing_topics, numbered_topics
from zhurnal.journal.rules.squares import squares
from zhurnal.kernel import together
from zhurnal.kernel.sql import hexed
from zhurnal.people.actor import PersonActor


def squares_of(actor: PersonActor, course: Course, lessons: Iterable[UUID]) -> dict[str, list[int]]:
    """lesson (hexadecimal) → four squares, for those of the lessons that are of the course. Three statements."""
    own, wanted = actor.college_id, list(lessons)
    if not wanted:
        return {}
    rows, works, numbers = together.ask(
        course_rows.listing_lessons(own, course=course.id, lessons=wanted),
        course_rows.listing_works(own, wanted),
        counting(own, wanted),
    )
    course_rows.put_works(rows, works)
    facts = facts_from(rows, numbers)
    return {row.id.hex: [int(state) for state in squares(facts[row.id], actor.today)] for row in rows}


def changes_since(actor: PersonActor, course: Course, rights: page_values.PageRights, after: int) -> dict[str, Any]:
    """The lessons touched since a number, whole: {"seq", "lessons": [...], "cells": [[student, lesson, slot, value,
    version, flags]]} with ids in place of indices."""
    seq, touched = history.changed_places(actor, course.id, after)
    if not touched:
        return {"seq": seq, "lessons": [], "cells": []}
    own, term = actor.college_id, course.term
    rows, works, cells, members, ranges, causes, topics = together.ask(
        course_rows.listing_lessons(own, course=course.id, lessons=touched),
        course_rows.listing_works(own, touched),
        course_rows.listing_cells(own, course.id, touched),
        *course_rows.listing_students(own, course, term.ends),
        course_rows.listing_excuses(own, course.group_id, term.starts, term.ends),
        listing_topics(own, course),
    )
    course_rows.put_works(rows, works)
    counted, excuses = page_values.counts(cells), course_rows.by_student(causes)
    students = course_rows.listed(course, term.starts, term.ends, members, ranges)
    days = {row.id.hex: row.date for row in rows}
    by_hex = {student.id.hex: student.id for student in students}
    shown = []
    for student, lesson, slot, value, version, corrected, _dated in cells:
        student_hex, lesson_hex = hexed(student), hexed(lesson)
        if lesson_hex in days and student_hex in by_hex:
            causes = excuses.get(by_hex[student_hex], ())
            sign, flags = page_values.shown_cell(value, slot, days[lesson_hex], causes, corrected)
            shown.append([student_hex, lesson_hex, slot, sign, version, flags])
    sheet = page_values.Sheet(actor, rights, students, counted, numbered_topics(topics))
    lessons = [page_values.lesson_json(sheet, row) for row in rows]
    return {"seq": seq, "lessons": lessons, "cells": shown}
