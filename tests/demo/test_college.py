"""The demonstration colleges have the shares and the order of a real one, and are the same every time."""

import os
import subprocess
import sys
from collections import Counter, defaultdict
from datetime import date, time, timedelta
from pathlib import Path

import pytest

from tests.demo.colleges import NOW, TODAY, pml, vek
from zhurnal.demo import specs
from zhurnal.demo.college import build_college
from zhurnal.demo.load_joined import practice_periods
from zhurnal.journal.rules import entry as grammar

BOTH = pytest.mark.parametrize("build", [vek, pml], ids=["vek", "pml"])
DIGEST = """
import hashlib
from datetime import date, time
from zhurnal.demo import specs
from zhurnal.demo.college import build_college
print(hashlib.sha256(repr(build_college(specs.VEK, date(2026, 11, 24), time(10, 42))).encode()).hexdigest())
"""


def held(college):
    return [row for row in college.lessons if row.state == "planned"]


def test_the_same_in_two_processes():
    root = Path(__file__).resolve().parents[2]
    digests = {
        subprocess.run(
            [sys.executable, "-c", DIGEST],
            cwd=root,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1


def test_the_big_college_has_its_size():
    college = vek()
    roles = Counter(row.role for row in college.roles)
    assert (len(college.groups), roles["student"], roles["parent"], roles["teacher"]) == (30, 720, 900, 48)
    assert roles["group_leader"] == 30
    adults = [p for p in college.people if p.key[0].isupper() and p.birth and (TODAY - p.birth).days >= 18 * 365.25]
    assert 0.40 <= len(adults) / 720 <= 0.50


@BOTH
def test_nobody_and_nothing_is_in_two_places(build):
    college = build()
    joint = {row.lesson for row in college.substitutions if row.mode == "joint"}
    together = {course for stream in college.streams for course in stream.courses}
    single = [row for row in held(college) if row.key not in joint and row.course not in together]
    for thing in ("teacher", "room"):
        taken = Counter((getattr(row, thing), row.date, row.pair) for row in single)
        assert [place for place, count in taken.items() if count > 1] == []
    courses = {row.key: row for row in college.courses}
    groups = defaultdict(list)
    for row in held(college):
        course = courses[row.course]
        groups[course.group, row.date, row.pair].append(course.subgroup)
    clashes = [
        place for place, parts in groups.items() if len(parts) > 1 and (None in parts or len(set(parts)) < len(parts))
    ]
    assert clashes == []


@BOTH
def test_a_week_has_18_pairs(build):
    college = build()
    courses = {row.key: row for row in college.courses}
    monday = TODAY - timedelta(days=TODAY.weekday() + 14)
    places = defaultdict(set)
    for row in college.lessons:
        if monday <= row.date < monday + timedelta(days=7) and row.origin == "timetable":
            places[courses[row.course].group].add((row.date, row.pair))
    assert {group: len(pairs) for group, pairs in places.items()} == {row.name: 18 for row in college.groups}


@BOTH
def test_hours_never_exceed_the_plan(build):
    college = build()
    given = Counter(row.course for row in held(college))
    assert [row.key for row in college.courses if given[row.key] > row.pairs] == []


@BOTH
def test_lessons_stand_at_the_time_of_a_bell(build):
    college = build()
    rings = {(row.weekday, row.pair): (row.starts, row.ends) for row in college.bells}
    assert all(rings[row.date.isoweekday(), row.pair] == (row.starts, row.ends) for row in college.lessons)


def test_marks_are_shared_as_in_life():
    marks = Counter(row.value for row in vek().entries if row.slot > 0 and row.value)
    total = sum(marks.values())
    assert {mark: round(100 * count / total) for mark, count in marks.items()} == pytest.approx(
        {"5": 27, "4": 38, "3": 29, "2": 6}, abs=1.6
    )
    corrected = sum(len(row.signs) > 1 for row in vek().entries if row.slot > 0)
    assert 0.003 <= corrected / total <= 0.008


def test_absence_is_nine_percent_and_three_fifths_valid():
    college = vek()
    days = {row.key: row.date for row in college.lessons}
    causes = defaultdict(list)
    for row in college.excuses:
        if row.state == "approved":
            causes[row.student].append(row)
    absent = [row for row in college.entries if row.slot == 0 and row.value == "н"]
    valid = [
        row
        for row in absent
        if any(c.since <= days[row.lesson] <= c.until and c.kind in ("б", "у", "п") for c in causes[row.student])
    ]
    assert 0.07 <= len(absent) / expected_attendance(college) <= 0.11
    assert 0.52 <= len(valid) / len(absent) <= 0.68


def expected_attendance(college):
    courses = {row.key: row for row in college.courses}
    sizes = Counter(row.subgroup for row in college.subgroup_memberships) + Counter(
        row.group for row in college.memberships
    )
    lessons = {row.key: row for row in college.lessons}
    return sum(
        sizes[courses[lessons[row.lesson].course].subgroup or courses[row.course].group] for row in college.records
    )


@BOTH
def test_substitutions_are_three_to_five_percent(build):
    college = build()
    past = [row for row in college.lessons if row.date <= TODAY]
    known = {row.key for row in past}
    assert 0.025 <= len([row for row in college.substitutions if row.lesson in known]) / len(past) <= 0.05
    assert all(row.reason for row in college.substitutions)


@BOTH
def test_signs_are_of_the_closed_set_and_in_their_places(build):
    for row in build().entries:
        for sign in row.signs:
            parsed = grammar.parse(sign.value)
            assert getattr(parsed, "value", None) == sign.value
            assert grammar.place_refusal(parsed, row.slot) is None


@BOTH
def test_absence_and_mark_never_share_a_lesson(build):
    college = build()
    absent = {(row.lesson, row.student) for row in college.entries if row.slot == 0 and row.value == "н"}
    places = [(row.lesson, row.student, row.slot) for row in college.entries]
    assert len(places) == len(set(places))
    assert [row for row in college.entries if row.slot > 0 and (row.lesson, row.student) in absent] == []
    assert [row for row in college.entries if row.slot < 0 and (row.lesson, row.student) not in absent] == []


@BOTH
def test_every_mark_stands_in_a_column_of_its_lesson(build):
    college = build()
    columns = {(row.lesson, row.slot) for row in college.works}
    assert [row for row in college.entries if row.slot and (row.lesson, abs(row.slot)) not in columns] == []


@BOTH
def test_nothing_is_written_after_now_or_off_the_list(build):
    college = build()
    now = (TODAY, NOW)
    lists = defaultdict(list)
    for row in college.memberships:
        lists[row.student].append(row)
    days = {row.key: row.date for row in college.lessons}
    courses = {row.key: row for row in college.courses}
    for row in college.entries:
        assert all((sign.at.date(), sign.at.time()) <= now for sign in row.signs)
        group = courses[row.course].group
        assert any(m.group == group and m.holds(days[row.lesson]) for m in lists[row.student]), row


def test_the_day_of_the_demonstration_teacher_is_the_pictured_one():
    college = vek()
    own = [row for row in held(college) if row.teacher == "t01" and row.date == TODAY]
    assert [(row.pair, row.course, row.substituted) for row in own] == [
        (1, "Э-22/ОП.02", False),
        (2, "Э-21/ОП.02", False),
        (3, "Э-31/МДК.01.01/2", False),
        (4, "ТЭ-21/ОП.02", True),
    ]
    records = {row.lesson: row for row in college.records}
    first, second = records[own[0].key], records[own[1].key]
    assert (first.topic is None, first.homework is None, first.roll is None) == (False, False, False)
    assert second.topic.text == first.topic.text == "Соединение потребителей звездой. Роль нейтрального провода"
    assert (second.homework, second.roll is None) == (None, False)
    oral = [row for row in college.entries if row.lesson == own[1].key and row.slot == 1]
    absent = [row for row in college.entries if row.lesson == own[1].key and row.slot == 0]
    assert (len(oral), len(absent)) == (7, 3)


def test_cases_of_the_domain_are_there():
    college = vek()
    assert any(row.mode == "other" for row in college.substitutions)
    assert any(row.mode == "joint" for row in college.substitutions)
    assert [row.course for row in college.lessons if row.origin == "manual"] == ["Э-22/ОП.02"]
    kinds = {"transfer_in", "rename", "leave", "return", "transfer", "expulsion"}
    assert {row.kind for row in college.orders} == kinds  # C5.3
    stream = college.streams[0]
    own = [{(row.date, row.pair) for row in held(college) if row.course == course} for course in stream.courses]
    assert len(own[0] & own[1]) >= 4  # C5.12: joined lessons stand in each group's journal
    assert any(row.value == "осв" for row in college.entries)
    assert any(row.until is not None for row in college.guardians)
    assert {row.state for row in college.open_requests} == {"open", "approved", "rejected"}
    assert {row.state for row in college.excuses} == {"open", "approved", "rejected"}
    assert any(row.topic is None for row in college.records)
    assert {row.slot < 0 for row in college.entries} == {True, False}


def test_siblings_share_a_parent_and_some_have_two():
    college = vek()
    children = defaultdict(set)
    parents = defaultdict(set)
    for row in college.guardians:
        children[row.parent].add(row.student)
        parents[row.student].add(row.parent)
    mother = next(row for row in college.people if (row.surname, row.given) == ("Калугина", "Татьяна"))
    names = {row.key: (row.surname, row.given) for row in college.people}
    assert {names[key] for key in children[mother.key]} == {("Калугин", "Степан"), ("Калугина", "Вера")}
    assert max(len(found) for found in parents.values()) == 2
    assert len(parents) == 720


def test_the_second_college_shares_nobody_with_the_first():
    logins = {row.login for row in vek().accounts if row.password == "demo-teacher"}
    assert not logins & {row.login for row in pml().accounts}
    assert (len(pml().groups), Counter(row.role for row in pml().roles)["student"]) == (3, 40)


@pytest.mark.parametrize("today", [date(2027, 3, 15), date(2026, 11, 22), date(2026, 11, 4), date(2026, 9, 1)])
def test_other_days_have_lessons_under_way(today):
    college = build_college(specs.tiny(), today, time(11, 0))
    lessons = [row for row in held(college) if row.date == today]
    assert any(row.course == "Э-21/ОП.02" and row.starts <= time(11, 0) < row.ends for row in lessons)
    assert {row.lesson for row in college.records} & {row.key for row in lessons}


@pytest.mark.parametrize("hour", [7, 14, 23])
def test_at_every_hour_nothing_stands_twice_or_in_the_future(hour):
    now = time(hour, 37)
    college = build_college(specs.VEK, TODAY, now)
    for places in (
        [(row.lesson, row.student, row.slot) for row in college.entries],
        [(row.lesson, row.slot) for row in college.works],
        [row.lesson for row in college.records],
        [(row.course, row.date, row.pair) for row in college.lessons],
        [(index, student) for index, row in enumerate(college.personal_homework) for student in row.students],
        [row.login for row in college.accounts],
    ):
        assert len(places) == len(set(places))
    columns = {(row.lesson, row.slot) for row in college.works}
    assert [row for row in college.entries if row.slot and (row.lesson, abs(row.slot)) not in columns] == []
    assert all((sign.at.date(), sign.at.time()) <= (TODAY, now) for row in college.entries for sign in row.signs)


def test_c5_1_a_subgroup_without_its_teacher_gives_its_pair_to_another_discipline():
    """English in two subgroups, one teacher ill: another discipline of the subgroup goes ahead, and hours are owed."""
    college = vek()
    lessons = {row.key: row for row in college.lessons}
    courses = {row.key: row for row in college.courses}
    found = [row for row in college.substitutions if row.mode == "other" and row.missed]
    pairs = [(courses[lessons[row.missed].course], courses[lessons[row.lesson].course]) for row in found]
    assert any(one.subgroup and "Иностранный" in one.discipline and one.subgroup == two.subgroup for one, two in pairs)
    assert all(lessons[row.missed].state == "cancelled" for row in found)
    assert all(lessons[row.lesson].origin == "substitution" for row in found)


def test_a_group_in_practice_is_out_of_the_timetable():
    """C5.11: on the days of practice nothing but the practice is held, and the practice gets its hours."""
    college, courses = vek(), {row.key: row for row in vek().courses}
    periods = practice_periods(college)
    assert {group for group, *_rest in periods} == {"Э-41", "ТЭ-41", "ЭО-41", "Э-31", "Э-32"}
    for group, discipline, starts, ends in periods:
        within = {
            courses[r.course].discipline
            for r in held(college)
            if courses[r.course].group == group and starts <= r.date <= ends
        }
        assert within == {discipline}
