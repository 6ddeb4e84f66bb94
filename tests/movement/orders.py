"""What tests of movement have in common: an order filled in, written, and everything it may touch."""

from datetime import date

from tests.worlds import TODAY
from zhurnal.curriculum.models import Membership, SubgroupMembership
from zhurnal.movement.actions.drafts import Draft
from zhurnal.movement.actions.orders import carry_out, check_order
from zhurnal.movement.models import Movement
from zhurnal.people.models import Account, Guardianship, Person, RoleGrant

YESTERDAY = date(2026, 11, 23)


def draft(world, kind, *students, **more):
    given = {"number": "131-с", "dated": YESTERDAY, "effective": TODAY, "ground": "заявление"} | more
    return Draft(kind, students=tuple(world.people[name].pk for name in students), **given)


def write(world, made, who="deputy"):
    """Carry the order out, having read its warnings; returns its movements."""
    actor = world.actor(who)
    order = carry_out(actor, made, check_order(actor, made).seal)
    return list(Movement.objects.of(world.id).filter(order=order))


def state(world, name):
    """Everything an order may touch of a student."""
    pk, own = world.people[name].pk, world.id
    parents = Guardianship.objects.of(own).filter(student=pk)
    involved = [pk, *parents.values_list("parent_id", flat=True)]
    return {
        "lists": sorted(Membership.objects.of(own).filter(student=pk).values_list("group__name", "entered", "left", "note"), key=lambda row: row[1]),
        "parts": sorted(SubgroupMembership.objects.of(own).filter(student=pk).values_list("subgroup__name", "since", "until"), key=lambda row: row[1]),
        "grants": sorted(RoleGrant.objects.of(own).filter(person__in=involved).values_list("pk", "until"), key=str),
        "accounts": sorted(Account.objects.of(own).filter(person__in=involved).values_list("login", "is_active")),
        "parents": sorted(parents.values_list("pk", "until"), key=str),
        "name": Person.objects.of(own).filter(pk=pk).values_list("surname", "given").get(),
    }  # fmt: skip
