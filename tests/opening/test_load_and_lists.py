"""The load, streams and lists of the year: what is written is not hidden, nobody is lost, what is typed twice is taken once."""

from datetime import date, timedelta

import pytest

from tests import worlds
from tests.journal.written_day import write_day
from zhurnal.academic_year.models import AcademicYear
from zhurnal.curriculum.models import Course, CourseTeacher, Membership, StreamCourse
from zhurnal.journal.models import Entry
from zhurnal.opening.actions.groups import carry_over
from zhurnal.opening.actions.load import save_load, save_streams
from zhurnal.opening.crossing import Choices
from zhurnal.opening.rules.carrying import Fate
from zhurnal.opening.tables import load_now

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(frozen_time):
    found, _other = worlds.two_colleges()
    return found


def teachers(course):
    return list(
        CourseTeacher.objects.of(course.college_id)
        .filter(course=course.pk)
        .order_by("since", "pk")
        .values_list("teacher_id", "since", "until")
    )


def test_a_page_on_which_something_stands_is_not_narrowed_to_one_subgroup(world):
    write_day(world)
    course = (
        Course.objects.of(world.id)
        .select_related("discipline")
        .filter(pk__in=Entry.objects.of(world.id).values("course"), subgroup=None, group__name="Э-21")
        .first()
    )
    name, teacher = course.discipline.name, world.people["teacher"]
    before = Entry.objects.of(world.id).filter(course=course).count()
    assert before
    assert (
        save_load(world.actor("deputy"), world.year, f"Э-21; 1; {name}; 1; {teacher}\nЭ-21; 1; {name}; 2; {teacher}")
        == []
    )
    course = Course.objects.of(world.id).get(pk=course.pk)
    assert course.subgroup_id is None
    rows = Course.objects.of(world.id).filter(
        group=course.group_id, term=course.term_id, discipline=course.discipline_id
    )
    assert sorted(rows.values_list("subgroup__number", flat=True), key=lambda number: number or 0) == [None, 1, 2]
    assert Entry.objects.of(world.id).filter(course=course).count() == before


@pytest.mark.parametrize("order", [(0, 1, 2), (1, 2, 0)], ids=["whole first", "whole last"])
def test_lectures_for_the_group_and_labs_by_subgroups_stand_beside_each_other(world, order):
    course, actor = world.courses["electro"], world.actor("deputy")
    group = course.group
    leaders = [world.people[one] for one in ("teacher", "substitute", "other_teacher")]
    lines = [
        f"{group.name}; 1; {course.discipline.name}; {part or ''}; {one}" for part, one in enumerate(map(str, leaders))
    ]
    text = "\n".join(lines[part] for part in order)
    pages = Course.objects.of(world.id).filter(group=group, term=course.term_id, discipline=course.discipline_id)

    for _time in range(2):  # once more changes nothing
        assert save_load(actor, world.year, text) == []
        led = CourseTeacher.objects.of(world.id).filter(course__in=pages, until__isnull=True)
        found = led.order_by("course__subgroup__number").values_list("course__subgroup__number", "teacher")
        assert dict(found) == {part or None: one.pk for part, one in enumerate(leaders)}
        assert pages.count() == len(found) == 3
    assert pages.get(subgroup=None).pk == course.pk
    now = [
        line for line in load_now(world.year).split("\n") if line.startswith(f"{group.name}; 1; {course.discipline};")
    ]
    assert sorted(line.rpartition("; ")[2] for line in now) == sorted(map(str, leaders))


def test_a_lecture_page_lost_to_a_subgroup_is_opened_by_its_line(world):
    course, actor = world.courses["electro"], world.actor("deputy")
    name, group = course.discipline.name, course.group
    assert save_load(actor, world.year, f"{group.name}; 1; {name}; 1; {world.people['teacher']}") == []
    pages = Course.objects.of(world.id).filter(group=group, term=course.term_id, discipline=course.discipline_id)
    assert not pages.filter(subgroup=None).exists()
    assert save_load(actor, world.year, f"{group.name}; 1; {name}; ; {world.people['substitute']}") == []
    whole = pages.get(subgroup=None)
    assert [row[0] for row in teachers(whole)] == [world.people["substitute"].pk]


