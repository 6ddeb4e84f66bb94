"""A student's page about his parents."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from zhurnal.kernel import doors
from zhurnal.kernel.ids import id_of
from zhurnal.people.actions.consent import decide_consent
from zhurnal.people.gate import SignedRequest, entitled
from zhurnal.people.models import Guardianship
from zhurnal.people.policy import CONSENT
from zhurnal.people.queries.consent import own_consents


@require_http_methods(["GET", "HEAD", "POST"])
@entitled(CONSENT)
def consent(request: SignedRequest) -> HttpResponse:
    """Which parent sees the journal; POST allows (``allow``) or takes back (``refuse``)."""
    if request.method == "POST":
        allowed = "allow" in request.POST
        bond = id_of(request.POST.get("allow") or request.POST.get("refuse") or "")
        if bond is not None:
            decide_consent(request.actor, doors.fetch(request.actor, CONSENT, Guardianship, pk=bond), allowed=allowed)
        return redirect("people:consent")
    return render(request, "people/consent.html", {"page": own_consents(request.actor)})
