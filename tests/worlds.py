"""Two made-up colleges with every relation that a rule speaks of; what one must not see of the other could leak here.

The clock of the world is Tuesday, 24 November 2026, 10:42 in Moscow (fixture ``frozen_time``). Every surname of a college
ends with its canary («…-А», «…-Б»), so a page that shows a foreign one is caught by its text.
"""

import io
import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.hashers import make_password
from django.test import Client
from pypdf import PdfReader

from tests import mould
from zhurnal.academic_year.models import AcademicYear, Bell, Term
from zhurnal.curriculum.models import (
    Course,
    CourseTeacher,
    Discipline,
    Group,
    GroupLeader,
    Membership,
    ProgrammeTopic,
    Subgroup,
    SubgroupMembership,
    WorkProgramme,
)
from zhurnal.curriculum.rules.kinds import JournalKind, TopicKind
from zhurnal.grading.models import WorkKind
from zhurnal.journal.models import StudentFeed
from zhurnal.kernel.audit import open_chain
from zhurnal.organisation.models import College, Department
from zhurnal.people.actor import PersonActor, actor_of
from zhurnal.people.models import Account, Guardianship, Person, RoleGrant
from zhurnal.people.rules.roles import Role
from zhurnal.people.session_store import SessionStore
from zhurnal.timetable.models import Lesson, Room, Substitution
from zhurnal.timetable.rules.lesson import SubstitutionMode

TODAY = date(2026, 11, 24)
SEPTEMBER = date(2026, 9, 1)
PASSWORD = "вечерний-поезд-7"
KINDS = (
    ("oral", "устный опрос", "УО", 100, False),
    ("practical", "практическая работа", "ПР", 150, True),
    ("lab", "лабораторная работа", "ЛР", 200, True),
    ("control", "контрольная работа", "КР", 300, True),
)
PAIRS = {1: (time(8, 30), time(10, 5)), 2: (time(10, 20), time(11, 55)), 3: (time(12, 10), time(13, 45))}
RECORDED = datetime(2026, 8, 30, 9, 0, tzinfo=UTC)


@dataclass
class World:
    """One college: rows by short names, so that tests read like sentences."""

    college: College
    canary: str
    people: dict[str, Person] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    subgroups: dict[str, Subgroup] = field(default_factory=dict)
    courses: dict[str, Course] = field(default_factory=dict)
    lessons: dict[str, Lesson] = field(default_factory=dict)
    departments: dict[str, Department] = field(default_factory=dict)
    term: Term = field(default=None)  # type: ignore[assignment]
    year: AcademicYear = field(default=None)  # type: ignore[assignment]
    topics: list[ProgrammeTopic] = field(default_factory=list)

    @property
    def id(self) -> UUID:
        """The college's id."""
        return self.college.id

    def actor(self, name: str, now: datetime | None = None) -> PersonActor:
        """The actor of a person of the world, at the world's clock or another."""
        account = Account.objects.of(self.id).select_related("person", "college").get(pk=self.accounts[name].pk)
        return actor_of(account, now=now)

    def client(self, name: str) -> Client:
        """A browser in which the person is signed in."""
        return sign_in(Client(), self.accounts[name])


def sign_in(client: Client, account: Account) -> Client:
    """Begin a session as the sign-in page does, without the page."""
    session = SessionStore()  # the client's own would first be saved without an owner
    session["college"] = str(account.college_id)
    session["device"] = "Chrome, Windows"
    session["confirmed"] = int(datetime.now(UTC).timestamp())
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = "zhurnal.people.sign_in.CollegeBackend"
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    return client


def two_colleges() -> tuple[World, World]:
    """College «vek» and, with the same shape but other names, college «pml»."""
    return make_college("vek", "А"), make_college("pml", "Б")


def make_college(code: str, canary: str, students: int = 6) -> World:
    """A college with two groups in two departments. ``students``: how many in the first group besides the special ones."""
    return mould.cast(
        (code, canary, students), lambda world: world.college, lambda: made_by_hand(code, canary, students)
    )


