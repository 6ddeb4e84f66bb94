"""How people and lists stood before the orders: what is loaded first, so that carrying the orders out makes them as they are."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from zhurnal.demo.rows import DemoCollege, MembershipRow, OrderRow, PersonRow, SubgroupMembershipRow

LEAVING, ENTERING = ("leave", "expulsion", "transfer"), ("transfer_in", "return", "transfer")
DAY = timedelta(days=1)


def people(made: DemoCollege) -> Iterator[PersonRow]:
    """Under their former names."""
    former = {row.student: row.former for row in made.orders if row.kind == "rename"}
    for row in made.people:
        surname, given, patronymic = former.get(row.key, (row.surname, row.given, row.patronymic))
        yield replace(row, surname=surname, given=given, patronymic=patronymic)


def memberships(made: DemoCollege) -> Iterator[MembershipRow]:
    """Stays that an order opened are not there yet, those that one closed are open."""
    opened = {(row.student, row.effective) for row in made.orders if row.kind in ENTERING}
    closed = {(row.student, row.effective) for row in made.orders if row.kind in LEAVING}
    for row in made.memberships:
        if (row.student, row.entered) not in opened:
            ends = row.left is not None and (row.student, row.left) in closed
            yield replace(row, left=None, order_out="", note="") if ends else row


def subgroup_memberships(made: DemoCollege) -> Iterator[SubgroupMembershipRow]:
    """The same for subgroups."""
    closed = {(row.student, row.effective) for row in made.orders if row.kind in LEAVING}
    for row in made.subgroup_memberships:
        if row not in opened_by(made.orders, [row]):
            ends = row.until is not None and (row.student, row.until + DAY) in closed
            yield replace(row, until=None) if ends else row


def opened_by(orders: list[OrderRow], rows: list[SubgroupMembershipRow]) -> list[SubgroupMembershipRow]:
    """Which of the rows these orders open."""
    opened = {(order.student, order.effective) for order in orders if order.kind in ENTERING}
    return [row for row in rows if (row.student, row.since) in opened]
