"""The list of journals: whose, what they came to, and the same number of statements for a small and a large college."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import worlds
from zhurnal.academic_year.models import Term
from zhurnal.curriculum.models import Course, CourseTeacher, Discipline, GroupLeader
from zhurnal.grading.models import WorkKind
from zhurnal.journal.models import Entry, LessonRecord, Work
from zhurnal.journal.queries.journals import load_journals
from zhurnal.people.models import RoleGrant
from zhurnal.people.rules.roles import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_time")]

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture
def world():
    return worlds.make_college("vek", "А")


def list_of(world, who, query="", term=None):
    return load_journals(world.actor(who), query, term)


def ids_of(found):
    """Every journal of the list by its key in the world."""
    own = [row.id for row in (*found.own.theory, *found.own.modules)]
    overseen = [
        row.id for _name, shelves in found.departments for shelf in shelves for row in (*shelf.theory, *shelf.modules)
    ]
    return own, overseen


def keys_of(world, found):
    names = {course.id: key for key, course in world.courses.items()}
    own, overseen = ids_of(found)
    return [names[pk] for pk in own], [names[pk] for pk in overseen]


@pytest.mark.parametrize(
    ("who", "own", "overseen"),
    [
        ("teacher", ["electro"], []),
        ("other_teacher", ["history", "english2", "module"], []),
        ("substitute", [], []),
        ("ex_teacher", [], []),
        ("leader", [], ["english1", "english2", "electro", "module"]),
        ("department_head", [], ["english1", "english2", "electro", "module"]),
        ("other_head", [], ["history"]),
        ("deputy", [], ["history", "english1", "english2", "electro", "module"]),
        ("director", [], ["history", "english1", "english2", "electro", "module"]),
        ("administrator", [], ["history", "english1", "english2", "electro", "module"]),
    ],
)
def test_each_role_sees_exactly_its_journals(world, who, own, overseen):
    worlds.make_college("pml", "Б")
    assert keys_of(world, list_of(world, who)) == (own, overseen)


def test_leader_who_teaches_sees_both_apart(world):
    GroupLeader.objects.create(
        college=world.college, group=world.groups["ТЭ-11"], person=world.people["teacher"], since=worlds.SEPTEMBER
    )
    RoleGrant.objects.create(
        college=world.college, person=world.people["teacher"], role=Role.GROUP_LEADER, since=worlds.SEPTEMBER
    )
    assert keys_of(world, list_of(world, "teacher")) == (["electro"], ["history"])


def test_theory_and_modules_stand_apart(world):
    ((_department, (shelf,)),) = list_of(world, "department_head").departments
    assert [(title, [row.name for row in rows]) for title, rows in shelf.parts] == [
        ("Теоретическое обучение", ["Иностранный язык 1 А", "Иностранный язык 2 А", "Электротехника А"]),
        ("Профессиональные модули", ["Обслуживание А"]),
    ]
    assert (shelf.count, shelf.planned, shelf.given) == (4, 384, 0)


def test_own_journal_tells_what_it_came_to(world):
    for key in ("closed", "old", "yesterday"):
        lesson = world.lessons[key]
        LessonRecord.objects.create(
            college=world.college, lesson=lesson, course_id=lesson.course_id, topic="Тема", recorded_at=NOW,
            roll_called_at=NOW, homework="" if key == "old" else "§ 1",
        )  # fmt: skip
    lesson = world.lessons["yesterday"]
    kind = WorkKind.objects.of(world.id).get(code="oral")
    Work.objects.create(college=world.college, lesson=lesson, course_id=lesson.course_id, slot=1, kind=kind)
    for name in ("student", "classmate", "adult", "newcomer", "student0"):
        Entry.objects.create(
            college=world.college, course_id=lesson.course_id, lesson=lesson, student=world.people[name],
            slot=1, value="4", changed_at=NOW,
        )  # fmt: skip
    (row,) = list_of(world, "teacher").own.theory
    assert (row.counts.held, row.counts.unfilled, row.counts.marks) == (5, 1, 50)
    assert (row.given, row.planned, row.last) == (6, 96, date(2026, 11, 23))
    assert row.teachers == ("О.\u00a0С.\u00a0Кравцова-А",)


def test_search_narrows_by_group_discipline_or_teacher(world):
    assert keys_of(world, list_of(world, "deputy", "лосев тэ-11"))[1] == ["history"]
    assert keys_of(world, list_of(world, "deputy", "мдк"))[1] == ["module"]
    found = list_of(world, "deputy", "нет такого")
    assert (ids_of(found), found.found, found.total) == (([], []), 0, 5)


def test_another_term_is_chosen_by_its_id(world):
    spring = Term.objects.create(
        college=world.college, year=world.year, number=2, starts=date(2027, 1, 11), ends=date(2027, 6, 28)
    )
    course = world.courses["electro"]
    later = Course.objects.create(
        college=world.college, year=world.year, term=spring, group=world.groups["Э-21"],
        discipline_id=course.discipline_id,
    )  # fmt: skip
    now, then = list_of(world, "deputy"), list_of(world, "deputy", term=spring.id)
    assert [(tab.title, tab.current) for tab in now.terms] == [
        ("1 семестр 2026/27", True),
        ("2 семестр 2026/27", False),
    ]
    assert ids_of(then) == ([], [later.id])
    assert ids_of(list_of(world, "deputy", term=uuid4())) == ids_of(now)


def test_indices_are_ordered_as_numbers(world):
    for index in ("ОП.10", "ОП.9"):
        discipline = Discipline.objects.create(college=world.college, index=index, name=index, short_name=index)
        Course.objects.create(
            college=world.college, year=world.year, term=world.term, group=world.groups["ТЭ-11"], discipline=discipline
        )
    names = [row.index for _name, shelves in list_of(world, "other_head").departments for row in shelves[0].theory]
    assert names == ["ОП.9", "ОП.10", "ОУД.03"]


def test_college_without_terms_has_no_journals(world):
    empty = worlds.make_college("pml", "Б")
    CourseTeacher.objects.of(empty.id).delete()
    assert list_of(empty, "teacher").total == 0


def test_list_costs_the_same_for_a_small_and_a_large_college():
    counts = []
    for code, many in (("vek", 1), ("pml", 30)):
        world = worlds.make_college(code, "А", students=many)
        for number in range(many):
            discipline = Discipline.objects.create(college=world.college, name=f"Д {number}", short_name=f"Д {number}")
            course = Course.objects.create(
                college=world.college,
                year=world.year,
                term=world.term,
                group=world.groups["Э-21"],
                discipline=discipline,
            )
            CourseTeacher.objects.create(
                college=world.college, course=course, teacher=world.people["teacher"], since=worlds.SEPTEMBER
            )
            worlds.add_lesson(world, f"m{number}", "electro", "teacher", date(2026, 9, 2) + timedelta(days=number), 3)
        for who in ("teacher", "deputy"):
            client = world.client(who)
            with CaptureQueriesContext(connection) as done:
                assert client.get("/journals/").status_code == 200
            counts.append(len(done))
    assert counts[:2] == counts[2:]
    assert max(counts) <= 10
