"""A teacher's term report agrees with a count made here over raw rows (1.11 e, A9)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.reports.asking import built, lines
from tests.reports.test_groups import MARKS, rounded
from tests.reports.written import held, listed, value_of, written_world
from tests.worlds import RECORDED, TODAY, add_lesson
from zhurnal.curriculum.models import Course, CourseTeacher, Stream, StreamCourse, SubgroupMembership
from zhurnal.journal.models import Entry, LessonRecord
from zhurnal.journal.rules.signs import PRESENT
from zhurnal.kernel.export import Total
from zhurnal.oversight.queries.own_hours import load_own
from zhurnal.timetable.models import Lesson


@pytest.fixture
def world(db, frozen_time):
    return written_world()


def expected(world, course):
    group = next(name for name, row in world.groups.items() if row.pk == world.courses[course].group_id)
    people = listed(world, group, TODAY)
    if world.courses[course].subgroup_id:
        parts = SubgroupMembership.objects.of(world.id).filter(subgroup=world.courses[course].subgroup_id)
        people &= {row.student_id for row in parts}
    values = [value_of(world, student, course) for student in people]
    records = {r.lesson_id: r for r in LessonRecord.objects.of(world.id)}
    own = [lesson for lesson in held(world, group) if lesson.course_id == world.courses[course].pk]
    given = sum(lesson.hours for lesson in own if lesson.date <= TODAY and lesson.pk in records)
    base = [value for value in values if value in MARKS or value == "на"]
    return {
        "group": group, "plan": 96, "given": given or None, "students": len(people),
        **{f"n{mark}": values.count(mark) or None for mark in MARKS}, "na": values.count("на") or None,
        "free": values.count("осв") or None,
        "absolute": rounded(len([v for v in base if v in "543"]), len(base)),
        "quality": rounded(len([v for v in base if v in "54"]), len(base)),
        "late": sum(records[x.pk].late_entries > 0 for x in own if x.pk in records and x.date <= TODAY) or None,
    }  # fmt: skip


def test_every_page_agrees_with_a_count_by_hand(world):
    found = {row["discipline"]: row for row in lines(built(world.actor("deputy"), "teacher-term"))}
    assert len(found) == len(world.courses)
    for course, row in world.courses.items():
        line = next(one for title, one in found.items() if row.discipline.name in title)
        wanted = expected(world, course)
        assert {key: line[key] for key in wanted} == wanted, course
    electro = next(row for title, row in found.items() if title.startswith("ОП.02"))
    assert electro["fulfilled"] == rounded(electro["given"], 96)
    assert isinstance(electro["absolute"], Decimal)


def test_debtors_are_named(world):
    table = built(world.actor("teacher"), "teacher-term")
    wanted = {
        f"{p.surname} {p.given}"
        for p in world.people.values()
        if p.pk in listed(world, "Э-21", TODAY) and value_of(world, p.pk, "electro") in {"2", "на"}
    }
    assert wanted
    assert {row["student"] for row in lines(table.more[0])} == wanted


def test_a_teacher_reads_his_own_pages_and_a_head_his_departments(world):
    seen = {
        who: sorted({row["group"] for row in lines(built(world.actor(who), "teacher-term"))})
        for who in ("teacher", "other_teacher", "department_head", "other_head", "deputy")
    }
    assert seen == {
        "teacher": ["Э-21"], "other_teacher": ["ТЭ-11", "Э-21"], "department_head": ["Э-21"], "other_head": ["ТЭ-11"],
        "deputy": ["ТЭ-11", "Э-21"],
    }  # fmt: skip
    own = built(world.actor("teacher"), "teacher-term", teacher=world.people["other_teacher"].pk)
    assert {row["teacher"].split()[0] for row in lines(own)} == {"Кравцова-А"}


def test_totals_are_of_the_lines(world):
    table = built(world.actor("deputy"), "teacher-term")
    keys = [column.key for column in table.columns]
    rows = [dict(zip(keys, row, strict=True)) for row in table.rows if isinstance(row, Total)]
    whole = next(row for row in rows if row["teacher"] == "Всего")
    for key in ("plan", "given", "students", "n5", "n4", "n3", "n2", "na", "late"):
        assert (whole[key] or 0) == sum(row[key] or 0 for row in lines(table)), key


def joined(world):
    """Two groups of one teacher sit together twice: once the roll was called, once the one student of a group was marked by hand."""
    stream = Stream.objects.create(college=world.college, term=world.term, name="Поток")
    for course in ("module", "history"):
        StreamCourse.objects.create(college=world.college, stream=stream, course=world.courses[course])
        for number, day in enumerate((date(2026, 11, 17), date(2026, 11, 18))):
            lesson = add_lesson(world, f"together{number}-{course}", course, "other_teacher", day, 1)
            called = None if (number, course) == (1, "history") else RECORDED
            LessonRecord.objects.create(
                college=world.college, lesson=lesson, course=lesson.course, topic="Тема", roll_called_at=called
            )
            if called is None:
                for student in listed(world, "ТЭ-11", day):
                    Entry.objects.create(
                        college=world.college, course=lesson.course, lesson=lesson, student_id=student, slot=0,
                        value=PRESENT, changed_at=RECORDED,
                    )  # fmt: skip


def hours_by_hand(world, *courses):
    """(plan, given) of each page, by its journal alone."""
    found = []
    for course in courses:
        records = LessonRecord.objects.of(world.id).filter(course=world.courses[course], lesson__date__lte=TODAY)
        found.append((96, sum(row.lesson.hours for row in records.select_related("lesson"))))
    return found


def test_what_joined_groups_hold_twice_is_once_for_their_teacher_and_stands_in_each_discipline(world):
    """A5.2, A5.3: in the deputy's tables and in the teacher's own totals; subgroups are one time of the students."""
    joined(world)
    one, two = world.courses["english1"], world.courses["english2"]
    Course.objects.of(world.id).filter(pk=two.pk).update(discipline=one.discipline, hours_planned=100)
    deputy = world.actor("deputy")
    own = hours_by_hand(world, "module", "history")
    alone = [(100, 2)]  # the second subgroup, of which the first is further behind by nothing
    plan, given = 96 + 100, sum(hours for _plan, hours in own) - 4 + alone[0][1]
    tables = {table.title: table for table in built(deputy, "deputy").more}
    teachers = {row["teacher"].partition(" ")[0]: row for row in lines(tables["По преподавателям"])}
    name = world.people["other_teacher"].surname
    assert (teachers[name]["plan"], teachers[name]["given"]) == (plan, given)
    assert any("один раз" in words for words in tables["По преподавателям"].notes)
    term = built(deputy, "teacher-term")
    whole = next(row for row in term.rows if isinstance(row, Total) and row[0].startswith(name))
    assert (whole[3], whole[4]) == (plan, given)
    sheet = [row for row in built(deputy, "teachers").rows if isinstance(row, Total) and row[0].startswith(name)]
    (whole,) = sheet
    assert whole[3:5] == (plan, given)
    ahead, unrecorded = (whole[place] or 0 for place in (7, 8))
    assert (whole[6], whole[9]) == (plan - given, given + ahead + unrecorded - plan)
    found = {row["discipline"]: (row["plan"], row["given"]) for row in lines(tables["По дисциплинам"])}
    for course, hours in zip(("module", "history"), own, strict=True):
        assert next(told for title, told in found.items() if course_title(world, course) in title) == hours
    assert next(told for title, told in found.items() if course_title(world, "english1") in title) == (100, 2)
    world.college.parameters = {"joined_hours_once": False}
    world.college.save()
    apart = {table.title: table for table in built(world.actor("deputy"), "deputy").more}["По преподавателям"]
    row = next(row for row in lines(apart) if row["teacher"].startswith(name))
    assert (row["plan"], row["given"], apart.notes) == (plan + 96, given + 4, ())


def test_a_teachers_own_page_and_the_ledger_say_the_same_of_joined_groups(world):
    """«Мои часы» is one truth with «Вычитка по преподавателям» (A5.2, A5.3); both are held against lessons counted here."""
    joined(world)
    for course in ("module", "history"):  # one together still to come, one that passed without a record
        add_lesson(world, f"ahead-{course}", course, "other_teacher", TODAY + timedelta(days=3), 1)
        add_lesson(world, f"missed-{course}", course, "other_teacher", date(2026, 11, 19), 1)
    who = world.people["other_teacher"]
    led = CourseTeacher.objects.of(world.id).filter(teacher=who.pk, until=None).values("course")
    sat: dict[str, dict[tuple[date, int], int]] = {"given": {}, "ahead": {}, "unrecorded": {}}
    records = set(LessonRecord.objects.of(world.id).values_list("lesson_id", flat=True))
    for lesson in Lesson.objects.of(world.id).filter(course__in=led, state="planned"):
        kind = "given" if lesson.pk in records else "unrecorded" if lesson.date < TODAY else "ahead"
        sat[kind][lesson.date, lesson.pair] = lesson.hours
    given, ahead, unrecorded = (sum(sat[kind].values()) for kind in ("given", "ahead", "unrecorded"))
    plan = 96 * (led.count() - 1)
    page = load_own(world.actor("other_teacher"))
    total = page.total
    assert (total.plan, total.given, total.ahead, total.unrecorded) == (plan, given, ahead, unrecorded)
    assert (total.left, total.outcome) == (plan - given, given + ahead + unrecorded - plan)
    assert [number for _head, number in page.taken_off] == [96 - 8, -96, -4, -2, -2, -(96 - 4)]
    rows = built(world.actor("other_teacher"), "teachers").rows
    (ledger,) = [row for row in rows if isinstance(row, Total) and row[0].startswith(who.surname)]
    assert (ledger[3], ledger[4], ledger[6], ledger[9]) == (total.plan, total.given, total.left, total.outcome)
    assert "считаются один раз" in world.client("other_teacher").get("/my-hours/").content.decode()


def course_title(world, course):
    return world.courses[course].discipline.name
