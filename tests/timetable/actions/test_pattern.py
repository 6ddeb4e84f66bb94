"""Putting, moving and removing slots: clashes are told before anything is saved; the last change can be taken back."""

from dataclasses import replace
from datetime import time

import pytest

from zhurnal.academic_year.models import Bell
from zhurnal.kernel.errors import Refused
from zhurnal.timetable.actions.pattern import Placing, placing_of, put_slot, remove_slot, undo_last
from zhurnal.timetable.models import Room, Slot


def wanted(world, course="electro", teacher="teacher", **more):
    return Placing(world.courses[course].pk, 1, 1, world.people[teacher].pk, world.term.starts, world.term.ends, **more)


def test_a_clash_is_told_and_nothing_is_saved_unless_told_so(world):
    actor = world.actor("dispatcher")
    assert put_slot(actor, wanted(world)).clashes == ()
    told = put_slot(actor, wanted(world, "history", "teacher"))
    assert (told.slot, told.clashes) == (None, ("О.\u00a0С.\u00a0Кравцова-А ведёт здесь Э-21, Электротехника",))
    assert Slot.objects.of(world.id).count() == 1
    assert put_slot(actor, wanted(world, "history", "teacher"), anyway=True).slot is not None


def test_a_course_stands_once_in_a_pair(world):
    put_slot(world.actor("dispatcher"), wanted(world))
    with pytest.raises(Refused) as refused:
        put_slot(world.actor("dispatcher"), wanted(world, teacher="other_teacher"))
    assert refused.value.refusal.code == "twice"


def test_the_last_change_is_taken_back_once(world):
    actor = world.actor("dispatcher")
    pk = put_slot(actor, wanted(world)).slot
    slot = Slot.objects.of(world.id).get(pk=pk)
    put_slot(actor, replace(placing_of(slot), weekday=4), pk)
    undo_last(actor, world.term)
    assert Slot.objects.of(world.id).get(pk=pk).weekday == 1
    with pytest.raises(Refused):
        undo_last(actor, world.term)
    remove_slot(actor, slot)
    with pytest.raises(Refused):
        undo_last(world.actor("administrator"), world.term)
    undo_last(actor, world.term)
    assert Slot.objects.of(world.id).get().pk == pk


def test_only_planners_change_the_pattern(world):
    with pytest.raises(Refused):
        put_slot(world.actor("teacher"), wanted(world))


def test_a_course_stands_once_in_a_pair_also_in_two_buildings_of_different_bells(world):
    """The page of the journal has one place for «1-я пара» of a day, whatever the clock says."""
    own = {"college": world.college}
    far = Room.objects.create(**own, name="Б-1", building="Корпус Б")
    Bell.objects.create(**own, weekday=1, building="Корпус Б", pair=1, starts=time(16), ends=time(17, 35))
    put_slot(world.actor("dispatcher"), wanted(world))
    with pytest.raises(Refused) as refused:
        put_slot(world.actor("dispatcher"), wanted(world, room=far.pk))
    assert refused.value.refusal.code == "twice"
    other = put_slot(world.actor("dispatcher"), wanted(world, "history", "teacher", room=far.pk))
    assert other.clashes == (), "the teacher is free at four"
