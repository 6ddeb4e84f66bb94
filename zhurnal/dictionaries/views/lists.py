"""A list on the screen, and one value for many of its rows."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from zhurnal.dictionaries.actions.edit import change_many
from zhurnal.dictionaries.forms import ManyForm, picked_rows, read_wish
from zhurnal.dictionaries.queries.page import chosen_of, described_of, load_page
from zhurnal.dictionaries.queries.record import suggestions
from zhurnal.exchange.policy import may_edit
from zhurnal.kernel.errors import Absent
from zhurnal.people.gate import SignedRequest, signed_in

NOBODY = "Отметьте строки, которые надо изменить."


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def page(request: SignedRequest, name: str) -> HttpResponse:
    """The list. What narrows it comes in the body: names of people do not stand in addresses and their logs."""
    return _page(request, name)


@require_POST
@signed_in
def many(request: SignedRequest, name: str) -> HttpResponse:
    """The preview of a bulk edit; a sentence above the list when there is nothing to write."""
    actor = request.actor
    described_of(actor, name)
    if not may_edit(actor, name):
        raise Absent
    form = ManyForm(name, request.POST)
    if not form.is_valid():
        return _page(request, name, form, status=422)
    everything = "all" in request.POST
    wish = read_wish(name, request.POST)
    rows = chosen_of(actor, name, wish, picked_rows(request.POST.getlist("row")), everything=everything)
    if not rows:
        return _page(request, name, form, (NOBODY,), 422)
    column, text = form.told
    outcome = change_many(actor, name, [(row.pk, row.texts) for row in rows], column.key, text)
    if outcome.run is None:
        return _page(request, name, form, outcome.refusals, 422)
    return redirect("dictionaries:edit", run=outcome.run.pk)


def _page(
    request: SignedRequest, name: str, form: ManyForm | None = None, said: tuple[str, ...] = (), status: int = 200
) -> HttpResponse:
    view = load_page(request.actor, name, read_wish(name, request.POST))
    context = {
        "view": view,
        "form": form or ManyForm(name),
        "offered": suggestions(request.actor, [column.key for column in view.common]),
        "said": said,
        "picked": {row.hex for row in picked_rows(request.POST.getlist("row"))},
    }
    return render(request, "dictionaries/list.html", context, status=status)
