"""The builder: what goes together, and numbers that agree with a count made here over raw rows (1.11 e)."""

from collections import defaultdict
from datetime import date
from decimal import Decimal

import pytest

from tests.reports.asking import built, lines
from tests.reports.test_groups import absences
from tests.reports.written import listed, value_of, written_world
from tests.worlds import RECORDED, TODAY, add_lesson
from zhurnal.assessment.models import Result
from zhurnal.curriculum.models import Course, Stream, StreamCourse
from zhurnal.journal.models import LessonRecord
from zhurnal.kernel.export import Total
from zhurnal.people.models import Person
from zhurnal.reports.rules.builder import Axis, Measure, Shape, read_shape

MARKS = ("5", "4", "3", "2")


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"rows": "group"}, "Отметьте хотя бы один показатель"),
        ({"m-mean": "1"}, "Выберите, что будет строками"),
        ({"rows": "group; DROP TABLE", "m-mean": "1"}, "Выберите, что будет строками"),
        ({"rows": "group", "columns": "group", "m-mean": "1"}, "одно и то же"),
        ({"rows": "month", "m-mean": "1"}, "Итоги не делятся по месяцам"),
        ({"rows": "teacher", "m-students": "1"}, "Число студентов не делится"),
        ({"rows": "sex", "m-given": "1"}, "Часы занятий не делятся"),
    ],
)
def test_what_does_not_go_together_is_told_in_a_sentence(sent, words):
    found = read_shape(sent)
    assert isinstance(found, str)
    assert words in found


def test_a_shape_is_read_from_closed_sets():
    assert read_shape({"rows": "group", "columns": "sex", "m-mean": "1", "m-nothing": "1"}) == Shape(
        Axis.GROUP, Axis.SEX, (Measure.MEAN,)
    )
    assert read_shape({}) == Shape()


@pytest.fixture
def world(db, frozen_time):
    return written_world()


def test_groups_by_measures_agree_with_a_count_by_hand(world):
    sent = {"rows": "group", "m-students": "1", "m-fives": "1", "m-unfit": "1", "m-missed": "1", "m-unexcused": "1"}
    table = built(world.actor("deputy"), "builder", **sent)
    found = {row["row"]: row for row in lines(table)}
    for group, courses in (("Э-21", ("electro", "module")), ("ТЭ-11", ("history",))):
        people = listed(world, group, TODAY)
        values = [value_of(world, student, course) for student in people for course in courses]
        lost = absences(world, group)
        row = found[group]
        assert row["students0"] == len(people)
        assert (row["fives0"] or 0) == values.count("5")
        assert (row["unfit0"] or 0) == len([v for v in values if v in {"2", "на", "незач"}])
        assert (row["missed0"] or 0) == sum(hours for _s, hours, _k in lost)
        assert (row["unexcused0"] or 0) == sum(hours for _s, hours, kind in lost if kind == "н")
    whole = next(row for row in table.rows if isinstance(row, Total))
    assert whole[1] == sum(row["students0"] for row in found.values())


def test_months_across_disciplines_sum_to_the_whole(world):
    table = built(world.actor("deputy"), "builder", rows="discipline", columns="month", **{"m-missed": "1"})
    assert [column.title for column in table.columns[1:]] == ["сентябрь 2026", "октябрь 2026", "ноябрь 2026", "Всего"]
    lost = [row for group in ("Э-21", "ТЭ-11") for row in absences(world, group)]
    whole = next(row for row in table.rows if isinstance(row, Total))
    assert whole[-1] == sum(hours for _s, hours, _k in lost)
    assert all(sum(cell or 0 for cell in row[1:-1]) == (row[-1] or 0) for row in table.rows)


def test_results_of_subgroups_are_of_their_own_teachers_and_namesakes_stand_apart(world):
    one, two = world.courses["english1"], world.courses["english2"]
    Course.objects.of(world.id).filter(pk=two.pk).update(discipline=one.discipline)
    Person.objects.of(world.id).filter(pk=world.people["other_teacher"].pk).update(
        surname=world.people["subgroup_teacher"].surname, given="Анна", patronymic="Борисовна"
    )
    for name in ("student", "adult", "student0"):  # the first, the second, the first subgroup
        Result.objects.create(
            college=world.college, student=world.people[name], discipline=one.discipline, term=world.term, semester=3,
            level="exam", value="5", set_at=RECORDED,
        )  # fmt: skip
    sent = {"rows": "teacher", "discipline": one.discipline_id, "m-results": "1"}
    rows = lines(built(world.actor("deputy"), "builder", **sent))
    assert [row["row"].replace("\u00a0", " ") for row in rows] == ["Жукова-А А. Б."] * 2
    assert sorted(row["results0"] for row in rows) == [1, 2]


def english(world):
    """Two subgroups of one discipline sit at one time; the second missed a lesson, the first wrote one late."""
    one, two = world.courses["english1"], world.courses["english2"]
    Course.objects.of(world.id).filter(pk=two.pk).update(discipline=one.discipline)
    for number, day in enumerate((date(2026, 10, 20), date(2026, 11, 3), date(2026, 11, 17))):
        for part, teacher in (("1", "subgroup_teacher"), ("2", "other_teacher")):
            if (number, part) != (1, "2"):
                lesson = add_lesson(world, f"p{number}{part}", f"english{part}", teacher, day, 1)
                LessonRecord.objects.create(
                    college=world.college, lesson=lesson, course=lesson.course, topic="Тема", roll_called_at=RECORDED,
                    late_entries=int((number, part) == (0, "1")),
                )  # fmt: skip