def made_by_hand(code: str, canary: str, students: int) -> World:
    """The same, statement by statement."""
    college = College.objects.create(code=code, name=f"Колледж {canary}", short_name=f"К-{canary}")
    world = World(college, canary)
    _calendar(world)
    _staff(world)
    _groups(world)
    _students(world, students)
    _families(world)
    _courses(world)
    _lessons(world)
    return world


def _person(world: World, name: str, surname: str, given: str, patronymic: str, role: Role | None, **more) -> Person:
    department, until = more.pop("department", None), more.pop("until", None)
    person = Person.objects.create(
        college=world.college, surname=f"{surname}-{world.canary}", given=given, patronymic=patronymic, **more
    )
    world.people[name] = person
    if role:
        RoleGrant.objects.create(
            college=world.college, person=person, role=role, since=SEPTEMBER, department=department, until=until
        )
        world.accounts[name] = Account.objects.create(
            college=world.college, person=person, login=name, password=make_password(PASSWORD)
        )
    return person


def let_inspector_in(world: World, until: date) -> Person:
    """A checker from outside, to his last day (A13)."""
    return _person(world, "inspector", "Проверкин", "Семён", "Ильич", Role.INSPECTOR, until=until)


def _calendar(world: World) -> None:
    own = world.college
    world.year = AcademicYear.objects.create(college=own, name="2026/27", starts=SEPTEMBER, ends=date(2027, 6, 28))
    world.term = Term.objects.create(college=own, year=world.year, number=1, starts=SEPTEMBER, ends=date(2026, 12, 28))
    Bell.objects.bulk_create(
        Bell(college=own, weekday=day, pair=pair, starts=starts, ends=ends)
        for day in range(1, 7)
        for pair, (starts, ends) in PAIRS.items()
    )
    WorkKind.objects.bulk_create(
        WorkKind(college=own, code=c, name=n, short=s, weight=w, marks_everyone=e, position=i)
        for i, (c, n, s, w, e) in enumerate(KINDS)
    )
    for key, name in (("energy", "Энергетическое"), ("general", "Общеобразовательное")):
        world.departments[key] = Department.objects.create(
            college=own, name=f"{name} отделение {world.canary}", short_name=name
        )


def _staff(world: World) -> None:
    for name, surname, given, patronymic, role in (
        ("administrator", "Админова", "Анна", "Ивановна", Role.ADMINISTRATOR),
        ("ivc_head", "Вычислин", "Игорь", "Петрович", Role.IVC_HEAD),
        ("director", "Директоров", "Пётр", "Ильич", Role.DIRECTOR),
        ("deputy", "Терехова", "Мария", "Викторовна", Role.DEPUTY_ACADEMIC),
        ("deputy_practice", "Практиков", "Олег", "Юрьевич", Role.DEPUTY_PRACTICE),
        ("dispatcher", "Расписаева", "Нина", "Львовна", Role.DISPATCHER),
        ("teacher", "Кравцова", "Ольга", "Сергеевна", Role.TEACHER),
        ("other_teacher", "Лосев", "Павел", "Ильич", Role.TEACHER),
        ("subgroup_teacher", "Жукова", "Алла", "Борисовна", Role.TEACHER),
        ("substitute", "Вяткин", "Игорь", "Львович", Role.TEACHER),
        ("ex_teacher", "Тишин", "Андрей", "Иванович", Role.TEACHER),
        ("leader", "Осипова", "Наталья", "Викторовна", Role.GROUP_LEADER),
        ("other_leader", "Шубина", "Раиса", "Павловна", Role.GROUP_LEADER),
    ):
        _person(world, name, surname, given, patronymic, role)
    for name, key in (("department_head", "energy"), ("other_head", "general")):
        _person(world, name, "Заведуева", "Вера", "Олеговна", Role.DEPARTMENT_HEAD, department=world.departments[key])


