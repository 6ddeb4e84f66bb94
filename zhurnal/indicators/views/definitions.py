"""What each indicator says (1.10 d)."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from zhurnal.indicators.policy import BOARD, OWN
from zhurnal.indicators.rules.catalogue import CATALOGUE
from zhurnal.kernel import policy
from zhurnal.kernel.errors import Absent
from zhurnal.people.gate import SignedRequest, signed_in


@require_http_methods(["GET", "HEAD"])
@signed_in
def definitions(request: SignedRequest) -> HttpResponse:
    """The published list: for whoever sees any dashboard."""
    if not (policy.may(request.actor, BOARD) or policy.may(request.actor, OWN)):
        raise Absent
    return render(
        request, "indicators/definitions.html", {"indicators": CATALOGUE, "parameters": request.actor.parameters}
    )
