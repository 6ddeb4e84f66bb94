"""The builder: what goes together, and numbers that agree with a count made here over raw rows (1.11 e)."""

import pytest

from tests.reports.asking import built, lines
from tests.reports.test_groups import absences
from tests.reports.written import listed, value_of, written_world
from tests.worlds import RECORDED, TODAY
from zhurnal.assessment.models import Result
from zhurnal.curriculum.models import Course
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
