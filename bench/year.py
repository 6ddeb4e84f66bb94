"""A whole year of study to be reported on: 30 groups of 24, two terms of ten journals each with 40 lessons, results of the first term and of
the year before, every fortieth cell and every twentieth lesson written late. Fixed seed; the year ends with the date that is given."""

import random
from datetime import UTC, date, datetime, time, timedelta

from django.db import transaction

from bench.shape import COURSES_OF_GROUP, LESSONS, Builder
from zhurnal.academic_year.models import AcademicYear, Term
from zhurnal.assessment.models import Result
from zhurnal.assessment.rules.levels import Level
from zhurnal.curriculum.models import Course, Group, GroupLeader, Membership
from zhurnal.grading.models import WorkKind
from zhurnal.indicators.actions.counting import count
from zhurnal.journal.models import Entry, LessonRecord
from zhurnal.kernel.sql import refresh_statistics
from zhurnal.organisation.models import College, Department
from zhurnal.people.models import Person, RoleGrant
from zhurnal.people.rules.roles import Role
from zhurnal.timetable.models import Lesson, Room

GROUPS, STUDENTS, DEPARTMENTS = 30, 24, 3
WEEKS_OF_TERM = 17
OFFICE = (Role.DEPUTY_ACADEMIC, Role.DIRECTOR, Role.ADMINISTRATOR, Role.IVC_HEAD)
LATE_CELL, LATE_LESSON = 40, 20


def build(code: str, today: date, *, groups: int = GROUPS, seed: int = 11) -> College:
    """Load it; a minute or two."""
    with transaction.atomic():
        college = College.objects.create(code=code, name=f"Колледж {code}", short_name=code)
        builder = _Year(college, today, random.Random(seed))
        builder.frame()
        for number in range(groups):
            builder.group(number)
            if number in (0, 2, 8):
                refresh_statistics()
        builder.late()
    count(college.pk, today)
    return college


class _Year(Builder):
    """Two terms that end with the day, and one a year before them of which only results are kept."""

    def frame(self) -> None:
        """The year and the one before, departments, the office."""
        own, ends = self.college, self.today
        second = ends - timedelta(weeks=WEEKS_OF_TERM)
        first = second - timedelta(weeks=WEEKS_OF_TERM + 3)
        before = first - timedelta(weeks=WEEKS_OF_TERM + 12)
        earlier = AcademicYear.objects.create(
            college=own, name="прошлый", starts=before, ends=before + timedelta(weeks=WEEKS_OF_TERM)
        )
        self.past = Term.objects.create(college=own, year=earlier, number=2, starts=earlier.starts, ends=earlier.ends)
        self.year = AcademicYear.objects.create(college=own, name="этот", starts=first, ends=ends + timedelta(days=7))
        self.terms = [
            Term.objects.create(
                college=own, year=self.year, number=1, starts=first, ends=first + timedelta(weeks=WEEKS_OF_TERM)
            ),
            Term.objects.create(college=own, year=self.year, number=2, starts=second, ends=ends + timedelta(days=7)),
        ]
        self.term = self.terms[0]
        self.departments = [
            Department.objects.create(college=own, name=f"Отделение {n}", short_name=f"Отд. {n}")
            for n in range(DEPARTMENTS)
        ]
        self.kind = WorkKind.objects.create(college=own, code="oral", name="устный опрос", short="УО", weight=100)
        self.room = Room.objects.create(college=own, name="304")
        for role in OFFICE:
            self._person("Конторин", role.value, role)
        for number, department in enumerate(self.departments):
            head = self._person("Заведуев", f"head{number}", Role.DEPARTMENT_HEAD)
            RoleGrant.objects.of(own.pk).filter(person=head.pk).update(department=department)

    def days(self) -> list[date]:
        """Every third day of the term that is being made, the last of them two days before its end or today."""
        last = min(self.term.ends - timedelta(days=2), self.today)
        return [last - timedelta(days=(WEEKS_OF_TERM * 7 - 4) * (LESSONS - 1 - n) // LESSONS) for n in range(LESSONS)]

    def written(self, lesson: Lesson) -> datetime:
        """On its day, after it: what was written later is a few of them (``late``)."""
        return datetime.combine(lesson.date, time(11), UTC)

    def group(self, number: int) -> None:
        """One group with its journals of both terms and its results."""
        own = self.college
        group = Group.objects.create(
            college=own, name=f"Г-{number:02d}", department=self.departments[number % DEPARTMENTS], year=self.year,
            course_year=number % 3 + 2,
        )  # fmt: skip
        leader = self._person(f"Кураторов{number}", f"l{number}", Role.GROUP_LEADER)
        GroupLeader.objects.create(college=own, group=group, person=leader, since=self.year.starts)
        students = [self._person(f"Студентов{n:02d}", f"s{number}-{n}", Role.STUDENT) for n in range(STUDENTS)]
        Membership.objects.bulk_create(
            Membership(college=own, group=group, student=student, entered=self.past.starts, recorded_at=self.moment)
            for student in students
        )
        teachers = [self._person(f"Учителев{number}", f"t{number}-{n}", Role.TEACHER) for n in range(COURSES_OF_GROUP)]
        for term in self.terms:
            self.term = term
            self.moment = datetime.combine(self.days()[-1], time(9), UTC)
            for index, teacher in enumerate(teachers):
                self.course(group, students, teacher, index)
        for term, semester in ((self.past, 2 * group.course_year - 2), (self.terms[0], 2 * group.course_year - 1)):
            self._results(group, students, term, semester)

    def _results(self, group: Group, students: list[Person], term: Term, semester: int) -> None:
        pages = list(Course.objects.of(self.college.pk).filter(group=group, term=self.terms[0]).order_by("pk"))
        Result.objects.bulk_create(
            [
                Result(
                    college=self.college, student=student, discipline_id=page.discipline_id, term=term, semester=semester, group=group,
                    course=page if term is not self.past else None, level=Level.TERM, value=self.rng.choice("5554444333322"),
                    set_at=datetime.combine(term.ends, time(12), UTC),
                )
                for page in pages
                for student in students
            ],
            batch_size=2000,
        )  # fmt: skip

    def late(self) -> None:
        """What was written after its week: a report of a past day looks at it again."""
        own, now = self.college.pk, datetime.combine(self.today, time(6), UTC)
        cells = list(Entry.objects.of(own).values_list("pk", flat=True).order_by("pk"))[::LATE_CELL]
        for first in range(0, len(cells), 500):
            Entry.objects.of(own).filter(pk__in=cells[first : first + 500]).update(changed_at=now, version=2)
        lessons = list(LessonRecord.objects.of(own).values_list("pk", flat=True).order_by("pk"))[::LATE_LESSON]
        for first in range(0, len(lessons), 500):
            LessonRecord.objects.of(own).filter(pk__in=lessons[first : first + 500]).update(late_entries=1)
