"""A student goes from budget to contract by an order: from its day, hours of past months stay as they were (A5.11, A7.1)."""

from dataclasses import replace
from datetime import date

import pytest
import time_machine

from tests import worlds
from tests.movement.orders import draft, write
from tests.worlds import TODAY
from zhurnal.curriculum.models import Membership
from zhurnal.kernel.errors import Refused
from zhurnal.movement.actions.effect import take_effect
from zhurnal.movement.actions.orders import carry_out, check_order
from zhurnal.movement.actions.undo import undo_movement
from zhurnal.movement.models import Movement
from zhurnal.movement.rules.kinds import Kind
from zhurnal.oversight.queries.funding import Lists
from zhurnal.registers.actions.values import save_values
from zhurnal.registers.models import FormerValue, RegisterValue
from zhurnal.registers.rules.cells import Place, Typed

OCTOBER, NOVEMBER = date(2026, 10, 31), date(2026, 11, 30)
SINCE = date(2026, 11, 10)


@pytest.fixture
def world(db, frozen_time):
    found, _other = worlds.two_colleges()
    students = Membership.objects.of(found.id).filter(group=found.groups["Э-21"], left=None)
    RegisterValue.objects.bulk_create(
        RegisterValue(college=found.college, person_id=row.student_id, field="funding", value="budget", changed_at=worlds.RECORDED)
        for row in students
    )  # fmt: skip
    return found


def heads(world, day):
    return Lists(world.id, world.groups["Э-21"].year_id).heads(("Э-21",), day)


def basis(world, name):
    return RegisterValue.objects.of(world.id).get(person=world.people[name].pk, field="funding").value


def funding(world, name="student", details="на договор", **more):
    return draft(world, Kind.FUNDING, name, details=details, **{"effective": SINCE, **more})


def test_the_order_works_from_its_day_and_past_months_stay(world):
    before, now = heads(world, OCTOBER), heads(world, NOVEMBER)
    [movement] = write(world, funding(world))
    assert basis(world, "student") == "paid"
    assert heads(world, OCTOBER) == before
    assert heads(world, NOVEMBER) == replace(now, budget=now.budget - 1, paid=1)
    undo_movement(world.actor("deputy"), movement)
    assert basis(world, "student") == "budget"
    assert (heads(world, OCTOBER), heads(world, NOVEMBER)) == (before, now)


def test_there_and_back_and_only_the_last_order_is_undone(world):
    [first] = write(world, funding(world))
    [second] = write(world, funding(world, details="на бюджет", effective=TODAY, number="132-с"))
    assert [heads(world, day).paid for day in (OCTOBER, SINCE, TODAY)] == [0, 1, 0]
    with pytest.raises(Refused):
        undo_movement(world.actor("deputy"), first)
    undo_movement(world.actor("deputy"), second)
    undo_movement(world.actor("deputy"), first)
    assert not FormerValue.objects.of(world.id).exists()


@pytest.mark.parametrize(
    ("details", "words"),
    [
        ("", "Скажите в подробностях"),
        ("на бюджет", "уже учится на бюджете"),
        ("бюджет/договор", "Скажите в подробностях"),
    ],
)
def test_an_order_that_says_nothing_new_is_refused(world, details, words):
    checked = check_order(world.actor("deputy"), funding(world, details=details))
    assert words in checked.refusals[0]


def test_an_order_before_a_later_one_is_refused(world):
    write(world, funding(world))
    checked = check_order(world.actor("deputy"), funding(world, details="на бюджет", effective=SINCE, number="132-с"))
    assert "менялась с 10.11.2026" in checked.refusals[0]


def test_who_had_no_basis_was_on_the_other_one(world):
    RegisterValue.objects.of(world.id).filter(person=world.people["student"].pk).delete()
    unknown = heads(world, OCTOBER).unknown
    [movement] = write(world, funding(world))
    assert heads(world, OCTOBER).unknown == unknown - 1
    undo_movement(world.actor("deputy"), movement)
    assert heads(world, OCTOBER).unknown == unknown


def test_what_was_typed_without_an_order_holds_from_that_day_until_the_order_says_which(world):
    place = Place(world.people["student"].pk, world.people["student"].pk, "funding")
    save_values(world.actor("leader"), [Typed(place, "договор", "бюджет")])
    assert [heads(world, day).paid for day in (OCTOBER, SINCE, TODAY)] == [0, 0, 1]
    [movement] = write(world, funding(world))
    assert [heads(world, day).paid for day in (OCTOBER, SINCE, TODAY)] == [0, 1, 1]
    undo_movement(world.actor("deputy"), movement)
    assert [heads(world, day).paid for day in (OCTOBER, SINCE, TODAY)] == [0, 0, 1]


def test_what_was_typed_twice_in_a_day_leaves_what_held_in_the_morning(world):
    place = Place(world.people["student"].pk, world.people["student"].pk, "funding")
    save_values(world.actor("leader"), [Typed(place, "договор", "бюджет")])
    save_values(world.actor("leader"), [Typed(place, "бюджет", "договор")])
    assert FormerValue.objects.of(world.id).values_list("value").get() == ("budget",)
    assert heads(world, TODAY).paid == heads(world, OCTOBER).paid == 0


def test_an_undone_order_over_a_later_correction_is_refused(world):
    [movement] = write(world, funding(world))
    place = Place(world.people["student"].pk, world.people["student"].pk, "funding")
    save_values(world.actor("leader"), [Typed(place, "бюджет", "договор")])
    with pytest.raises(Refused, match="other_basis"):
        undo_movement(world.actor("deputy"), movement)


def test_an_order_ahead_takes_effect_on_its_day(world):
    day = date(2026, 12, 7)
    actor, made = world.actor("deputy"), funding(world, effective=day)
    order = carry_out(actor, made, check_order(actor, made).seal)
    assert basis(world, "student") == "budget"
    with time_machine.travel("2026-12-07T06:00:00+00:00", tick=False):
        take_effect(world.college, day)
    assert basis(world, "student") == "paid"
    assert [heads(world, one).paid for one in (date(2026, 12, 6), day)] == [0, 1]
    undo_movement(world.actor("deputy"), Movement.objects.of(world.id).get(order=order))
    assert basis(world, "student") == "budget"
