"""A written world: two terms of results, roll calls, absences with causes, marks; from a fixed seed."""

import random
from datetime import date, timedelta

from tests import worlds
from zhurnal.academic_year.models import AcademicYear, Term
from zhurnal.assessment.models import Result
from zhurnal.curriculum.models import Membership
from zhurnal.grading.models import WorkKind
from zhurnal.journal.models import Entry, Excuse, LessonRecord, Work
from zhurnal.timetable.models import Lesson

VALUES = ("5", "5", "4", "4", "4", "3", "3", "2", "на", "осв", "")
ON_E21 = ("student", "classmate", "adult", "left", "newcomer", *(f"student{n}" for n in range(6)))
COURSES = ("electro", "module", "history")


def written_world():
    """The first of two colleges, with everything that a report could tell; the second holds what must not be told."""
    worlds_ = worlds.two_colleges()
    for world in worlds_:
        chance = random.Random(7)
        _lessons(world)
        _entries(world, chance)
        _results(world, chance)
    return worlds_[0]


def _lessons(world):
    for week in range(6):
        day = date(2026, 9, 14) + timedelta(days=7 * week)
        worlds.add_lesson(world, f"e{week}", "electro", "teacher", day, 1)
        worlds.add_lesson(world, f"m{week}", "module", "other_teacher", day + timedelta(days=1), 2)
        worlds.add_lesson(world, f"h{week}", "history", "other_teacher", day + timedelta(days=2), 3)


def _entries(world, chance):
    kind = WorkKind.objects.of(world.id).get(code="practical")
    records, works, entries = [], [], []
    own = {"college": world.college}
    for name, lesson in world.lessons.items():
        if lesson.date > worlds.TODAY or name in ("old", "now"):
            continue
        late = 1 if chance.random() < 0.3 else 0
        records.append(
            LessonRecord(
                **own,
                lesson=lesson,
                course=lesson.course,
                topic="Тема",
                roll_called_at=worlds.RECORDED,
                late_entries=late,
            )
        )
        works.append(Work(**own, lesson=lesson, course=lesson.course, slot=1, kind=kind, weight=150))
        people = ("sister",) if name.startswith("h") else ON_E21
        for student in people:
            place = {**own, "course": lesson.course, "lesson": lesson, "student": world.people[student]}
            if student == "left" and lesson.date >= date(2026, 11, 10):
                continue
            if student == "newcomer" and lesson.date < date(2026, 10, 14):
                continue
            if chance.random() < 0.25:
                entries.append(Entry(**place, slot=0, value="н", changed_at=worlds.RECORDED))
            elif chance.random() < 0.5:
                entries.append(Entry(**place, slot=1, value=chance.choice("5432"), changed_at=worlds.RECORDED))
    LessonRecord.objects.bulk_create(records)
    Work.objects.bulk_create(works)
    Entry.objects.bulk_create(entries)
    for student, since, until, cause in (
        ("student", date(2026, 9, 1), date(2026, 10, 5), "б"), ("classmate", date(2026, 9, 20), date(2026, 11, 30), "н"),
        ("adult", date(2026, 10, 1), date(2026, 10, 31), "у"), ("left", date(2026, 10, 1), date(2026, 11, 9), "п"),
    ):  # fmt: skip
        Excuse.objects.create(**own, student=world.people[student], since=since, until=until, kind=cause)


def _results(world, chance):
    last = AcademicYear.objects.create(
        college=world.college, name="2025/26", starts=date(2025, 9, 1), ends=date(2026, 6, 28)
    )
    past = Term.objects.create(
        college=world.college, year=last, number=2, starts=date(2026, 1, 12), ends=date(2026, 6, 28)
    )
    rows = []
    for term, semester in ((past, 2), (world.term, 3)):
        for course in COURSES:
            for student in ("sister",) if course == "history" else ON_E21:
                value = chance.choice(VALUES)
                if not value:
                    continue
                rows.append(
                    Result(
                        college=world.college, student=world.people[student], discipline=world.courses[course].discipline,
                        term=term, semester=semester, level="term", value=value, course=world.courses[course],
                        set_at=worlds.RECORDED,
                    )
                )  # fmt: skip
    Result.objects.bulk_create(rows)


def listed(world, group, day):
    """Who is on the group's list on the day, by plain comparing."""
    rows = Membership.objects.of(world.id).filter(group=world.groups[group])
    return {row.student_id for row in rows if row.entered <= day and (row.left is None or day < row.left)}


def value_of(world, student, course):
    """The result of the running term, or nothing."""
    rows = Result.objects.of(world.id).filter(
        student=student, discipline=world.courses[course].discipline, term=world.term
    )
    return next((row.value for row in rows), "")


def held(world, group=None):
    """Lessons that were not cancelled, of a group or all."""
    rows = Lesson.objects.of(world.id).exclude(state="cancelled").select_related("course")
    return [row for row in rows if group is None or row.course.group_id == world.groups[group].pk]
