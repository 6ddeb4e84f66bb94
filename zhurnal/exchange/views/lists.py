"""Lists of the college: files out and files in."""

from typing import cast

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from zhurnal.exchange.actions.lists import note_export
from zhurnal.exchange.bringing import brought
from zhurnal.exchange.forms import ListForm
from zhurnal.exchange.imports.readers.kinds import Kind
from zhurnal.exchange.policy import GROUPS, RUN
from zhurnal.exchange.queries.lists import list_table, lists_of, years_to_fill
from zhurnal.kernel import policy
from zhurnal.kernel.errors import Absent
from zhurnal.kernel.export import Format, answer
from zhurnal.people.gate import SignedRequest, entitled


@require_http_methods(["GET", "HEAD", "POST"])
@entitled(GROUPS)
def lists(request: SignedRequest) -> HttpResponse:
    """«Списки»: what may be taken out, and for who imports the form that brings a list back."""
    actor, brings = request.actor, policy.may(request.actor, RUN)
    years = years_to_fill(actor) if brings else []
    if request.method != "POST":
        asked = {"name": request.GET.get("list", ""), "day": request.GET.get("day", "")}
        form = ListForm(initial=asked, years=years) if brings else None
        return render(request, "exchange/lists.html", {"lists": lists_of(actor), "form": form})
    if not brings:
        raise Absent
    form = ListForm(request.POST, request.FILES, years=years)
    if not form.is_valid():
        return render(request, "exchange/lists.html", {"lists": lists_of(actor), "form": form}, status=422)
    return brought(request, Kind(form.cleaned_data["name"]), form.cleaned_data["uploads"], form.first_day())


@require_POST
@entitled(GROUPS)
def file(request: SignedRequest) -> HttpResponse:
    """One list as a file. Asked for in a body: taking a list out is written down."""
    name, form = request.POST.get("list", ""), request.POST.get("format", "")
    table = list_table(request.actor, name)
    policy.confirmed(request.actor)
    rows = list(table.rows)
    note_export(request.actor, name, len(rows))
    title = f"{table.title} {request.actor.today:%d.%m.%Y}"
    return cast(HttpResponse, answer(table, Format(form) if form in ("xlsx", "csv") else Format.XLSX, title))
