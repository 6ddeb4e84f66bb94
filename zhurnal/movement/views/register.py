"""The register of orders: one order, and the list as a file."""

from typing import cast
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from zhurnal.kernel import doors
from zhurnal.kernel.export import Format, answer
from zhurnal.movement.actions.taken import note_taken
from zhurnal.movement.forms import FilterForm
from zhurnal.movement.models import Order
from zhurnal.movement.policy import ORDER, READ
from zhurnal.movement.queries.register import order_page, register_table
from zhurnal.movement.views.orders import filters_of
from zhurnal.people.gate import SignedRequest, entitled


@require_http_methods(["GET", "HEAD"])
@entitled(ORDER)
def order(request: SignedRequest, order: UUID) -> HttpResponse:
    """An order with its students and what it did."""
    found = doors.fetch(request.actor, ORDER, Order, pk=order)
    return render(request, "movement/order.html", {"page": order_page(request.actor, found)})


@require_POST
@entitled(READ)
def register_file(request: SignedRequest) -> HttpResponse:
    """The list as narrowed on the page. Asked for in a body: taking a list out is written down."""
    table = register_table(request.actor, filters_of(FilterForm(request.POST)))
    note_taken(request.actor, len(list(table.rows)))
    form = request.POST.get("format", "")
    title = f"{table.title} {request.actor.today:%d.%m.%Y}"
    return cast(HttpResponse, answer(table, Format(form) if form in ("xlsx", "csv") else Format.XLSX, title))
