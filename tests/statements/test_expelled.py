"""Debts of who is expelled end with the order, on its day, and stand again when it is undone (A4.8)."""

from datetime import date, timedelta

import pytest

from tests import worlds
from tests.movement.orders import draft, write
from zhurnal.movement.actions.effect import take_effect
from zhurnal.movement.actions.undo import undo_movement
from zhurnal.movement.rules.kinds import Kind
from zhurnal.statements.models import Debt


@pytest.fixture
def world(db, frozen_time):
    found, _other = worlds.two_colleges()
    page = found.courses["electro"]
    for name in ("classmate", "adult"):
        Debt.objects.create(
            college=found.college, student=found.people[name], discipline=page.discipline, term=page.term, semester=3,
            level="exam", arisen="unfit", arisen_on=date(2026, 11, 1), due_on=date(2027, 11, 1),
        )  # fmt: skip
    return found


def debt(world, name):
    return Debt.objects.of(world.id).values_list("closed_on", "ended").get(student=world.people[name])


def test_debts_end_with_the_expulsion_and_come_back_with_its_undoing(world):
    [movement] = write(world, draft(world, Kind.EXPULSION, "classmate"))
    assert debt(world, "classmate") == (worlds.TODAY, "expelled")
    assert debt(world, "adult") == (None, "")
    undo_movement(world.actor("deputy"), movement)
    assert debt(world, "classmate") == (None, "")
    write(world, draft(world, Kind.LEAVE, "classmate"))
    assert debt(world, "classmate") == (None, "")


def test_an_expulsion_ahead_ends_debts_on_its_day(world, frozen_time):
    day = worlds.TODAY + timedelta(days=3)
    write(world, draft(world, Kind.EXPULSION, "classmate", effective=day))
    assert debt(world, "classmate") == (None, "")
    frozen_time.move_to("2026-11-27 08:00:00+03:00")
    take_effect(world.college, day)
    assert debt(world, "classmate") == (day, "expelled")


def test_what_one_paper_says_of_another_touches_no_debt_of_who_came_back(world):
    """Restored with a new debt; then his fellow's part of the same order is undone, and a third is added to it (A7.4)."""
    first, second = write(world, draft(world, Kind.EXPULSION, "classmate", "adult"))
    undo_movement(world.actor("deputy"), first)
    assert debt(world, "classmate") == (None, "")
    undo_movement(world.actor("deputy"), second)
    assert debt(world, "classmate") == (None, "")
    write(world, draft(world, Kind.EXPULSION, "classmate", number="6-с"))
    write(world, draft(world, Kind.EXPULSION, "student"))
    assert debt(world, "classmate") == (worlds.TODAY, "expelled")


def test_a_restored_students_new_debt_stays_when_the_paper_grows(world):
    write(world, draft(world, Kind.EXPULSION, "classmate", effective=worlds.TODAY - timedelta(days=5)))
    write(world, draft(world, Kind.RESTORATION, "classmate", group=world.groups["Э-21"].pk))
    page = world.courses["module"]
    anew = Debt.objects.create(
        college=world.college, student=world.people["classmate"], discipline=page.discipline, term=page.term, semester=3,
        level="exam", arisen="unfit", arisen_on=worlds.TODAY, due_on=date(2027, 11, 1),
    )  # fmt: skip
    write(world, draft(world, Kind.EXPULSION, "student", effective=worlds.TODAY - timedelta(days=5)))
    assert Debt.objects.of(world.id).get(pk=anew.pk).closed_on is None