def _groups(world: World) -> None:
    for name, key, leader in (("Э-21", "energy", "leader"), ("ТЭ-11", "general", "other_leader")):
        group = Group.objects.create(
            college=world.college, name=name, department=world.departments[key], year=world.year,
            course_year=int(name[-2]),
        )  # fmt: skip
        world.groups[name] = group
        GroupLeader.objects.create(college=world.college, group=group, person=world.people[leader], since=SEPTEMBER)
    for number in (1, 2):
        world.subgroups[str(number)] = Subgroup.objects.create(
            college=world.college, group=world.groups["Э-21"], name=f"{number} подгруппа", number=number
        )


def _enrol(world: World, student: str, group: str, entered: date = SEPTEMBER, left: date | None = None, **more) -> None:
    Membership.objects.create(
        college=world.college, group=world.groups[group], student=world.people[student], entered=entered, left=left,
        recorded_at=more.pop("recorded_at", RECORDED), **more,
    )  # fmt: skip
    StudentFeed.objects.create(college=world.college, student=world.people[student])


def _students(world: World, count: int) -> None:
    minor, adult = date(2010, 3, 5), date(2007, 3, 5)
    _person(world, "student", "Калугин", "Степан", "Андреевич", Role.STUDENT, birth_date=minor, sex="m")
    _person(world, "classmate", "Удальцов", "Семён", "Ильич", Role.STUDENT, birth_date=minor, sex="m")
    _person(world, "adult", "Зимин", "Илья", "Олегович", Role.STUDENT, birth_date=adult, sex="m")
    _person(world, "left", "Жданов", "Роман", "Игоревич", Role.STUDENT, birth_date=adult, sex="m")
    _person(world, "newcomer", "Панкратов", "Лев", "Юрьевич", Role.STUDENT, birth_date=minor, sex="m")
    _person(world, "sister", "Калугина", "Вера", "Андреевна", Role.STUDENT, birth_date=minor, sex="f")
    for name in ("student", "classmate", "adult"):
        _enrol(world, name, "Э-21")
    _enrol(world, "left", "Э-21", left=date(2026, 11, 10), note="акад. отпуск", order_out="№ 118-с")
    _enrol(
        world, "newcomer", "Э-21", entered=date(2026, 10, 14), order_in="№ 104-с",
        recorded_at=datetime(2026, 10, 14, 9, 0, tzinfo=UTC),
    )  # fmt: skip
    _enrol(world, "sister", "ТЭ-11")
    for number in range(count):
        name = f"student{number}"
        _person(world, name, f"Студент{number:02d}", "Иван", "Иванович", None, birth_date=minor, sex="m")
        _enrol(world, name, "Э-21")
    for index, name in enumerate(("student", "adult", "classmate", "newcomer", *(f"student{n}" for n in range(count)))):
        SubgroupMembership.objects.create(
            college=world.college, subgroup=world.subgroups["1" if index % 2 == 0 else "2"],
            student=world.people[name], since=SEPTEMBER,
        )  # fmt: skip


def _families(world: World) -> None:
    for name, surname, children in (
        ("parent", "Калугина", ("student", "sister")),
        ("other_parent", "Удальцова", ("classmate",)),
        ("adults_parent", "Зимина", ("adult",)),
    ):
        _person(world, name, surname, "Елена", "Викторовна", Role.PARENT)
        for child in children:
            Guardianship.objects.create(
                college=world.college, parent=world.people[name], student=world.people[child],
                since=SEPTEMBER, basis="свидетельство о рождении",
            )  # fmt: skip
    _person(world, "ex_parent", "Бывшина", "Инна", "Львовна", Role.PARENT)
    Guardianship.objects.create(
        college=world.college, parent=world.people["ex_parent"], student=world.people["student"],
        since=date(2024, 9, 1), until=date(2026, 10, 1), basis="опека",
    )  # fmt: skip


