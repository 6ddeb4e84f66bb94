"""Lists that follow from results, as pages and as files."""

from typing import cast

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from zhurnal.kernel.errors import Absent
from zhurnal.kernel.export import Format
from zhurnal.kernel.export import answer as send
from zhurnal.kernel.packing import gzip_page
from zhurnal.people.gate import SignedRequest, entitled
from zhurnal.results.actions.notes import note_export
from zhurnal.results.forms import filters_of
from zhurnal.results.policy import EXPORT, GROUP
from zhurnal.results.queries.lists import LISTS, derived_list, groups_now, list_table, terms_of


@require_http_methods(["GET", "HEAD"])
@gzip_page
@entitled(GROUP)
def derived(request: SignedRequest, which: str) -> HttpResponse:
    """Stipend, honours, reserves of the groups in reach."""
    if which not in LISTS:
        raise Absent
    actor, filters = request.actor, filters_of(request.GET)
    context = {
        "page": derived_list(actor, which, filters), "which": which, "groups": groups_now(actor), "terms": terms_of(actor),
        "filters": filters, "lists": [(slug, one.title) for slug, one in LISTS.items()], "by_term": which != "honours",
    }  # fmt: skip
    return render(request, "results/list.html", context)


@require_POST
@entitled(EXPORT)
def derived_file(request: SignedRequest, which: str) -> HttpResponse:
    """The list as a file; taking it out is written down."""
    if which not in LISTS:
        raise Absent
    found = derived_list(request.actor, which, filters_of(request.POST))
    note_export(request.actor, which, None, len(found.lines) + len(found.others))
    form = Format.CSV if request.POST.get("format") == "csv" else Format.XLSX
    return cast(
        HttpResponse, send(list_table(request.actor, found), form, f"{found.title} {request.actor.today:%d.%m.%Y}")
    )
