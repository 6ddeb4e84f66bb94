"""Writes the closed year of two years ago: one group's journals, kept whole, to be opened by who led it then (C5.14, A12.7).

The students of a third course had their first year in it. Marks follow the results that they brought from it (``past_results``).
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any
from uuid import UUID

from zhurnal.academic_year.models import AcademicYear, Term
from zhurnal.archive.models import YearStep
from zhurnal.archive.rules.closing import Step
from zhurnal.assessment.models import Result, TermClosing, TermStep
from zhurnal.assessment.rules.levels import Level
from zhurnal.assessment.rules.levels import State as TermState
from zhurnal.curriculum.models import Course, CourseTeacher, Group, GroupLeader, Membership
from zhurnal.demo.load import Loaded
from zhurnal.demo.load_reopened import load_reopened
from zhurnal.demo.rows import GroupRow
from zhurnal.journal.models import Entry, LessonRecord, Work
from zhurnal.journal.rules import targets
from zhurnal.kernel import audit
from zhurnal.kernel.audit import Event
from zhurnal.kernel.models import ChainHead, Change
from zhurnal.people.actor import PersonActor
from zhurnal.timetable.models import Lesson
from zhurnal.timetable.rules.lesson import State

AGO, COURSE_NOW = 2, 3
LEADER, TEACHER = "Осипова", "Кравцова"  # of the guide: she led the group then, she taught in it
PAGES, LESSONS = 6, 8  # of each term
STARTS, ENDS = time(8, 30), time(10, 5)
ABSENT, MARKED = 0.06, 0.35
TOPIC, TASK = "Раздел {number}. Занятие {number} по программе", "Конспект, § {number}"


def load_archive(loaded: Loaded) -> None:
    """The year, closed by two people a week after its last day; nothing where the college has no such group."""
    group = _group(loaded)
    if group is None:
        return
    year, name = loaded.id("past_year", AGO), _first_name(group.name)
    made = Group(
        college=loaded.college, name=name, department_id=loaded.id("department", group.department), course_year=1,
        curriculum_id=loaded.id("curriculum", group.curriculum), year_id=year,
    )  # fmt: skip
    loaded.add([made])
    row = AcademicYear.objects.of(loaded.college.pk).get(pk=year)
    students = _members(loaded, group, made, row)
    closed = datetime.combine(row.ends + timedelta(days=7), time(12), UTC)
    for number in (1, 2):
        _term(loaded, made, loaded.id("past_term", (AGO, number)), students, closed)
    _close(loaded, made, row, closed)


def _group(loaded: Loaded) -> GroupRow | None:
    """The third course that has most in common with the guide: the group of the led one's letters, else the first."""
    led = {row.group for row in loaded.made.leaders if row.person == _staff(loaded, LEADER)}
    letters = {row.name.split("-")[0] for row in loaded.made.groups if row.key in led}
    thirds = [row for row in loaded.made.groups if row.course_year == COURSE_NOW]
    return next((row for row in thirds if row.name.split("-")[0] in letters), thirds[0] if thirds else None)


def _first_name(name: str) -> str:
    """«Э-31» was «Э-11» two years ago."""
    return name.replace(f"-{COURSE_NOW}", f"-{COURSE_NOW - AGO}", 1)


def _staff(loaded: Loaded, surname: str) -> str:
    """The key of a teacher by his surname, else of the first teacher."""
    teachers = [row.person for row in loaded.made.roles if row.role == "teacher"]
    named = {row.key: row.surname for row in loaded.made.people}
    return next((key for key in teachers if named[key] == surname), teachers[0])


def _members(loaded: Loaded, group: GroupRow, made: Group, year: AcademicYear) -> list[UUID]:
    own, begun = loaded.college, loaded.made.terms[0].starts
    known = dict.fromkeys(
        row.student for row in loaded.made.memberships if row.group == group.key and row.entered < begun
    )
    students = [loaded.id("person", key) for key in known]
    days = {"college": own, "group": made}
    recorded = datetime.combine(year.starts, time(6), UTC)
    leaves = year.ends + timedelta(days=1)
    loaded.add(
        Membership(**days, student_id=pk, entered=year.starts, left=leaves, recorded_at=recorded) for pk in students
    )
    leader = loaded.id("person", _staff(loaded, LEADER))
    loaded.add([GroupLeader(**days, person_id=leader, since=year.starts, until=year.ends)])
    return students


def _term(loaded: Loaded, group: Group, term: UUID, students: list[UUID], closed: datetime) -> None:
    """Pages of the disciplines in which most students have a result of that term."""
    own = loaded.college.pk
    rows = Result.objects.of(own).filter(term=term, student__in=students).order_by("discipline__index", "student_id")
    marked = rows.exclude(level=Level.YEAR)
    values: dict[UUID, dict[UUID, str]] = defaultdict(dict)
    for discipline, student, value in marked.values_list("discipline_id", "student_id", "value"):
        values[discipline][student] = value
    rows.order_by().update(group=group.pk)
    chosen = sorted(values, key=lambda one: -len(values[one]))[:PAGES]
    teachers = [row.person for row in loaded.made.roles if row.role == "teacher"]
    rng = Random(f"{loaded.made.college.code}:archive:{chosen and len(values)}")
    days = Term.objects.of(own).get(pk=term)
    for place, discipline in enumerate(chosen):
        teacher = _staff(loaded, TEACHER) if place == 0 else teachers[(place * 7) % len(teachers)]
        page = Course(
            college=loaded.college, year_id=group.year_id, term_id=term, group=group, discipline_id=discipline,
            hours_planned=2 * LESSONS, frozen_at=closed,
        )  # fmt: skip
        lead = CourseTeacher(
            college=loaded.college,
            course=page,
            teacher_id=loaded.id("person", teacher),
            since=days.starts,
            until=days.ends,
        )
        loaded.add([page])
        loaded.add([lead])
        _Page(loaded, page, loaded.id("person", teacher), days, rng).write(values[discipline])


