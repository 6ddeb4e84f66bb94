"""A teacher's term report agrees with a count made here over raw rows (1.11 e, A9)."""

from decimal import Decimal

import pytest

from tests.reports.asking import built, lines
from tests.reports.test_groups import MARKS, rounded
from tests.reports.written import held, listed, value_of, written_world
from tests.worlds import TODAY
from zhurnal.curriculum.models import SubgroupMembership
from zhurnal.journal.models import LessonRecord
from zhurnal.kernel.export import Total


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