def given_by_hand(world, group):
    """(hours of the students, hours of the teachers) of a group: of subgroups the one with fewer hours (A5.2)."""
    found = defaultdict(lambda: defaultdict(int))
    for row in LessonRecord.objects.of(world.id).select_related("lesson", "course"):
        counts = row.topic and row.roll_called_at and row.lesson.state == "planned" and row.lesson.date <= TODAY
        if counts and row.course.group_id == world.groups[group].pk:
            found[row.course.discipline_id, bool(row.course.subgroup_id)][row.course_id] += row.lesson.hours
    own = [list(of.values()) for of in found.values()]
    return sum(min(hours) for hours in own), sum(sum(hours) for hours in own)


def test_hours_of_subgroups_are_single_for_the_group_and_each_teachers_own(world):
    """C5.2: with the hours by disciplines and with a count by hand."""
    english(world)
    deputy = world.actor("deputy")
    students, teachers = given_by_hand(world, "Э-21")
    assert students == teachers - 8
    by_group = {row["row"]: row for row in lines(built(deputy, "builder", rows="group", **{"m-given": 1, "m-late": 1}))}
    whole = {row[0]: row for row in built(deputy, "disciplines").rows if isinstance(row, Total)}
    for group in ("Э-21", "ТЭ-11"):
        assert by_group[group]["given0"] == given_by_hand(world, group)[0] == whole[group][4]
    written = LessonRecord.objects.of(world.id).select_related("course")
    records = [row for row in written if row.course.group_id == world.groups["Э-21"].pk]
    late = len(
        [row for row in records if row.late_entries]
    )  # each lesson is two hours, and each journal is written by somebody
    assert by_group["Э-21"]["late0"] == round(Decimal(100 * late) / len(records), 1)
    by_month = built(deputy, "builder", rows="discipline", columns="month", **{"m-given": 1})
    foreign = next(row for row in by_month.rows if row[0].startswith("ОГСЭ.03"))
    assert foreign[1:] == (None, 2, 4, 6)
    of_teachers = built(deputy, "builder", rows="teacher", columns="group", **{"m-given": 1})
    assert [column.title for column in of_teachers.columns[1:3]] == ["ТЭ-11", "Э-21"]
    assert next(row for row in of_teachers.rows if isinstance(row, Total))[2] == teachers


def test_a_joined_sitting_is_one_for_its_teacher_and_stands_in_each_group(world):
    """A5.3, as the form of the month has it."""
    stream = Stream.objects.create(college=world.college, term=world.term, name="Поток")
    for course in ("module", "history"):
        StreamCourse.objects.create(college=world.college, stream=stream, course=world.courses[course])
        lesson = add_lesson(world, f"together-{course}", course, "other_teacher", date(2026, 11, 18), 1)
        LessonRecord.objects.create(
            college=world.college, lesson=lesson, course=lesson.course, topic="Тема", roll_called_at=RECORDED
        )
    sent = {"period": "month:2026-11", "m-given": 1}
    deputy = world.actor("deputy")
    form = built(deputy, "form2", period="month:2026-11")
    total = [column.key for column in form.columns].index("total")
    told = {row["row"]: row["given0"] for row in lines(built(deputy, "builder", rows="teacher", **sent))}
    assert told == {row[0]: row[total] for row in form.rows if isinstance(row, Total) and row[1] == "Итого"}
    across = built(deputy, "builder", rows="teacher", columns="group", **sent)
    heads = [column.title for column in across.columns[1:]]
    assert "ТЭ-11, Э-21" in heads
    groups = {row["row"]: row["given0"] for row in lines(built(deputy, "builder", rows="group", **sent))}
    assert groups == {group: given_in_november(world, group) for group in groups}
    world.college.parameters = {"joined_hours_once": False}
    world.college.save()
    told_apart = lines(built(world.actor("deputy"), "builder", rows="teacher", **sent))
    assert sum(row["given0"] for row in told_apart) == sum(told.values()) + 2


def given_in_november(world, group):
    """Hours in a group's journals."""
    rows = (
        LessonRecord.objects.of(world.id)
        .filter(course__group=world.groups[group], lesson__date__month=11)
        .select_related("lesson")
    )
    return sum(row.lesson.hours for row in rows.exclude(roll_called_at=None).exclude(topic=""))


def test_a_head_counts_his_department_only(world):
    found = {
        who: [row["row"] for row in lines(built(world.actor(who), "builder", rows="group", **{"m-students": "1"}))]
        for who in ("department_head", "other_head")
    }
    assert found == {"department_head": ["Э-21"], "other_head": ["ТЭ-11"]}
    assert world.client("teacher").get("/reports/builder/").status_code == 404


def test_a_wrong_shape_is_a_page_with_its_sentence_and_what_was_chosen(world):
    answer = world.client("deputy").get("/reports/builder/?rows=month&m-mean=1")
    text = answer.content.decode()
    assert (answer.status_code, "Итоги не делятся по месяцам" in text) == (422, True)
    assert '<option value="month" selected>' in text
    assert world.client("deputy").get("/reports/builder/file/xlsx/?rows=month&m-mean=1").status_code == 400


def test_a_shape_is_kept_by_name(world):
    sent = {"rows": "sex", "m-students": "1", "name": "По полу"}
    assert world.client("deputy").post("/reports/builder/save/", sent).status_code == 302
    page = world.client("deputy").get("/reports/").content.decode()
    assert "rows=sex&amp;m-students=1" in page