class _Page:
    """One page with its lessons, marks and chained history."""

    def __init__(self, loaded: Loaded, page: Course, teacher: UUID, term: Term, rng: Random) -> None:
        self.loaded, self.page, self.teacher, self.term, self.rng = loaded, page, teacher, term, rng
        self.own = {"college": loaded.college, "course": page}
        self.head = ChainHead(college_id=loaded.college.pk, chain=page.pk)
        self.actor = PersonActor.system(loaded.college, "журнал прошлого года", door="demo")
        self.kind = next(iter(loaded.ids["kind"].values()))

    def write(self, values: dict[UUID, str]) -> None:
        """Lessons once in two weeks; each student's marks lie about his result."""
        lessons = [self._lesson(number) for number in range(LESSONS)]
        self.loaded.add(lessons)
        self.loaded.add(Work(**self.own, lesson=lesson, slot=1, kind_id=self.kind) for lesson in lessons)
        self.loaded.add(self._record(number, lesson) for number, lesson in enumerate(lessons, 1))
        entries = [entry for lesson in lessons for entry in self._entries(lesson, values)]
        changes = list(self._history(lessons, entries))
        self.loaded.add(entries)
        self.loaded.add(changes)
        self.loaded.add([self.head])

    def _lesson(self, number: int) -> Lesson:
        day = self.term.starts + timedelta(days=3 + 12 * number)
        day -= timedelta(days=int(day.weekday() == 6))  # not on a Sunday
        return Lesson(
            **self.own,
            term=self.term,
            date=day,
            pair=1,
            starts=STARTS,
            ends=ENDS,
            teacher_id=self.teacher,
            state=State.PLANNED,
        )

    def _moment(self, day: date) -> datetime:
        return self.loaded.moment(datetime.combine(day, time(10, 10)))

    def _record(self, number: int, lesson: Lesson) -> LessonRecord:
        at = self._moment(lesson.date)
        return LessonRecord(
            **self.own, lesson=lesson, topic=TOPIC.format(number=number), topic_version=1, homework=TASK.format(number=number),
            homework_version=1, roll_called_at=at, roll_version=1, recorded_at=at,
        )  # fmt: skip

    def _entries(self, lesson: Lesson, values: dict[UUID, str]) -> Iterator[Entry]:
        for student, value in sorted(values.items()):
            if self.rng.random() < ABSENT:
                yield self._entry(lesson, student, 0, "нб")
            elif self.rng.random() < MARKED:
                mean = int(value) if value.isdigit() else 4
                yield self._entry(lesson, student, 1, str(min(5, max(3, mean + self.rng.choice((-1, 0, 0, 0, 1))))))

    def _entry(self, lesson: Lesson, student: UUID, slot: int, value: str) -> Entry:
        return Entry(
            **self.own, lesson=lesson, student_id=student, slot=slot, value=value, author_id=self.teacher,
            changed_at=self._moment(lesson.date),
        )  # fmt: skip

    def _history(self, lessons: list[Lesson], entries: list[Entry]) -> Iterator[Change]:
        """Topics and cells in the order of the days."""
        of_lesson: dict[Any, list[Entry]] = defaultdict(list)
        for entry in entries:
            of_lesson[entry.lesson_id].append(entry)
        for number, lesson in enumerate(lessons, 1):
            told = [Event("journal.topic", targets.part("topic", lesson.pk.hex), "", TOPIC.format(number=number))]
            told += [
                Event("journal.entry", targets.cell(lesson.pk.hex, one.student_id.hex, one.slot), "", one.value)
                for one in of_lesson[lesson.pk]
            ]
            yield from audit.chained(self.head, self.actor, told, at=self._moment(lesson.date))


def _close(loaded: Loaded, group: Group, year: AcademicYear, closed: datetime) -> None:
    """Terms closed with their steps, then the year by two people."""
    own = loaded.college
    role = {row.role: row.person for row in reversed(loaded.made.roles)}
    deputy, director = (loaded.id("person", role[name]) for name in ("deputy_academic", "director"))
    terms = [loaded.id("past_term", (AGO, number)) for number in (1, 2)]
    closings = [
        TermClosing(
            college=own, group=group, term_id=term, state=TermState.CLOSED, council_number=str(number), council_date=year.ends,
            changed_at=closed,
        )
        for number, term in enumerate(terms, 1)
    ]  # fmt: skip
    loaded.add(closings)
    loaded.add(
        TermStep(
            college=own,
            closing=one,
            before=TermState.COUNCIL,
            after=TermState.CLOSED,
            made_by_id=deputy,
            made_at=closed,
        )
        for one in closings
    )
    load_reopened(loaded, closings[0])
    loaded.add(
        [
            YearStep(
                college=own, year=year, step=Step.CLOSE, asked_by_id=deputy, asked_at=closed, agreed_by_id=director,
                agreed_at=closed,
            )
        ]
    )  # fmt: skip
    AcademicYear.objects.of(own.pk).filter(pk=year.pk).update(closed_at=closed)
