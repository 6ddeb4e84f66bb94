"""Who keeps the movement of students (A13): the office everywhere, a department's head in his own department."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from django.db.models import Q

from zhurnal.curriculum.models import Group, Membership
from zhurnal.curriculum.reaches import department_groups
from zhurnal.kernel.policy import Action, Policy, everything, register
from zhurnal.kernel.readings import PERSON, Circle, declare_by
from zhurnal.movement.models import Credit, Movement, Order
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person
from zhurnal.people.rules.roles import Role

READ, RECORD, UNDO, CARD, ORDER = (
    "movement.group.read", "movement.group.record", "movement.order.undo", "movement.card.read", "movement.order.read",
)  # fmt: skip
CREDIT_RECORD, CREDIT_UNDO = "movement.credit.record", "movement.credit.undo"


def _students_of_departments(actor: PersonActor) -> Q:
    """Everybody who has ever been in a group of this head's departments: who left may come back."""
    rows = Membership.objects.of(actor.college_id).filter(group__department__in=actor.departments)
    return Q(pk__in=rows.values("student_id"))


def _all_students(actor: PersonActor) -> Q:
    """Everybody who has ever been on a group's list."""
    return Q(pk__in=Membership.objects.of(actor.college_id).values("student_id"))


def _movements_of_departments(actor: PersonActor) -> Q:
    """Movements that touched only groups of this head's departments."""
    groups = Group.objects.of(actor.college_id).filter(department__in=actor.departments).values("pk")
    inside = Q(group_from__in=groups) | Q(group_from__isnull=True)
    return (
        inside
        & (Q(group_to__in=groups) | Q(group_to__isnull=True))
        & (Q(group_from__isnull=False) | Q(group_to__isnull=False))
    )


def _orders_of_departments(actor: PersonActor) -> Q:
    """Orders that touched a group of this head's departments."""
    groups = Group.objects.of(actor.college_id).filter(department__in=actor.departments).values("pk")
    rows = Movement.objects.of(actor.college_id).filter(Q(group_from__in=groups) | Q(group_to__in=groups))
    return Q(pk__in=rows.values("order_id"))


WRITERS = {
    Role.DEPUTY_ACADEMIC: everything,
    Role.ADMINISTRATOR: everything,
    Role.IVC_HEAD: everything,
}


def sees_everybody(actor: PersonActor) -> bool:
    """Whether the actor writes orders of the whole college, and not of some departments only."""
    return any(role in WRITERS or role == "system" for role in actor.roles)


class GroupMovementPolicy(Policy):
    """Lists of movement are seen, and orders written, by groups."""

    model = Group
    actions = (
        Action(
            READ,
            {
                **WRITERS,
                Role.DIRECTOR: everything,
                Role.DEPUTY_PRACTICE: everything,
                Role.DEPARTMENT_HEAD: department_groups,
            },
        ),
        Action(RECORD, {**WRITERS, Role.DEPARTMENT_HEAD: department_groups}),
    )


class OrderPolicy(Policy):
    """An order's own page; of an order that touched several departments a head sees his own students."""

    model = Order
    actions = (
        Action(
            ORDER,
            {
                **WRITERS,
                Role.DIRECTOR: everything,
                Role.DEPUTY_PRACTICE: everything,
                Role.DEPARTMENT_HEAD: _orders_of_departments,
            },
            personal="приказ о движении студентов",
        ),
    )


class CardPolicy(Policy):
    """The card of a student with all his orders."""

    model = Person
    actions = (
        Action(
            CARD,
            {
                **dict.fromkeys(WRITERS, _all_students),
                Role.DIRECTOR: _all_students,
                Role.DEPUTY_PRACTICE: _all_students,
                Role.DEPARTMENT_HEAD: _students_of_departments,
            },
            personal="карточка студента с приказами",
        ),
        Action(
            CREDIT_RECORD,
            {**dict.fromkeys(WRITERS, _all_students), Role.DEPARTMENT_HEAD: _students_of_departments},
            personal="перезачёт студенту",
        ),
    )


def _credits_of_departments(actor: PersonActor) -> Q:
    """Credits of the students of this head's departments."""
    rows = Membership.objects.of(actor.college_id).filter(group__department__in=actor.departments)
    return Q(student__in=rows.values("student_id"))


class CreditPolicy(Policy):
    """Undoing a mistaken credit: who may record one."""

    model = Credit
    actions = (Action(CREDIT_UNDO, {**WRITERS, Role.DEPARTMENT_HEAD: _credits_of_departments}),)


class UndoPolicy(Policy):
    """Undoing a wrong order."""

    model = Movement
    actions = (Action(UNDO, {**WRITERS, Role.DEPARTMENT_HEAD: _movements_of_departments}),)


register(GroupMovementPolicy())
register(OrderPolicy())
register(CardPolicy())
register(UndoPolicy())
register(CreditPolicy())


def _named(college_id: UUID, orders: Sequence[UUID]) -> Iterator[tuple[UUID, Circle]]:
    """The students of these orders."""
    rows = Movement.objects.of(college_id).filter(order__in=list(orders)).order_by("pk")
    for order, student in rows.values_list("order_id", "student_id"):
        yield order, Circle(PERSON, student)


declare_by(Order, _named)
