"""How departments are managed, by published indicators (1.10 d)."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from zhurnal.indicators.forms import asking_of
from zhurnal.indicators.policy import MANAGEMENT
from zhurnal.indicators.queries.management import load_management
from zhurnal.indicators.rules.periods import PERIOD_WORDS
from zhurnal.kernel.packing import gzip_page
from zhurnal.people.gate import SignedRequest, entitled


@require_http_methods(["GET", "HEAD"])
@gzip_page
@entitled(MANAGEMENT)
def management(request: SignedRequest) -> HttpResponse:
    """Departments within reach: what their heads and the office answer for."""
    asking = asking_of(request.GET, request.actor.today)
    page = load_management(request.actor, asking.period, asking.day)
    return render(
        request, "indicators/management.html", {"page": page, "asking": asking, "periods": PERIOD_WORDS.items()}
    )
