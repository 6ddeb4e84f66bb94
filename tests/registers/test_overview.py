"""Completeness by group and field: right figures, one constant number of statements."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import worlds
from zhurnal.curriculum.models import Group
from zhurnal.people.models import Guardianship, Person
from zhurnal.registers.models import RegisterField, RegisterValue
from zhurnal.registers.queries.group import load_field, load_group
from zhurnal.registers.queries.overview import load_overview
from zhurnal.registers.rules.completeness import Filled

pytestmark = pytest.mark.django_db


def keep(world, name, **values):
    for field, value in values.items():
        RegisterValue.objects.create(
            college=world.college, person=world.people[name], field=field, value=value, changed_at=worlds.RECORDED
        )


def figures(page):
    return {row.group.name: dict(row.cells) for _department, rows in page.departments for row in rows}


def test_figures_by_group_and_section(frozen_time):
    world, other = worlds.two_colleges()
    keep(world, "student", phone="+7 900 111-22-33", address="ул. Мира, 5", snils="нет", document="4512 345678")
    keep(world, "classmate", phone="+7 900 111-22-44", snils="")
    keep(world, "left", phone="+7 900 111-22-55")
    keep(world, "parent", parent_phone="+7 900 111-22-66")
    keep(world, "ex_parent", parent_phone="+7 900 111-22-77")
    keep(other, "student", phone="+7 900 111-22-88")
    found = figures(load_overview(world.actor("deputy")))
    assert set(found) == {"Э-21", "ТЭ-11"}
    assert found["Э-21"] == {
        "Личные данные": Filled(20, 20), "Паспорт, СНИЛС": Filled(2, 20), "Телефон, адрес": Filled(3, 20),
        "Обучение": Filled(0, 10), "Родители": Filled(3, 18), "Доступы родителей": Filled(2, 9),
    }  # fmt: skip
    assert found["ТЭ-11"]["Родители"] == Filled(2, 2)


def test_an_account_of_whose_child_no_birthday_is_known_is_no_access(frozen_time):
    """It opens nothing (A11.3): the overview names the birthday that is missing, and counts no access."""
    world, _other = worlds.two_colleges()
    Person.objects.of(world.id).filter(pk=world.people["student"].pk).update(birth_date=None)
    found = figures(load_overview(world.actor("deputy")))["Э-21"]
    assert (found["Личные данные"], found["Доступы родителей"]) == (Filled(19, 20), Filled(1, 9))
    Guardianship.objects.of(world.id).filter(student=world.people["student"]).update(consent=True)
    assert figures(load_overview(world.actor("deputy")))["Э-21"]["Доступы родителей"] == Filled(2, 9)


def test_the_overview_and_the_page_of_a_group_count_the_same(frozen_time):
    world, _other = worlds.two_colleges()
    RegisterField.objects.create(college=world.college, field="benefit", used=True, required=True)
    keep(world, "student", phone="+7 900 111-22-33", benefit="no")
    keep(world, "parent", parent_phone="+7 900 111-22-66")
    actor = world.actor("department_head")
    overview = load_overview(actor)
    group = load_group(actor, Group.objects.of(world.id).get(name="Э-21"))
    assert (overview.groups, overview.whole) == (1, group.whole)
    row = overview.departments[0][1][0].group
    lines = {line.key: line.filled for _title, lines in group.sections for line in lines if line.demanded}
    assert row.fields == lines


@pytest.mark.parametrize("students", [1, 30])
@pytest.mark.parametrize(
    ("read", "statements"),
    [
        (lambda actor, _group: load_overview(actor), 7),
        (load_group, 7),
        (lambda actor, group: load_field(actor, group, "phone"), 6),
    ],
)
def test_reads_cost_the_same_for_one_and_for_thirty(frozen_time, students, read, statements):
    world = worlds.make_college("vek", "А", students)
    actor, group = world.actor("deputy"), Group.objects.of(world.id).get(name="Э-21")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        read(actor, group)
    assert len(asked) == statements