def _course(world: World, key: str, group: str, index: str, name: str, teacher: str, **more) -> Course:
    discipline = Discipline.objects.create(
        college=world.college, index=index, name=f"{name} {world.canary}", short_name=name,
        kind=more.pop("kind", JournalKind.THEORY),
    )  # fmt: skip
    programme = WorkProgramme.objects.create(college=world.college, discipline=discipline, title=name)
    course = Course.objects.create(
        college=world.college, year=world.year, term=world.term, group=world.groups[group], discipline=discipline,
        programme=programme, hours_planned=96, kind=discipline.kind, **more,
    )  # fmt: skip
    open_chain(world.id, course.id)
    CourseTeacher.objects.create(college=world.college, course=course, teacher=world.people[teacher], since=SEPTEMBER)
    world.courses[key] = course
    return course


def _courses(world: World) -> None:
    course = _course(world, "electro", "Э-21", "ОП.02", "Электротехника", "teacher")
    CourseTeacher.objects.create(
        college=world.college, course=course, teacher=world.people["ex_teacher"],
        since=SEPTEMBER, until=date(2026, 10, 1),
    )  # fmt: skip
    world.topics = [
        ProgrammeTopic(
            college=world.college, programme=course.programme, number=number, hours=2, kind=TopicKind.LECTURE,
            title=f"Тема {number} {world.canary}", homework=f"§ {number}",
        )
        for number in range(1, 9)
    ]  # fmt: skip
    ProgrammeTopic.objects.bulk_create(world.topics)
    for number, teacher in (("1", "subgroup_teacher"), ("2", "other_teacher")):
        _course(
            world, f"english{number}", "Э-21", "ОГСЭ.03", f"Иностранный язык {number}", teacher,
            subgroup=world.subgroups[number],
        )  # fmt: skip
    _course(world, "module", "Э-21", "МДК.01.01", "Обслуживание", "other_teacher", kind=JournalKind.MODULE)
    _course(world, "history", "ТЭ-11", "ОУД.03", "История", "other_teacher")


def add_lesson(world: World, key: str, course: str, teacher: str, day: date, pair: int = 2, **more) -> Lesson:
    """One more lesson of a course, remembered under ``key``."""
    starts, ends = PAIRS[pair]
    lesson = Lesson.objects.create(
        college=world.college, course=world.courses[course], term=world.term, date=day, pair=pair,
        starts=starts, ends=ends, teacher=world.people[teacher], **more,
    )  # fmt: skip
    world.lessons[key] = lesson
    return lesson


def _lessons(world: World) -> None:
    room = Room.objects.create(college=world.college, name=f"304{world.canary}")
    for key, days, pair in (
        ("closed", -20, 2), ("old", -7, 2), ("yesterday", -1, 2), ("earlier", 0, 1), ("now", 0, 2), ("future", 2, 2),
    ):  # fmt: skip
        add_lesson(world, key, "electro", "teacher", TODAY + timedelta(days=days), pair, room=room)
    lesson = add_lesson(world, "substituted", "electro", "substitute", TODAY, 3, substituted=True, room=room)
    Substitution.objects.create(
        college=world.college, lesson=lesson, planned_teacher=world.people["teacher"],
        substitute=world.people["substitute"], mode=SubstitutionMode.SAME, reason="больничный",
    )  # fmt: skip
    add_lesson(world, "english1", "english1", "subgroup_teacher", TODAY, 1)
    add_lesson(world, "english2", "english2", "other_teacher", TODAY, 1)
    add_lesson(world, "module", "module", "other_teacher", TODAY, 3)
    add_lesson(world, "history", "history", "other_teacher", TODAY, 2)


def slip_code(answer: Any) -> str:
    """The code of the first slip of a paper."""
    assert answer["Content-Type"] == "application/pdf", answer.content[:300]
    text = PdfReader(io.BytesIO(answer.content)).pages[0].extract_text()
    return re.search(r"[a-z]{4}-[2-9]{4}-[a-z]{4}", text)[0]  # type: ignore[index]
