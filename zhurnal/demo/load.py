"""Writes a made-up college into the database: everything in one transaction, in large statements.

Accounts of a role share one password and its hash: 1,700 honest Argon2 hashes would take minutes and guard nobody, for the
passwords are public. Never do this for people who exist.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from itertools import islice
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib.auth.hashers import make_password
from django.db import models, transaction

from zhurnal.academic_year.models import AcademicYear, Bell, Holiday, Term
from zhurnal.curriculum.models import (
    Course,
    CourseTeacher,
    Group,
    GroupLeader,
    Membership,
    Subgroup,
    SubgroupMembership,
)
from zhurnal.demo import before_orders
from zhurnal.demo.progress import Progress
from zhurnal.demo.rows import DemoCollege, LessonRow
from zhurnal.grading.models import WorkKind
from zhurnal.journal.models import StudentFeed
from zhurnal.kernel import sql
from zhurnal.organisation.models import College, Department
from zhurnal.people.models import Account, Guardianship, Person, RoleGrant
from zhurnal.timetable.models import Lesson, LessonChange, Room, Substitution, TeacherAbsence
from zhurnal.timetable.rules.ground import AbsenceState, ChangeKind, cause_of

CHUNK = 300  # rows of one statement


@dataclass(slots=True)
class Loaded:
    """The college in the database, and where each key of the made-up one went."""

    made: DemoCollege
    college: College
    progress: Progress
    zone: ZoneInfo
    ids: dict[str, dict[Any, UUID]] = field(default_factory=dict)
    hashes: dict[str, str] = field(default_factory=dict)
    inserted: int = 0
    look_again: int = 1000  # at how many rows the database looks at itself; four times later each time

    def id(self, kind: str, key: Any) -> UUID:
        """The id of a row by its key; an empty key is nobody."""
        return self.ids[kind][key]

    def moment(self, naive: datetime) -> datetime:
        """A moment of the college's clock."""
        return naive.replace(tzinfo=self.zone).astimezone(UTC)

    def add(self, rows: Iterable[models.Model]) -> None:
        """Insert rows in statements of ``CHUNK``."""
        stream = iter(rows)
        while part := list(islice(stream, CHUNK)):
            sql.insert(type(part[0]), part)
            self.progress.step(len(part))
            self.inserted += len(part)
            if self.inserted >= self.look_again:
                self.look_again *= 4
                sql.refresh_statistics()

    def keep(self, kind: str, rows: Sequence[tuple[Any, models.Model]]) -> None:
        """Insert rows and remember their ids by key."""
        self.ids[kind] = {key: row.pk for key, row in rows}
        self.add(row for _, row in rows)


def load(made: DemoCollege, progress: Progress, hashes: dict[str, str] | None = None) -> College:
    """Write a whole college; returns its row."""
    from zhurnal.demo.load_archive import load_archive
    from zhurnal.demo.load_assessment import load_assessment
    from zhurnal.demo.load_checks import load_checks
    from zhurnal.demo.load_corrections import load_corrections
    from zhurnal.demo.load_inspection import load_inspection
    from zhurnal.demo.load_joined import load_joined
    from zhurnal.demo.load_journal import load_journal
    from zhurnal.demo.load_modules import load_modules
    from zhurnal.demo.load_notices import load_notices
    from zhurnal.demo.load_objectivity import with_findings
    from zhurnal.demo.load_orders import carry_out_orders
    from zhurnal.demo.load_plans import load_plans
    from zhurnal.demo.load_privacy import load_privacy
    from zhurnal.demo.load_registers import load_registers
    from zhurnal.demo.load_results import load_results
    from zhurnal.demo.load_statements import load_statements
    from zhurnal.demo.load_tasks import load_tasks

    made = with_findings(made)
    row = made.college
    with transaction.atomic():
        college = College.objects.create(
            code=row.code,
            name=row.name,
            short_name=row.short_name,
            timezone=row.timezone,
            parameters=dict(row.parameters),
        )
        loaded = Loaded(made, college, progress, ZoneInfo(row.timezone), hashes=hashes if hashes is not None else {})
        progress.stage("Люди и учебный год")
        _load_year(loaded)
        _load_people(loaded)
        progress.stage("Планы и рабочие программы")
        load_plans(loaded)
        progress.stage("Группы и журналы")
        _load_groups(loaded)
        carry_out_orders(loaded)
        load_registers(loaded)
        _load_courses(loaded)
        load_joined(loaded)
        load_results(loaded)
        load_statements(loaded)
        load_archive(loaded)
        progress.stage("Расписание")
        _load_lessons(loaded)
        progress.stage("Записи в журналах")
        load_journal(loaded)
        load_assessment(loaded)
        load_modules(loaded)
        load_corrections(loaded)
        load_notices(loaded)
        load_checks(loaded)
        load_inspection(loaded)
        load_tasks(loaded)
        load_privacy(loaded)
        sql.refresh_statistics()
    progress.done()
    return college


