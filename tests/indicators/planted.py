"""A month of two groups with marks, absences, late records, a cancelled lesson, a removed work; and the same figures in plain Python."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from random import Random

from tests.journal.written_day import MORNING
from tests.worlds import TODAY, World, add_lesson
from zhurnal.academic_year.models import AcademicYear, Term
from zhurnal.assessment.models import Result
from zhurnal.assessment.rules.levels import Level
from zhurnal.curriculum.models import Course, Membership, SubgroupMembership
from zhurnal.grading.models import WorkKind
from zhurnal.journal.models import Entry, LessonRecord, Work
from zhurnal.timetable.models import Lesson
from zhurnal.timetable.rules.lesson import State

COURSES = {"electro": "teacher", "english1": "subgroup_teacher", "history": "other_teacher"}
SIGNS = ("н", "н", "5", "4", "4", "3", "3", "2", "", "", "")


def plant(world: World, seed: int = 5) -> None:
    """Eight lessons of three journals; some recorded, some late, one cancelled, one with a work that was taken away."""
    rng, raw, entries = Random(seed), Raw(world), []
    kind = WorkKind.objects.of(world.id).get(code="oral")
    own = {"college": world.college}
    for course, teacher in COURSES.items():
        for place in range(8):
            day, page = TODAY - timedelta(days=40 - 5 * place), world.courses[course]
            state = State.CANCELLED if place == 3 else State.PLANNED
            lesson = add_lesson(world, f"{course}:{place}", course, teacher, day, 1, state=state, hours=1 + place % 2)
            if place % 4 != 2 and state == State.PLANNED:
                LessonRecord.objects.create(
                    **own, lesson=lesson, course=page, topic=f"Тема {place}", late_entries=place % 3, roll_called_at=MORNING,
                )  # fmt: skip
            Work.objects.create(**own, lesson=lesson, course=page, slot=1, kind=kind, removed=place == 5)
            for student in sorted(raw.listed(page, day), key=str):
                if sign := rng.choice(SIGNS):
                    slot = 0 if sign == "н" else 1
                    entries.append(
                        Entry(
                            **own,
                            course=page,
                            lesson=lesson,
                            student_id=student,
                            slot=slot,
                            value=sign,
                            changed_at=MORNING,
                        )
                    )
    Entry.objects.bulk_create(entries)


class Raw:
    """All raw rows of a college, read once."""

    def __init__(self, world: World) -> None:
        own = world.id
        self.lessons = list(Lesson.objects.of(own))
        self.records = {row.lesson_id: row for row in LessonRecord.objects.of(own)}
        self.removed = set(Work.objects.of(own).filter(removed=True).values_list("lesson_id", "slot"))
        self.entries = list(Entry.objects.of(own))
        self.stays = list(Membership.objects.of(own))
        self.parts = list(SubgroupMembership.objects.of(own))

    def listed(self, page: Course, day) -> set[object]:
        """Who was on the journal's list that day."""
        here = {
            one.student_id
            for one in self.stays
            if one.group_id == page.group_id and one.entered <= day and (one.left is None or day < one.left)
        }
        if page.subgroup_id is None:
            return here
        return here & {
            one.student_id
            for one in self.parts
            if one.subgroup_id == page.subgroup_id and one.since <= day and (one.until is None or day <= one.until)
        }


def figures(world: World, courses, since, until, teacher=None) -> dict[str, object]:
    """What a dashboard must say of these journals and days: counted from cells one by one."""
    raw, found = Raw(world), Counter()
    pages = {world.courses[key].pk: world.courses[key] for key in courses}
    for lesson in raw.lessons:
        if lesson.course_id not in pages or lesson.state == State.CANCELLED or not since <= lesson.date <= until:
            continue
        if teacher and lesson.teacher_id != world.people[teacher].pk:
            continue
        record = raw.records.get(lesson.pk)
        found["lessons"] += 1
        found["given"] += bool(record and record.topic and record.roll_called_at)
        found["late"] += bool(record and record.late_entries)
        found["planned"] += len(raw.listed(pages[lesson.course_id], lesson.date)) * lesson.hours
        for entry in raw.entries:
            if entry.lesson_id != lesson.pk:
                continue
            if entry.slot == 0 and entry.value in ("н", "ну", "нб", "нп", "нн"):
                found["missed"] += lesson.hours
            elif entry.slot and (lesson.pk, abs(entry.slot)) not in raw.removed and entry.value in ("5", "4", "3", "2"):
                found[entry.value] += 1
    marks = sum(found[mark] for mark in "5432")
    total = sum(int(mark) * found[mark] for mark in "5432")
    return {
        "lessons": found["lessons"], "given": found["given"], "late": found["late"], "planned": found["planned"],
        "missed": found["missed"], "marks": marks, "mean": Fraction(total, marks) if marks else None,
        "attendance": Fraction(100 * (found["planned"] - found["missed"]), found["planned"]) if found["planned"] else None,
    }  # fmt: skip


def told(sums) -> dict[str, object]:
    """The same of what the product has."""
    return {
        "lessons": sums.lessons, "given": sums.given, "late": sums.late, "planned": sums.planned, "missed": sums.missed,
        "marks": sums.marks, "mean": sums.mean, "attendance": sums.attendance,
    }  # fmt: skip


def add_past_term(world: World) -> Term:
    """The spring before, with results of the first group and one of a student who was not yet on its list."""
    own = world.college
    year = AcademicYear.objects.create(
        college=own, name="2025/26", starts=TODAY.replace(2025, 9, 1), ends=TODAY.replace(2026, 6, 28)
    )
    term = Term.objects.create(
        college=own, year=year, number=2, starts=TODAY.replace(2026, 1, 12), ends=TODAY.replace(2026, 6, 28)
    )
    early = TODAY.replace(2025, 9, 1)
    Membership.objects.of(own.pk).filter(
        student__in=[world.people[n].pk for n in ("student", "classmate", "adult")]
    ).update(entered=early)
    return term


def by_values(line):
    """value → how many final results of a line of figures."""
    return {row.value: number for row, number in line.finals.now.items()}


def add_results(world: World, term: Term, values: dict[str, dict[str, str]], level: Level = Level.TERM) -> None:
    """student → course → final value."""
    for student, of in values.items():
        for course, value in of.items():
            page: Course = world.courses[course]
            Result.objects.create(
                college=world.college, student=world.people[student], discipline_id=page.discipline_id, term=term,
                group_id=page.group_id, level=level, semester=2, value=value, set_at=datetime(2026, 6, 27, tzinfo=UTC),
            )  # fmt: skip
