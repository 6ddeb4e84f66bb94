"""Journals of the small world with something planted in each: strictness, a heap, a sitting, raised marks, improved ones."""

from datetime import UTC, datetime, time, timedelta

from tests.worlds import SEPTEMBER, add_lesson
from zhurnal.assessment.models import Result
from zhurnal.assessment.rules.levels import Level
from zhurnal.curriculum.models import Membership
from zhurnal.grading.models import WorkKind
from zhurnal.journal.models import Entry, Work
from zhurnal.journal.rules import targets
from zhurnal.kernel import audit
from zhurnal.kernel.audit import Event
from zhurnal.kernel.models import ChainHead
from zhurnal.objectivity.queries import measured

TEACHERS = {
    "electro": "teacher",
    "english1": "subgroup_teacher",
    "english2": "other_teacher",
    "module": "other_teacher",
}


def students_of(world, group="Э-21"):
    """Persons of a group, in the order of the list."""
    rows = Membership.objects.of(world.id).filter(group=world.groups[group], left=None).order_by("student__surname")
    return [row.student for row in rows.select_related("student")]


def fill(world, course, sign, *, lessons=8, written=lambda day: day, every=5):
    """Lessons of a course with a mark of each student: ``sign`` (lesson, student) → the mark, ``written`` day → day of writing."""
    kind = WorkKind.objects.of(world.id).get(code="oral")
    for number in range(lessons):
        day = SEPTEMBER + timedelta(days=every * number)
        lesson = add_lesson(world, f"{course}{number}", course, TEACHERS[course], day, pair=3)
        Work.objects.create(college=world.college, lesson=lesson, course=world.courses[course], slot=1, kind=kind)
        at = datetime.combine(written(day), time(9), UTC)
        Entry.objects.bulk_create(
            Entry(
                college=world.college, course=world.courses[course], lesson=lesson, student=student, slot=1, value=sign(number, place),
                author=world.people[TEACHERS[course]], changed_at=at,
            )
            for place, student in enumerate(students_of(world))
        )  # fmt: skip
    measured.forget()


def give(world, course, level, values):
    """Results of the term: (proposed, value, reason) for each student in order; of an exam without a course, as statements write them."""
    for student, (proposed, value, reason) in zip(students_of(world), values, strict=False):
        Result.objects.create(
            college=world.college, student=student, discipline=world.courses[course].discipline, term=world.term, semester=3,
            group=world.groups["Э-21"], course=None if level is Level.EXAM else world.courses[course], level=level, value=value, proposed=proposed, reason=reason,
            set_at=datetime(2026, 11, 20, 9, 0, tzinfo=UTC), set_by=world.people[TEACHERS[course]],
        )  # fmt: skip
    measured.forget()


def raise_marks(world, course, count, why="сдал исправленную работу"):
    """The first marks of a course replaced upward three weeks after their lessons, with the record of it."""
    page = world.courses[course]
    rows = Entry.objects.of(world.id).filter(course=page, value__in=("2", "3", "4"), slot=1).select_related("lesson")
    actor, events = world.actor(TEACHERS[course]), []
    changed = list(rows.order_by("lesson__date", "student__surname")[:count])
    at = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
    for row in changed:
        better = str(int(row.value) + 1)
        events.append(
            Event("journal.entry", targets.cell(row.lesson_id.hex, row.student_id.hex, 1), row.value, better, why)
        )
        cell = Entry.objects.of(world.id).filter(lesson=row.lesson_id, student=row.student_id, slot=1)
        cell.update(value=better, corrected=1, changed_at=at)
    head = audit.lock(world.id, page.pk)
    for change in audit.chained(head, actor, events, at):
        change.save(force_insert=True)
    ChainHead.objects.of(world.id).filter(chain=page.pk).update(seq=head.seq, hash=head.hash)
    measured.forget()


def plant(world):
    """Electro strict, english1 raised and improved, english2 a sitting and exams below, module in order."""
    fill(world, "electro", lambda n, s: "3" if (n + s) % 4 else "4")
    fill(world, "english1", lambda n, s: "4" if (n + s) % 3 else "5")
    fill(
        world, "english2", lambda n, s: "5" if (n + s) % 2 else "4", written=lambda _day: SEPTEMBER + timedelta(days=70)
    )
    fill(world, "module", lambda n, s: "4" if (n + s) % 2 else "5")
    give(world, "english1", Level.TERM, [("4", "5", "доклад")] * 7 + [("4", "4", "")] * 3)
    give(world, "english2", Level.TERM, [("5", "5", "")] * 9)
    give(world, "english2", Level.EXAM, [("", "4", "")] * 8 + [("", "5", "")])
    raise_marks(world, "english1", 8)
