"""A transfer to a group of another form of study: the register says the new form from the day on; an extern is said to be one (A7.1)."""

from datetime import date

import pytest

from tests import worlds
from tests.movement.orders import draft, write
from tests.worlds import TODAY
from zhurnal.curriculum.models import Curriculum, Group
from zhurnal.movement.actions.undo import undo_movement
from zhurnal.movement.models import Movement
from zhurnal.movement.rules.kinds import Kind
from zhurnal.organisation.agenda import turn_day
from zhurnal.registers.models import RegisterValue
from zhurnal.registers.queries.dated import values_on

FRIDAY = date(2026, 11, 27)


@pytest.fixture
def world(db, frozen_time):
    found, _other = worlds.two_colleges()
    for name, form in (("Э-21", "очная"), ("ТЭ-11", "Заочная")):
        plan = Curriculum.objects.create(college=found.college, title=f"План {name}", form=form, start_year=2026)
        Group.objects.of(found.id).filter(name=name).update(curriculum=plan)
    return found


def typed(world, value="full"):
    RegisterValue.objects.create(
        college=world.college,
        person=world.people["student"],
        field="study_form",
        value=value,
        changed_at=worlds.RECORDED,
    )


def form(world, day=TODAY):
    return values_on(world.id, ("study_form",), day).get((world.people["student"].pk, "study_form"))


def transfer(world, **more):
    return write(world, draft(world, Kind.TRANSFER, "student", group=world.groups["ТЭ-11"].pk, **more))[0]


def test_the_register_says_the_new_form_from_the_day_on_and_the_undoing_takes_it_back(world):
    typed(world)
    movement = transfer(world)
    assert (form(world), form(world, date(2026, 11, 1))) == ("distant", "full")
    undo_movement(world.actor("deputy"), movement)
    assert form(world) == "full"


def test_a_transfer_ahead_changes_the_form_on_its_day(world, frozen_time):
    typed(world)
    transfer(world, effective=FRIDAY)
    assert form(world) == "full"
    frozen_time.move_to("2026-11-27T08:00:00+03:00")
    turn_day(world.id, FRIDAY)
    assert (form(world, FRIDAY), form(world)) == ("distant", "full")
    assert not Movement.objects.of(world.id).filter(awaits=True).exists()


def test_who_has_no_form_of_his_own_gets_none(world):
    transfer(world)
    assert form(world) is None


def test_an_extern_is_admitted_as_one(world):
    client, group = world.client("deputy"), world.groups["ТЭ-11"]
    filled = {
        "kind": "admission", "group": group.pk, "number": "7-с", "dated": "2026-11-20", "effective": "2026-11-23",
        "surname": "Внешний", "given": "Олег", "way": "экстерном", "details": "по справке",
    }  # fmt: skip
    answer = client.post("/movement/new/", filled)
    assert answer.status_code == 302
    assert Movement.objects.of(world.id).get(student__surname="Внешний").details == "экстерном; по справке"
    page = client.get("/movement/new/", {"kind": "return", "group": group.pk}).content.decode()
    assert "нет никого, к кому подходит" in page
    assert "Записать приказ" not in page