def rows_of(made: DemoCollege) -> int:
    """About how many rows will be written, for the progress bar."""
    signs = sum(len(row.signs) for row in made.entries)
    lists = (
        made.people, made.accounts, made.roles, made.guardians, made.plan_items, made.plan_loads, made.topics,
        made.memberships, made.subgroup_memberships, made.lessons, made.works, made.entries, made.records,
    )  # fmt: skip
    return sum(len(rows) for rows in lists) + signs + len(made.works) + 3 * len(made.records)


def _load_year(loaded: Loaded) -> None:
    from zhurnal.demo.load_results import load_past_years

    made, own = loaded.made, loaded.college
    first, last = made.terms[0], made.terms[-1]
    year = AcademicYear(college=own, name=made.year_name, starts=first.starts, ends=last.ends)
    loaded.keep("year", [(0, year)])
    loaded.keep(
        "term",
        [(t.number, Term(college=own, year=year, number=t.number, starts=t.starts, ends=t.ends)) for t in made.terms],
    )
    load_past_years(loaded)
    loaded.add(Holiday(college=own, date=row.date, name=row.name) for row in made.holidays)
    loaded.add(
        Bell(college=own, weekday=b.weekday, shift=b.shift, pair=b.pair, starts=b.starts, ends=b.ends)
        for b in made.bells
    )
    loaded.keep(
        "kind",
        [
            (
                k.code,
                WorkKind(
                    college=own, code=k.code, name=k.name, short=k.short, weight=k.weight,
                    marks_everyone=k.marks_everyone, position=place,
                ),
            )
            for place, k in enumerate(made.kinds)
        ],
    )  # fmt: skip
    loaded.keep(
        "department",
        [(d.key, Department(college=own, name=d.name, short_name=d.short_name)) for d in made.departments],
    )


def _load_people(loaded: Loaded) -> None:
    made, own = loaded.made, loaded.college
    loaded.keep(
        "person",
        [
            (
                p.key,
                Person(
                    college=own,
                    surname=p.surname,
                    given=p.given,
                    patronymic=p.patronymic,
                    birth_date=p.birth,
                    sex=p.sex,
                ),
            )
            for p in before_orders.people(made)
        ],
    )
    for row in made.accounts:
        if row.password not in loaded.hashes:
            loaded.hashes[row.password] = make_password(row.password)
    person, department = loaded.ids["person"], loaded.ids["department"]
    loaded.add(
        Account(
            college=own,
            person_id=person[a.person],
            login=a.login,
            password=loaded.hashes[a.password],
        )
        for a in made.accounts
    )
    loaded.add(
        RoleGrant(
            college=own, person_id=person[r.person], role=r.role, since=r.since, until=r.until,
            department_id=department[r.department] if r.department else None,
        )
        for r in made.roles
    )  # fmt: skip
    loaded.add(
        Guardianship(
            college=own, parent_id=person[g.parent], student_id=person[g.student], since=g.since, until=g.until,
            basis=g.basis, consent=g.consent,
        )
        for g in made.guardians
    )  # fmt: skip
    students = [row.person for row in made.roles if row.role == "student"]
    loaded.add(StudentFeed(college=own, student_id=person[key], version=1) for key in students)


def _load_groups(loaded: Loaded) -> None:
    made, own, person = loaded.made, loaded.college, loaded.ids["person"]
    department, plans, year = loaded.ids["department"], loaded.ids["curriculum"], loaded.id("year", 0)
    loaded.keep(
        "group",
        [
            (
                g.key,
                Group(
                    college=own, name=g.name, department_id=department[g.department], curriculum_id=plans[g.curriculum],
                    course_year=g.course_year, year_id=year,
                ),
            )
            for g in made.groups
        ],
    )  # fmt: skip
    group = loaded.ids["group"]
    loaded.add(
        GroupLeader(college=own, group_id=group[w.group], person_id=person[w.person], since=w.since, until=w.until)
        for w in made.leaders
    )
    loaded.keep(
        "subgroup",
        [(s.key, Subgroup(college=own, group_id=group[s.group], name=s.name, number=s.number)) for s in made.subgroups],
    )
    loaded.add(
        Membership(
            college=own, group_id=group[m.group], student_id=person[m.student], entered=m.entered, left=m.left,
            order_in=m.order_in, order_out=m.order_out, note=m.note,
            recorded_at=loaded.moment(datetime.combine(_known(m.entered, made), time(7, 30))),
        )
        for m in before_orders.memberships(made)
    )  # fmt: skip
    subgroup = loaded.ids["subgroup"]
    loaded.add(
        SubgroupMembership(
            college=own, subgroup_id=subgroup[m.subgroup], student_id=person[m.student], since=m.since, until=m.until
        )
        for m in before_orders.subgroup_memberships(made)
    )


