"""Which fields the college keeps."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from zhurnal.people.gate import SignedRequest, entitled
from zhurnal.registers.actions.choice import set_fields
from zhurnal.registers.policy import SET_FIELDS
from zhurnal.registers.queries.choice import load_choice


@require_http_methods(["GET", "HEAD", "POST"])
@entitled(SET_FIELDS)
def fields(request: SignedRequest) -> HttpResponse:
    """The catalogue with the college's marks."""
    if request.method == "POST":
        set_fields(request.actor, set(request.POST.getlist("used")), set(request.POST.getlist("required")))
        return redirect("registers:fields")
    return render(request, "registers/fields.html", {"sections": load_choice(request.actor)})
