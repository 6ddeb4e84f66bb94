"""The list of a closed term is what it was when the term was closed: orders and their undoing leave it alone (2.4, A7.5)."""

from datetime import UTC, datetime, timedelta

import pytest

from tests import worlds
from tests.movement.orders import draft, state, write
from zhurnal.academic_year.models import Term
from zhurnal.curriculum.models import Course
from zhurnal.kernel.errors import Refused
from zhurnal.movement.actions.drafts import NewPerson
from zhurnal.movement.actions.orders import check_order
from zhurnal.movement.actions.undo import undo_movement
from zhurnal.movement.rules.kinds import Kind

SAID = "Семестр группы Э-21 закрыт, её список по 24.11.2026 не меняют: проведите это днём не раньше 25.11.2026"


@pytest.fixture
def world(db, frozen_time):
    return worlds.two_colleges()[0]


def close(world, group="Э-21"):
    """The term, which ends today, is closed for one group."""
    Term.objects.of(world.id).filter(pk=world.term.pk).update(ends=worlds.TODAY)
    Course.objects.of(world.id).filter(group=world.groups[group].pk).update(
        frozen_at=datetime(2026, 11, 24, tzinfo=UTC)
    )


def told(world, kind, *names, **more):
    return check_order(world.actor("deputy"), draft(world, kind, *names, **more)).refusals


def test_nobody_leaves_or_enters_the_list_of_a_closed_term(world):
    close(world)
    own = {"group": world.groups["Э-21"].pk}
    new = NewPerson("Зимний", "Илья")
    for refusals in (
        told(world, Kind.EXPULSION, "student", "classmate"),
        told(world, Kind.LEAVE, "student"),
        told(world, Kind.TRANSFER, "student", group=world.groups["ТЭ-11"].pk),
        told(world, Kind.RETURN, "left", **own),
        told(world, Kind.ADMISSION, newcomer=new, **own),
    ):
        assert [one.startswith(SAID) for one in refusals] == [True]


def test_orders_after_the_term_of_other_groups_and_on_paper_go_on(world):
    close(world)
    after = {"effective": worlds.TODAY + timedelta(days=1)}
    assert told(world, Kind.EXPULSION, "student", **after) == ()
    assert told(world, Kind.RETURN, "left", group=world.groups["Э-21"].pk, **after) == ()
    assert told(world, Kind.EXPULSION, "sister") == ()
    assert told(world, Kind.FUNDING, "student", details="на договор") == ()
    assert told(world, Kind.RENAME, "adult", newcomer=NewPerson("Зимний", "Илья")) == ()


@pytest.mark.parametrize("kind", [Kind.LEAVE, Kind.RETURN])
def test_an_order_from_before_the_closing_is_not_undone_after_it(world, kind):
    name = "student" if kind is Kind.LEAVE else "left"
    more = {} if kind is Kind.LEAVE else {"group": world.groups["Э-21"].pk}
    [movement] = write(world, draft(world, kind, name, **more))
    close(world)
    before = state(world, name)
    with pytest.raises(Refused, match="term_closed"):
        undo_movement(world.actor("deputy"), movement)
    assert state(world, name) == before
