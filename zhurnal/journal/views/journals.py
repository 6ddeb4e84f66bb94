"""The list of journals."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from zhurnal.journal.queries.journals import load_journals
from zhurnal.kernel.packing import gzip_page
from zhurnal.people.gate import SignedRequest, entitled

QUERY_LIMIT = 100


@require_http_methods(["GET", "HEAD"])
@entitled("journal.page.read")
@gzip_page
def journals(request: SignedRequest) -> HttpResponse:
    """«Журналы»: one's own, and those one oversees; ``?q=`` narrows, ``?term=`` chooses another semester."""
    found = load_journals(request.actor, request.GET.get("q", "").strip()[:QUERY_LIMIT], _term(request))
    return render(request, "journal/journals.html", {"list": found})


def _term(request: SignedRequest) -> UUID | None:
    try:
        return UUID(request.GET.get("term", ""))
    except ValueError:
        return None
