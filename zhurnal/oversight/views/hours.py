"""The ledger of hours."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from zhurnal.curriculum.models import Group
from zhurnal.kernel import doors
from zhurnal.kernel.packing import gzip_page
from zhurnal.oversight.queries.hours import READ, load_group, load_hours
from zhurnal.oversight.queries.own_hours import OWN, load_own
from zhurnal.people.gate import SignedRequest, entitled


@require_http_methods(["GET", "HEAD"])
@gzip_page
@entitled(READ)
def hours(request: SignedRequest) -> HttpResponse:
    """Groups within reach: what the term comes to in each."""
    return render(request, "oversight/hours.html", {"page": load_hours(request.actor)})


@require_http_methods(["GET", "HEAD"])
@gzip_page
@entitled(READ)
def group_hours(request: SignedRequest, group: UUID) -> HttpResponse:
    """One group: its disciplines, line by line."""
    found = doors.fetch(request.actor, READ, Group, pk=group)
    return render(request, "oversight/group_hours.html", {"page": load_group(request.actor, found)})


@require_http_methods(["GET", "HEAD"])
@gzip_page
@entitled(OWN)
def my_hours(request: SignedRequest) -> HttpResponse:
    """A teacher's own hours."""
    return render(request, "oversight/my_hours.html", {"page": load_own(request.actor)})
