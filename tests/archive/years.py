"""A year of the past with one group, one journal, who taught it and who led it (C5.14)."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from tests.worlds import World
from zhurnal.academic_year.models import AcademicYear, Term
from zhurnal.assessment.models import TermClosing
from zhurnal.assessment.rules.levels import State
from zhurnal.curriculum.models import Course, CourseTeacher, Discipline, Group, GroupLeader, Membership
from zhurnal.journal.models import Entry, LessonRecord
from zhurnal.kernel.audit import open_chain
from zhurnal.timetable.models import Lesson

CLOSED = datetime(2025, 7, 5, 9, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Old:
    """The rows of the past year."""

    year: AcademicYear
    term: Term
    group: Group
    course: Course
    lesson: Lesson


def old_year(world: World, *, closed: bool = True) -> Old:
    """2024/25: «Э-01» with one page of Электротехника; ``closed``: it is in the archive already."""
    own, people = {"college": world.college}, world.people
    year = AcademicYear.objects.create(
        **own, name="2024/25", starts=date(2024, 9, 1), ends=date(2025, 6, 28), closed_at=CLOSED if closed else None
    )
    term = Term.objects.create(**own, year=year, number=1, starts=year.starts, ends=date(2024, 12, 28))
    group = Group.objects.create(**own, name="Э-01", department=world.departments["energy"], year=year)
    discipline = Discipline.objects.of(world.id).get(pk=world.courses["electro"].discipline_id)
    page = Course.objects.create(
        **own, year=year, term=term, group=group, discipline=discipline, frozen_at=CLOSED if closed else None
    )
    open_chain(world.id, page.pk)
    days = {"since": year.starts, "until": year.ends}
    CourseTeacher.objects.create(**own, course=page, teacher=people["ex_teacher"], **days)
    GroupLeader.objects.create(**own, group=group, person=people["other_leader"], **days)
    Membership.objects.create(
        **own, group=group, student=people["adult"], entered=year.starts, left=date(2025, 6, 29), recorded_at=CLOSED
    )
    lesson = Lesson.objects.create(
        **own, course=page, term=term, date=date(2024, 10, 1), pair=1, starts=time(8, 30), ends=time(10, 5),
        teacher=people["ex_teacher"],
    )  # fmt: skip
    LessonRecord.objects.create(**own, lesson=lesson, course=page, topic="Закон Ома", homework="§ 3")
    Entry.objects.create(
        **own, course=page, lesson=lesson, student=people["adult"], slot=1, value="5", author=people["ex_teacher"],
        changed_at=CLOSED,
    )  # fmt: skip
    if closed:
        TermClosing.objects.create(**own, group=group, term=term, state=State.CLOSED, changed_at=CLOSED)
    return Old(year, term, group, page, lesson)
