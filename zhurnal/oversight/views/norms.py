"""Norms of load."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from zhurnal.oversight.actions.norms import SET, set_norm, set_rate
from zhurnal.oversight.forms import NormForm, RateForm, posted
from zhurnal.oversight.queries.norms import load_norms, teachers
from zhurnal.oversight.rules.norms import USUAL, Norm
from zhurnal.people.gate import SignedRequest, entitled


@require_http_methods(["GET", "HEAD", "POST"])
@entitled(SET)
def norms(request: SignedRequest) -> HttpResponse:
    """The norm of a rate and the teachers' rates, each from a date."""
    fields = posted(request) if request.method == "POST" else None
    about_rate = fields is not None and "rate" in fields
    first = {"since": request.actor.today.replace(month=9, day=1)}
    norm = NormForm(fields if not about_rate else None, initial=first)
    rate = RateForm(teachers(request.actor), fields if about_rate else None, initial=first)
    asked = rate if about_rate else norm
    if fields is not None and asked.is_valid():
        given = asked.cleaned_data
        if about_rate:
            set_rate(request.actor, given["teacher"], given["since"], int(given["rate"] * 100))
        else:
            set_norm(
                request.actor,
                Norm(given["since"], given["year_hours"], given["limit_hours"], given["months"] or USUAL.months),
            )
        return redirect("oversight:norms")
    context = {"page": load_norms(request.actor), "norm": norm, "rate": rate}
    return render(request, "oversight/norms.html", context, status=200 if fields is None else 422)
