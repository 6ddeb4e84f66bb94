"""The policy against itself: ``can`` and the door agree with ``visible`` for every action, person and object."""

import pytest
from django.db import connection

from tests.access.matrix import ROWS
from tests.access.reaches import OBJECTS, PEOPLE
from tests.access.test_matrix import FULL
from tests.guard import Guard
from zhurnal.kernel import doors, policy
from zhurnal.kernel.errors import Absent, Refused
from zhurnal.people.models import Person

NAMED = (*(n for n in OBJECTS["student"] if n not in ("foreign", "nothing")), "student0", "parent", "leader")
ACTIONS = sorted(action.name for action in policy.all_actions())


def actors(colleges):
    """Everybody of the one college, and some of the other, whose walls are the same."""
    names = {
        "А": (*PEOPLE, "left", "newcomer"),
        "Б": ("administrator", "teacher", "student", "parent"),
    }
    sides = {"А": colleges.one, "Б": colleges.two}
    return [(sides[side], name, colleges.actor(side, name)) for side, people in names.items() for name in people]


def rows_of(model, colleges):
    """All rows of both colleges; of people those in whom the relations differ."""
    rows = [row for side in (colleges.one, colleges.two) for row in model.objects.of(side.world.id)]
    if model is not Person:
        return rows
    named = {side.objects["student"][name] for side in (colleges.one, colleges.two) for name in NAMED}
    return [row for row in rows if row.pk in named]


@pytest.mark.once  # the same statements as below, asked again and again
@pytest.mark.parametrize("name", ACTIONS)
def test_can_and_the_door_agree_with_visible(colleges, name):
    model, wrong, outsiders = policy.policy_of(name).model, [], 0
    rows = rows_of(model, colleges)
    for side, person, actor in actors(colleges):
        outsiders += not policy.may(actor, name)
        if outsiders > 1 and not policy.may(actor, name) and not FULL:
            continue  # by day one stands for all who do not know the action: what they see is asked below of each
        seen = set(policy.visible(actor, name).values_list("pk", flat=True))
        for row in rows:
            inside = row.pk in seen
            decision = policy.can(actor, name, row)
            if (bool(decision) or decision.refusal is not None) != inside:
                wrong.append(f"{side.world.canary} {person} {row.pk}: can says {bool(decision)}, visible {inside}")
            try:
                opened = doors.fetch(actor, name, model, pk=row.pk).pk == row.pk
            except Refused:
                opened = True
            except Absent:
                opened = False
            if opened != inside:
                wrong.append(f"{side.world.canary} {person} {row.pk}: the door says {opened}, visible {inside}")
    assert wrong == []


@pytest.mark.once  # the guard reads statements, and these are the same
@pytest.mark.parametrize("name", ACTIONS)
def test_visible_holds_only_the_own_college(colleges, name):
    guard = Guard(everything=True)
    with connection.execute_wrapper(guard):
        foreign = [
            (side.world.canary, person)
            for side, person, actor in actors(colleges)
            if any(row.college_id != side.world.id for row in policy.visible(actor, name))
        ]
    assert (foreign, guard.breaches) == ([], [])


@pytest.mark.once  # the same statements as below, asked again and again
@pytest.mark.parametrize("name", ACTIONS)
def test_a_role_without_the_action_sees_nothing(colleges, name):
    for _side, person, actor in actors(colleges):
        if not policy.may(actor, name):
            assert policy.visible(actor, name).count() == 0, person


def test_who_has_no_role_has_no_reach(colleges):
    from dataclasses import replace

    nobody = replace(colleges.one.world.actor("teacher"), roles=frozenset())
    assert [name for name in ACTIONS if policy.may(nobody, name) or policy.visible(nobody, name).exists()] == []


@pytest.mark.parametrize("row", [row for row in ROWS if row.kind and row.action], ids=lambda row: f"{row.name}")
def test_the_policy_reaches_what_the_table_says(colleges, row):
    """The hand-written table and the policy, compared without any view between them."""
    ids = {name: id_ for name, id_ in colleges.ids(row.kind).items() if name not in ("foreign", "nothing")}
    wrong = []
    for person in PEOPLE:
        seen = colleges.visible(person, row.action)
        found = {name for name, id_ in ids.items() if id_ in seen and (not row.within or name in row.within)}
        told = set(row.reach.get(person, ())) - (set(row.locked.get(person, ())) if "diary" in row.name else set())
        if found != told:
            wrong.append(f"{person}: policy {sorted(found)}, table {sorted(told)}")
    assert wrong == []


@pytest.mark.once  # no statement at all
@pytest.mark.parametrize("row", [row for row in ROWS if row.action], ids=lambda row: f"{row.name}-{row.method}")
def test_only_roles_of_the_table_know_the_action(colleges, row):
    """For addresses without an object: who may open them at all."""
    told = {person for person in PEOPLE if row.reach.get(person)}
    knows = {person for person in PEOPLE if policy.may(colleges.actor("А", person), row.action)}
    assert told <= knows
    if not row.kind:
        assert told == knows
