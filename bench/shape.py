"""The data shape that all are measured on: one college, 1,500 students in 60 groups of 25, 600 courses, 40 lessons with one
work in each, 180,000 marks (30 % of cells), absences in 8 %. Fixed seed; a date is given, so that today's lesson exists."""

import random
from datetime import UTC, date, datetime, time, timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction

from zhurnal.academic_year.models import AcademicYear, Term
from zhurnal.curriculum.models import (
    Course,
    CourseTeacher,
    Discipline,
    Group,
    Membership,
    ProgrammeTopic,
    WorkProgramme,
)
from zhurnal.grading.models import WorkKind
from zhurnal.journal.models import Entry, LessonRecord, StudentFeed, Work
from zhurnal.kernel.models import ChainHead
from zhurnal.kernel.sql import refresh_statistics
from zhurnal.organisation.models import College, Department
from zhurnal.people.models import Account, Person, RoleGrant
from zhurnal.people.rules.roles import Role
from zhurnal.timetable.models import Lesson, Room

GROUPS, STUDENTS, COURSES_OF_GROUP, LESSONS = 60, 25, 10, 40
BATCH = 2000
PASSWORD = "bench-bench-bench"


def build(code: str, today: date, *, groups: int = GROUPS, seed: int = 7) -> College:
    """Load one college of the shape; takes a few ten seconds."""
    rng = random.Random(seed)
    with transaction.atomic():
        college = College.objects.create(code=code, name=f"Колледж {code}", short_name=code)
        builder = Builder(college, today, rng)
        builder.frame()
        for number in range(groups):
            builder.group(number)
            if number in (0, 2, 8, 30):
                refresh_statistics()
    return college


class Builder:
    """Makes rows group by group and inserts them in batches."""

    def __init__(self, college: College, today: date, rng: random.Random) -> None:
        self.college, self.today, self.rng = college, today, rng
        self.moment = datetime.combine(today, time(9), UTC)
        self.password = make_password(PASSWORD)

    def frame(self) -> None:
        """Year, term, department, kinds, rooms."""
        own = self.college
        year = self.today.year if self.today.month >= 7 else self.today.year - 1
        starts = self.today - timedelta(weeks=12)
        self.year = AcademicYear.objects.create(
            college=own, name=f"{year}/{year + 1 - 2000}", starts=starts, ends=starts + timedelta(days=300)
        )
        self.term = Term.objects.create(
            college=own, year=self.year, number=1, starts=starts, ends=starts + timedelta(weeks=17)
        )
        self.department = Department.objects.create(college=own, name="Отделение", short_name="Отд.")
        self.kind = WorkKind.objects.create(college=own, code="oral", name="устный опрос", short="УО", weight=100)
        WorkKind.objects.create(college=own, code="lab", name="лабораторная работа", short="ЛР", weight=200, position=1)
        self.room = Room.objects.create(college=own, name="304")

    def _person(self, surname: str, login: str, role: Role) -> Person:
        own = self.college
        person = Person.objects.create(
            college=own, surname=surname, given="Иван", patronymic="Петрович", birth_date=date(2009, 5, 5)
        )
        RoleGrant.objects.create(college=own, person=person, role=role, since=self.term.starts)
        Account.objects.create(college=own, person=person, login=login, password=self.password)
        return person

    def group(self, number: int) -> None:
        """One group with its students, ten courses, their lessons and cells."""
        own = self.college
        group = Group.objects.create(
            college=own, name=f"Г-{number:02d}", department=self.department, year=self.year, course_year=1
        )
        students = [self._person(f"Студентов{n:02d}", f"s{number}-{n}", Role.STUDENT) for n in range(STUDENTS)]
        Membership.objects.bulk_create(
            Membership(college=own, group=group, student=student, entered=self.term.starts, recorded_at=self.moment)
            for student in students
        )
        StudentFeed.objects.bulk_create(StudentFeed(college=own, student=student) for student in students)
        for index in range(COURSES_OF_GROUP):
            teacher = self._person(f"Учителев{number}", f"t{number}-{index}", Role.TEACHER)
            self.course(group, students, teacher, index)

    def days(self) -> list[date]:
        """When the lessons of a page are held."""
        return [self.today - timedelta(days=2 * (LESSONS - 1 - n)) for n in range(LESSONS)]

    def written(self, _lesson: Lesson) -> datetime:
        """When its cells and its roll call were written."""
        return self.moment

    def course(self, group: Group, students: list[Person], teacher: Person, index: int) -> None:
        """One journal page: 40 lessons, a work in each, 30 % marks, 8 % absences."""
        own = self.college
        discipline = Discipline.objects.create(
            college=own, index=f"ОП.{index:02d}", name=f"Дисциплина {index}", short_name=f"Д{index}"
        )
        programme = WorkProgramme.objects.create(college=own, discipline=discipline, title=discipline.name)
        ProgrammeTopic.objects.bulk_create(
            ProgrammeTopic(college=own, programme=programme, number=n, title=f"Раздел {n}. Основные понятия и законы")
            for n in range(1, LESSONS + 9)
        )
        course = Course.objects.create(
            college=own, year=self.year, term=self.term, group=group, discipline=discipline, programme=programme,
            hours_planned=96,
        )  # fmt: skip
        CourseTeacher.objects.create(college=own, course=course, teacher=teacher, since=self.term.starts)
        ChainHead.objects.bulk_create([ChainHead(college_id=own.id, chain=course.id)])
        days = self.days()
        pair = index % 6 + 1
        lessons = [
            Lesson(
                college=own, course=course, term=self.term, date=day, pair=pair, starts=time(7 + pair, 0),
                ends=time(8 + pair, 35), room=self.room, teacher=teacher,
            )
            for day in days
        ]  # fmt: skip
        Lesson.objects.bulk_create(lessons, batch_size=BATCH)
        works = [
            Work(college=own, lesson=lesson, course=course, slot=1, kind=self.kind, weight=100) for lesson in lessons
        ]
        Work.objects.bulk_create(works, batch_size=BATCH)
        LessonRecord.objects.bulk_create(
            [
                LessonRecord(
                    college=own, lesson=lesson, course=course, topic="Соединение потребителей звездой", topic_version=1,
                    homework="§ 6.2, задачи 6.3–6.5", homework_version=1, roll_called_at=self.written(lesson), roll_version=1,
                    recorded_at=self.moment,
                )
                for lesson in lessons
            ],
            batch_size=BATCH,
        )  # fmt: skip
        Entry.objects.bulk_create(self._cells(course, lessons, students, teacher), batch_size=BATCH)

    def _cells(self, course, lessons, students, teacher):
        rng, made = self.rng, []
        for lesson in lessons:
            for student in students:
                dice = rng.random()
                if dice < 0.38:
                    slot, value = (0, "н") if dice < 0.08 else (1, rng.choice("55544443332"))
                    made.append(
                        Entry(
                            college_id=self.college.id, course_id=course.id, lesson_id=lesson.id,
                            student_id=student.id, slot=slot, value=value, version=1, author_id=teacher.id,
                            changed_at=self.written(lesson),
                        )
                    )  # fmt: skip
        return made
