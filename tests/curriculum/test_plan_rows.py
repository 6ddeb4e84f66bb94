"""Intakes share disciplines, and each is attested by its own plan (A4.1): the plan loaded first speaks for its intake only."""

import pytest

from tests import worlds
from zhurnal.assessment.plan_forms import form_of
from zhurnal.curriculum.models import Course, Curriculum, Discipline, Group, PlanItem, PlanLoad
from zhurnal.curriculum.plan_rows import disciplines_of, journals_by_item, rows_of
from zhurnal.curriculum.rules.plan_match import PlanRows
from zhurnal.movement.queries.places import places_of
from zhurnal.statements.queries.planned import planned_rows


@pytest.fixture
def world(db, frozen_time):
    return worlds.make_college("vek", "А")


def plan(world, start, discipline, form, **named):
    made = Curriculum.objects.create(
        college=world.college, title=f"План {start}", specialty_code="13.02.07", specialty_name="Электроснабжение", start_year=start
    )  # fmt: skip
    title = {"index": discipline.index, "name": discipline.name} | named
    item = PlanItem.objects.create(college=world.college, curriculum=made, kind="discipline", position=1, **title)
    for semester in range(1, 9):
        PlanLoad.objects.create(
            college=world.college, item=item, semester=semester, hours_total=36, lectures=36, attestation=form
        )
    return made, item


def test_each_intake_is_attested_by_its_own_plan(world):
    rows = Course.objects.of(world.id).select_related("group", "term", "discipline")
    course = rows.get(pk=world.courses["electro"].pk)
    discipline = course.discipline
    first, tied = plan(world, 2024, discipline, "Э")
    second, own = plan(world, 2026, discipline, "ДЗ", name=discipline.name.upper().replace("Ё", "Е"))
    Discipline.objects.of(world.id).filter(pk=discipline.pk).update(plan_item=tied)
    Group.objects.of(world.id).filter(pk=course.group_id).update(curriculum=second)
    course = rows.get(pk=course.pk)
    assert form_of(world.id, course) == "ДЗ"
    assert rows_of(world.id, second.pk, [discipline.pk]) == {discipline.pk: own.pk}
    assert (
        rows_of(world.id, first.pk, [discipline.pk])
        == rows_of(world.id, None, [discipline.pk])
        == {discipline.pk: tied.pk}
    )
    assert disciplines_of(world.id, second.pk) == {own.pk: [discipline.pk]}
    kept = journals_by_item(world.id, [own.pk, tied.pk])
    assert list(kept) == [own.pk]
    assert list(kept[own.pk].values()) == [[course.group.name]]
    [row] = [
        row for row in planned_rows(world.actor("deputy"), course.group, course.term) if row.discipline == discipline.pk
    ]
    assert row.form == "ДЗ"
    assert {
        place.form
        for place in places_of(world.actor("deputy"), world.people["student"])
        if place.discipline == discipline.pk
    } == {"ДЗ"}


@pytest.mark.parametrize(
    ("said", "hours", "forms"),
    [("", 0, [""]), ("", 20, ["", "КП"]), ("Э", 0, ["Э"]), ("ДЗ", 20, ["ДЗ", "КП"]), ("Э, КР", 0, ["Э", "КР"]), ("КП", 20, ["", "КП"])],
)  # fmt: skip
def test_a_brought_mark_of_the_discipline_has_a_place_beside_its_project(world, said, hours, forms):
    """Where the plan names no form but has hours of a project, the discipline has its own mark of the term all the same."""
    course = Course.objects.of(world.id).select_related("discipline").get(pk=world.courses["electro"].pk)
    made, _item = plan(world, 2026, course.discipline, said)
    PlanLoad.objects.of(world.id).filter(item__curriculum=made).update(course_project=hours)
    Group.objects.of(world.id).filter(pk=course.group_id).update(curriculum=made)
    places = places_of(world.actor("deputy"), world.people["student"])
    found = [one.form for one in places if (one.discipline, one.term) == (course.discipline_id, course.term_id)]
    assert found == forms


def test_all_disciplines_of_a_row_are_those_that_lead_to_it(world):
    """A row keeps the discipline tied to it and one of the same name that another intake's plan brought: journals of both are its own."""
    tied = Discipline.objects.of(world.id).get(pk=world.courses["electro"].discipline_id)
    first, row = plan(world, 2024, tied, "Э")
    second, other = plan(world, 2026, tied, "ДЗ")
    like = Discipline.objects.create(
        college=world.college, index=tied.index, name=tied.name, short_name="", plan_item=other
    )
    Discipline.objects.of(world.id).filter(pk=tied.pk).update(plan_item=row)
    assert rows_of(world.id, first.pk, [tied.pk, like.pk]) == {tied.pk: row.pk, like.pk: row.pk}
    assert disciplines_of(world.id, first.pk, every=True) == {row.pk: [tied.pk, like.pk]}
    assert disciplines_of(world.id, second.pk, every=True) == {other.pk: [like.pk, tied.pk]}
    assert disciplines_of(world.id, first.pk) == {row.pk: [tied.pk]}


def test_an_empty_plan_asks_nothing_of_the_disciplines(world, django_assert_num_queries):
    empty = Curriculum.objects.create(
        college=world.college, title="План", specialty_code="13.02.07", specialty_name="Электроснабжение", start_year=2026
    )  # fmt: skip
    with django_assert_num_queries(1):
        assert disciplines_of(world.id, empty.pk, every=True) == {}


def test_a_name_of_two_rows_is_found_by_its_index_only():
    rows = PlanRows([(1, "ОП.01", "Физика"), (2, "ОУД.01", "Физика"), (3, "ОП.02", "Ёмкости")])
    assert [
        rows.find("ОП.01", "физика"),
        rows.find("", "Физика"),
        rows.find("", "емкости"),
        rows.find("ОП.09", "Химия"),
    ] == [1, None, 3, None]