def test_a_teacher_may_be_changed_there_and_back_on_one_day(world):
    course = world.courses["electro"]
    was, other = world.people["teacher"], world.people["substitute"]
    for who in (other, was, other):
        assert save_load(world.actor("deputy"), world.year, f"Э-21; 1; {course.discipline.name}; ; {who}") == []
    today = world.actor("deputy").today
    rows = [row for row in teachers(course) if row[0] in (was.pk, other.pk)]
    assert (other.pk, today, None) in rows
    assert all(until is None or until < today for teacher, _since, until in rows)
    assert sum(until is None for _teacher, _since, until in rows) == 1


def test_streams_take_a_group_once_and_a_name_for_one_discipline(world):
    courses = Course.objects.of(world.id).filter(subgroup=None, term=world.term).select_related("group", "discipline")
    by_name = {}
    for course in courses:
        by_name.setdefault(course.discipline.name, {})[course.group.name] = course
    name = next(name for name, groups in by_name.items() if "Э-21" in groups)
    Course.objects.create(
        college=world.college, year=world.year, term=world.term, group=world.groups["ТЭ-11"],
        discipline=by_name[name]["Э-21"].discipline, kind="theory", hours_planned=36,
    )  # fmt: skip
    actor, line = world.actor("deputy"), f"Поток 1; 1; {name}; Э-21, Э-21, ТЭ-11"
    assert save_streams(actor, world.year, f"{line}\n{line}") == []
    assert StreamCourse.objects.of(world.id).count() == 2
    other = next(other for other, groups in by_name.items() if other != name and "Э-21" in groups)
    Course.objects.create(
        college=world.college, year=world.year, term=world.term, group=world.groups["ТЭ-11"],
        discipline=by_name[other]["Э-21"].discipline, kind="theory", hours_planned=36,
    )  # fmt: skip
    [problem] = save_streams(actor, world.year, f"{line}\nПоток 1; 1; {other}; Э-21, ТЭ-11")
    assert "строке 1" in problem.text


def test_an_order_written_ahead_goes_on_with_the_student(world, frozen_time):
    frozen_time.move_to("2027-06-20T09:00:00+03:00")
    year = AcademicYear.objects.create(
        college=world.college, name="2027/28", starts=date(2027, 9, 1), ends=date(2028, 6, 30)
    )
    gone = year.starts + timedelta(days=14)
    student = world.people["student"]
    rows = Membership.objects.of(world.id).filter(student=student)
    rows.filter(left=None).update(left=gone, note="отчислен", order_out="№ 7-с от 19.06.2027")
    old = rows.get(left=gone)
    fates = dict.fromkeys(
        Membership.objects.of(world.id).exclude(group=old.group_id).values_list("pk", flat=True), Fate.WAIT
    )
    assert carry_over(world.actor("deputy"), year, Choices(graduates=frozenset(), fates=fates, names={})) == []
    new = rows.get(group__year=year)
    assert (new.entered, new.left, new.note, new.order_out) == (year.starts, gone, "отчислен", "№ 7-с от 19.06.2027")
    old = Membership.objects.of(world.id).get(pk=old.pk)
    assert (old.left, old.note, old.order_out) == (year.starts, "", "")


def test_a_year_that_is_taught_is_not_still_being_opened(world):
    client = world.client("administrator")
    assert "продолжить открытие" in client.get("/year/").content.decode()

    write_day(world)

    assert "идёт" in client.get("/year/").content.decode()
    AcademicYear.objects.of(world.id).filter(pk=world.year.pk).update(ends=worlds.TODAY - timedelta(days=1))
    assert "закончился" in client.get("/year/").content.decode()
