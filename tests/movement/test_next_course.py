"""The order of the next course: the step of the year and «Движение» name it in lists (A1.5, A7.1)."""

from datetime import date, timedelta

import pytest

from tests import worlds
from tests.movement.orders import draft, write
from zhurnal.academic_year.models import AcademicYear
from zhurnal.curriculum.models import Membership
from zhurnal.movement.actions.undo import undo_movement
from zhurnal.movement.models import Movement, Order
from zhurnal.movement.rules.kinds import Kind
from zhurnal.opening.actions.deeds import undo
from zhurnal.opening.actions.groups import carry_over
from zhurnal.opening.crossing import Choices
from zhurnal.opening.models import Deed
from zhurnal.opening.rules.carrying import Fate

WORDS = "№ 45-с от 30.06.2027"


@pytest.fixture
def world(db, frozen_time):
    found, _other = worlds.two_colleges()
    frozen_time.move_to("2027-07-01T09:00:00+03:00")
    return found


@pytest.fixture
def year(world):
    starts = date(2027, 9, 1)
    return AcademicYear.objects.create(college=world.college, name="2027/28", starts=starts, ends=date(2028, 6, 30))


def stays(world):
    """(the list he leaves in September, the one on which he comes) of the student."""
    rows = Membership.objects.of(world.id).filter(student=world.people["student"]).order_by("-entered")
    return rows[1].order_out, rows[0].order_in


def carry(world, year, **paper):
    return carry_over(world.actor("deputy"), year, Choices(graduates=frozenset(), **paper))


def test_the_step_writes_the_order_into_lists_and_movement_and_takes_it_back(world, year):
    rows = Membership.objects.of(world.id)
    before = sorted(rows.values_list("pk", "left", "order_in", "order_out", "note"), key=str)
    waits = rows.filter(student=world.people["classmate"], left=None).values_list("pk", flat=True)
    choices = Choices(fates=dict.fromkeys(waits, Fate.WAIT), graduates=frozenset(), number="№ 45-с", dated="2027-06-30")
    assert carry_over(world.actor("deputy"), year, choices) == []
    assert stays(world) == (WORDS, WORDS)
    assert not rows.filter(student=world.people["classmate"], order_out=WORDS).exists()
    moved = Movement.objects.of(world.id).filter(order__kind=Kind.NEXT_COURSE)
    assert moved.count() == rows.filter(group__year=year.pk).count() > 1
    page = world.client("deputy").get(f"/movement/orders/{moved[0].order_id}/").content.decode()
    assert WORDS in page
    assert "перевод на следующий курс" in page.casefold()

    deed = Deed.objects.of(world.id).get(step="carry")
    undo_movement(world.actor("deputy"), moved.get(student=world.people["student"]))
    assert stays(world) == ("", "")
    undo(world.actor("deputy"), year, deed.pk, None)
    assert sorted(rows.values_list("pk", "left", "order_in", "order_out", "note"), key=str) == before
    assert not moved.exists()
    assert not Order.objects.of(world.id).filter(kind=Kind.NEXT_COURSE).exists()


@pytest.mark.parametrize(
    ("paper", "words"),
    [
        ({"number": "45-с"}, "и номер, и дату"),
        ({"dated": "2027-06-30"}, "и номер, и дату"),
        ({"number": "45-с", "dated": "2027-08-31"}, "ещё не наступил"),
        ({"number": "45-с", "dated": "вчера"}, "Даты «вчера» нет"),
    ],
)
def test_half_an_order_moves_nobody(world, year, paper, words):
    [problem] = carry(world, year, **paper)
    assert words in problem.text
    assert not Membership.objects.of(world.id).filter(group__year=year.pk).exists()


def test_an_order_that_came_later_is_named_by_the_lists_of_its_day(world, year, frozen_time):
    assert carry(world, year) == []
    assert stays(world) == ("", "")
    frozen_time.move_to("2027-09-10T09:00:00+03:00")
    paper = {"number": "45-с", "dated": date(2027, 6, 30), "effective": year.starts}
    [movement] = write(world, draft(world, Kind.NEXT_COURSE, "student", **paper))
    assert stays(world) == (WORDS, WORDS)
    undo_movement(world.actor("deputy"), movement)
    assert stays(world) == ("", "")
    other = paper | {"number": "46-с", "effective": year.starts + timedelta(1)}
    write(world, draft(world, Kind.NEXT_COURSE, "student", **other))
    assert stays(world) == ("", ""), "another day is that of no list"
