"""Orders about students from a file: the form, and a sample to fill in."""

from typing import cast

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from zhurnal.exchange.bringing import brought
from zhurnal.exchange.forms import OrdersForm
from zhurnal.exchange.imports.readers.kinds import Kind
from zhurnal.exchange.policy import DECIDE
from zhurnal.exchange.queries.orders import columns_told, sample_table
from zhurnal.exchange.queries.runs import runs_of
from zhurnal.kernel.export import Format, answer
from zhurnal.people.gate import SignedRequest, entitled


@require_http_methods(["GET", "HEAD", "POST"])
@entitled(DECIDE)
def orders(request: SignedRequest) -> HttpResponse:
    """Which columns a file has, and its upload; POST reads it and leads to the preview."""
    posted = request.method == "POST"
    form = OrdersForm(request.POST, request.FILES) if posted else OrdersForm()
    if posted and form.is_valid():
        return brought(request, Kind.ORDERS, form.cleaned_data["uploads"])
    context = {"form": form, "runs": runs_of(request.actor, Kind.ORDERS), "columns": columns_told()}
    return render(request, "exchange/orders.html", context, status=422 if posted else 200)


@require_http_methods(["GET", "HEAD"])
@entitled(DECIDE)
def sample(request: SignedRequest) -> HttpResponse:
    """The file to fill in: titles and a row of each usual kind, which the import passes over."""
    return cast(HttpResponse, answer(sample_table(request.actor.today), Format.XLSX))
