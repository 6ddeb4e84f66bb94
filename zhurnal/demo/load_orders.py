"""Carries out the orders of a made-up college as its deputy director would have, each on the day of its signing (C5.3)."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from zhurnal.demo.before_orders import opened_by
from zhurnal.demo.load import Loaded
from zhurnal.demo.rows import OrderRow
from zhurnal.movement.actions.credits import Brought, record_credit
from zhurnal.movement.actions.drafts import Draft, NewPerson
from zhurnal.movement.actions.orders import carry_out, check_order
from zhurnal.movement.rules.kinds import Kind
from zhurnal.organisation.agenda import turn_day
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person
from zhurnal.people.rules.roles import Role

SIGNED = time(14, 20)


def carry_out_orders(loaded: Loaded) -> None:
    """All orders in the order of their days, the results that were brought, and what has come due by today."""
    made = loaded.made
    for order in made.orders:
        actor, draft = deputy_on(loaded, order.dated), _draft(loaded, order)
        carry_out(actor, draft, check_order(actor, draft).seal)
    for row in made.credits:
        day = next(order.effective for order in made.orders if order.student == row.student)
        student = Person.objects.of(loaded.college.pk).get(pk=loaded.id("person", row.student))
        brought = Brought(row.discipline, row.hours, row.result, row.document)
        record_credit(deputy_on(loaded, min(day + timedelta(days=2), made.today)), student, brought)
    if made.orders:
        turn_day(loaded.college.pk, made.today)


def deputy_on(loaded: Loaded, day: date) -> PersonActor:
    """The deputy director at her desk on a day."""
    key = next(row.person for row in loaded.made.roles if row.role == Role.DEPUTY_ACADEMIC)
    person = next(row for row in loaded.made.people if row.key == key)
    now = loaded.moment(datetime.combine(day, SIGNED))
    system = PersonActor.system(loaded.college, person.short, now=now, door="demo")
    return replace(system, person_id=loaded.id("person", key), roles=frozenset({Role.DEPUTY_ACADEMIC.value}))


def _draft(loaded: Loaded, order: OrderRow) -> Draft:
    """The order as it would be filled in."""
    made = loaded.made
    parts = tuple(loaded.id("subgroup", row.subgroup) for row in opened_by([order], made.subgroup_memberships))
    new = None
    if order.kind == Kind.RENAME:
        person = next(row for row in made.people if row.key == order.student)
        new = NewPerson(person.surname, person.given, person.patronymic)
    return Draft(
        Kind(order.kind), order.number, order.dated, order.effective, order.ground, order.details,
        loaded.id("group", order.group) if order.group else None, (loaded.id("person", order.student),), new, parts,
    )  # fmt: skip
