"""What can be found of movement: orders by number and kind; whom they name is read on their own page."""

from collections.abc import Sequence

from zhurnal.kernel.policy import Actor
from zhurnal.kernel.search import Asked, Rows, Shelf, Told, Way, matching, register_shelf, register_way
from zhurnal.movement.models import Order
from zhurnal.movement.policy import ORDER
from zhurnal.movement.rules.kinds import KIND_WORDS, Kind


def _orders(rows: Rows, asked: Asked) -> Rows:
    return matching(rows, asked, "number", inside=True).order_by("-dated", "number", "pk")


def _tell_orders(_actor: Actor, orders: Sequence[Order]) -> list[Told]:
    return [
        Told(order.pk, f"Приказ № {order.number} от {order.dated:%d.%m.%Y}", KIND_WORDS[Kind(order.kind)])
        for order in orders
    ]


def register() -> None:
    """Called once, when the application starts."""
    register_shelf(Shelf("order", "Приказы", "file", 70, _orders, _tell_orders))
    register_way("order", Way(ORDER, "movement:order"))
