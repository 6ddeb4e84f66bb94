"""Листок здоровья, briefings with signatures, hours of the leader on paper (A1.12, A1.13)."""

from datetime import date

import pytest

from tests import worlds
from tests.printing.test_paper import group_of, pages_of
from zhurnal.curriculum.models import Discipline, Membership
from zhurnal.journal.models import Entry, LessonRecord
from zhurnal.kernel.typeset import typeset
from zhurnal.modules.models import PracticeDay, PracticePage
from zhurnal.printing.queries.document import group_document
from zhurnal.printing.rules.care import is_briefing, is_leaders_hour
from zhurnal.printing.rules.selection import Journal, Part, Selection
from zhurnal.printing.work import TEMPLATE
from zhurnal.registers.models import RegisterValue

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_time")]
DAY = date(2026, 9, 8)


@pytest.fixture
def world(settings, tmp_path) -> worlds.World:
    settings.STATE_DIR = tmp_path
    return worlds.make_college("vek", "А")


def held(world, key, course, day, topic, absent=()):
    lesson = worlds.add_lesson(world, key, course, "teacher", day, 1)
    page = world.courses[course]
    LessonRecord.objects.create(
        college=world.college, lesson=lesson, course=page, topic=topic, roll_called_at=worlds.RECORDED
    )
    for name in absent:
        Entry.objects.create(
            college=world.college, course=page, lesson=lesson, student=world.people[name], slot=0, value="н",
            author=world.people["teacher"], changed_at=worlds.RECORDED,
        )  # fmt: skip


def printed(world, part, journal=Journal.THEORY):
    return group_document(world.actor("deputy"), group_of(world), Selection((journal,), frozenset({part})))


@pytest.mark.parametrize(
    ("topic", "held_"),
    [
        ("Вводный инструктаж по технике безопасности", True), ("Инструктаж. Лёгкая атлетика", True),
        ("Виды инструктажей", False), ("Законодательство об охране труда", False), ("", False),
    ],
)  # fmt: skip
def test_a_briefing_is_one_that_was_held(topic, held_):
    assert is_briefing(topic) is held_


@pytest.mark.parametrize(
    ("name", "hours"),
    [("Разговоры о важном", True), ("Россия – мои горизонты", True), ("Классный час", True), ("История", False)],
)
def test_hours_of_the_leader_are_known_by_their_names(name, hours):
    assert is_leaders_hour(name) is hours


def test_briefings_stand_with_their_day_and_who_was_absent_signs_nothing(world):
    held(world, "b1", "electro", DAY, "Вводный инструктаж по охране труда", absent=("student",))
    held(world, "b2", "electro", date(2026, 9, 15), "Закон Ома")
    listing, sheet = printed(world, Part.SAFETY)["sections"]
    told = [row for row in listing["rows"] if row[0]]
    assert [(row[0], row[1], row[3]) for row in told] == [("1", "08.09.2026", "Вводный инструктаж по охране труда")]
    assert sum(not any(row) for row in listing["rows"]) >= 4, "lines for the hand"
    places = {row[1].replace("\u00a0", " ").split("-")[0]: row[2] for row in sheet["rows"]}
    assert places["Калугин"] == "н"
    assert places["Удальцов"] == ""
    assert "Панкратов" not in places, "who came in October was briefed on another day"
    assert sheet["columns"][2][0] == "№ 1, 08.09"


def test_a_briefing_of_practice_stands_in_the_journal_of_modules(world):
    discipline = Discipline.objects.of(world.id).get(pk=world.courses["module"].discipline_id)
    page = PracticePage.objects.create(
        college=world.college, group=world.groups["Э-21"], discipline=discipline, term=world.term,
        starts=DAY, ends=date(2026, 9, 12), hours_planned=30, leader=world.people["teacher"],
    )  # fmt: skip
    for name, hours in (("student", 6), ("classmate", 0)):
        PracticeDay.objects.create(
            college=world.college, page=page, date=DAY, student=world.people[name], hours=hours,
            work="Инструктаж по охране труда, рабочее место", written_at=worlds.RECORDED,
        )  # fmt: skip
    listing, sheet = printed(world, Part.SAFETY, Journal.MODULES)["sections"]
    assert listing["rows"][0][3] == "Инструктаж по охране труда, рабочее место"
    places = {row[1].split("-")[0]: row[2] for row in sheet["rows"]}
    assert (places["Калугин"], places["Удальцов"], places["Зимин"]) == ("", "н", "—")


def test_the_sheet_of_health_names_those_on_the_list_and_tells_nothing_of_health(world):
    RegisterValue.objects.create(
        college=world.college,
        person=world.people["student"],
        field="health_group",
        value="4",
        changed_at=worlds.RECORDED,
    )
    (sheet,) = printed(world, Part.HEALTH)["sections"]
    assert {cell for row in sheet["rows"] for cell in row[2:]} == {""}
    surnames = [row[1].split("-")[0] for row in sheet["rows"]]
    assert "Жданов" not in surnames, "who has left"
    assert "Панкратов" in surnames
    assert "152-ФЗ" in sheet["notes"][0]


def test_hours_of_the_leader_tell_who_was_there(world):
    Discipline.objects.of(world.id).filter(pk=world.courses["electro"].discipline_id).update(name="Разговоры о важном")
    held(world, "h1", "electro", DAY, "День знаний", absent=("adult",))
    (sheet,) = printed(world, Part.LEADER)["sections"]
    row = sheet["rows"][0]
    assert row[1:4] == ["08.09.2026", "Разговоры о важном", "День знаний"]
    assert (
        int(row[4])
        == len(
            {
                m.student_id
                for m in Membership.objects.of(world.id)
                if m.group_id == world.groups["Э-21"].pk and m.entered <= DAY
            }
        )
        - 1
    )
    assert "Зимин" in row[5]


def test_the_three_pages_are_set_and_stand_in_the_contents(world):
    parts = frozenset({Part.CONTENTS, Part.HEALTH, Part.SAFETY, Part.LEADER})
    data = group_document(world.actor("deputy"), group_of(world), Selection((Journal.THEORY,), parts))
    contents, *pages = pages_of(typeset(TEMPLATE, data))
    for words in ("Листок здоровья", "Инструктажи по охране труда", "Классные часы"):
        assert words in contents
        assert any(words in page for page in pages)


def test_a_teacher_prints_none_of_them(world):
    data = group_document(world.actor("teacher"), group_of(world), Selection())
    titles = {one.get("title") for one in data["sections"]}
    assert not titles & {"Листок здоровья", "Классные часы"}