def _known(entered: date, made: DemoCollege) -> date:
    """The day on which somebody got onto the list; those of the year's first day were there the day before."""
    return min(entered, made.terms[0].starts) if entered <= made.terms[0].starts else entered


def _load_courses(loaded: Loaded) -> None:
    made, own, person = loaded.made, loaded.college, loaded.ids["person"]
    group, subgroup = loaded.ids["group"], loaded.ids["subgroup"]
    discipline, programme = loaded.ids["discipline"], loaded.ids["programme"]
    year, term = loaded.id("year", 0), loaded.id("term", 1)
    loaded.keep(
        "course",
        [
            (
                c.key,
                Course(
                    college=own, year_id=year, term_id=term, group_id=group[c.group], kind=c.kind,
                    subgroup_id=subgroup[c.subgroup] if c.subgroup else None, discipline_id=discipline[c.discipline],
                    hours_planned=c.hours_planned, programme_id=programme[c.programme],
                ),
            )
            for c in made.courses
        ],
    )  # fmt: skip
    course, starts = loaded.ids["course"], made.terms[0].starts
    loaded.add(
        CourseTeacher(college=own, course_id=course[c.key], teacher_id=person[c.teacher], since=starts)
        for c in made.courses
    )


def _given_up(made: DemoCollege, missed: set[int | None]) -> Iterator[tuple[LessonRow, str]]:
    """Lessons that nobody could give while their teacher was away, and why he was."""
    for row in made.lessons:
        if row.state == "cancelled" and row.key not in missed:
            for away in made.away:
                if away.teacher == row.teacher and away.since <= row.date <= away.until:
                    yield row, away.reason
                    break


def _load_lessons(loaded: Loaded) -> None:
    from zhurnal.demo.load_pattern import load_pattern

    made, own, person, term = loaded.made, loaded.college, loaded.ids["person"], loaded.id("term", 1)
    course = loaded.ids["course"]
    loaded.keep("room", [(name, Room(college=own, name=name)) for name in made.rooms])
    room = loaded.ids["room"]
    keys = load_pattern(loaded)
    loaded.keep(
        "lesson",
        [
            (
                row.key,
                Lesson(
                    college=own, course_id=course[row.course], term_id=term, date=row.date, pair=row.pair,
                    starts=row.starts, ends=row.ends, room_id=room[row.room], teacher_id=person[row.teacher],
                    state=row.state, origin=row.origin, substituted=row.substituted,
                    outer_key=keys.get(row.key, ""),
                ),
            )
            for row in made.lessons
        ],
    )  # fmt: skip
    lesson = loaded.ids["lesson"]
    loaded.add(
        Substitution(
            college=own, lesson_id=lesson[s.lesson], planned_teacher_id=person[s.planned_teacher],
            substitute_id=person[s.substitute], mode=s.mode, cause=cause_of(s.reason), reason=s.reason,
            missed_id=lesson[s.missed] if s.missed else None, host_id=lesson[s.host] if s.host else None,
            was_room_id=room.get(s.was_room),
        )
        for s in made.substitutions
    )  # fmt: skip
    missed = {row.missed for row in made.substitutions}
    loaded.add(
        LessonChange(
            college=own, lesson_id=lesson[row.key], kind=ChangeKind.CANCELLED, cause=cause_of(why), reason=why,
            was_date=row.date, was_pair=row.pair, was_starts=row.starts, was_ends=row.ends, was_room_id=room[row.room],
            made_at=datetime.combine(min(row.date, made.today), time(4), UTC),
        )
        for row, why in _given_up(made, missed)
    )  # fmt: skip
    told = datetime.combine(made.terms[0].starts, time(8), UTC)
    loaded.add(
        TeacherAbsence(
            college=own, teacher_id=person[row.teacher], since=row.since, until=row.until, cause=cause_of(row.reason),
            reason=row.reason, state=AbsenceState.KNOWN,
            recorded_at=max(told, datetime.combine(min(row.since, made.today), time(5), UTC)),
        )
        for row in made.away
    )  # fmt: skip
