"""The forecast of a journal, of a group, of oneself."""

from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from zhurnal.assessment.policy import PAGE as MARKS
from zhurnal.curriculum.models import Course, Group
from zhurnal.forecast.policy import GROUP, OWN, PAGE
from zhurnal.forecast.queries import pages
from zhurnal.forecast.queries.beside import load_beside
from zhurnal.kernel import doors
from zhurnal.kernel.packing import gzip_page
from zhurnal.kernel.readings import tell
from zhurnal.people.gate import SignedRequest, entitled, signed_in
from zhurnal.people.models import Person


@require_http_methods(["GET", "HEAD"])
@gzip_page
@signed_in
def journal(request: SignedRequest, course: UUID) -> HttpResponse:
    """Students of a journal, the greatest risk first."""
    found = doors.fetch(request.actor, PAGE, Course, related=pages.RELATED, pk=course)
    context = {"course": found, "page": pages.load_journal(request.actor, found)}
    return render(request, "forecast/journal.html", context)


@require_http_methods(["GET", "HEAD"])
@gzip_page
@signed_in
def beside(request: SignedRequest, course: UUID) -> JsonResponse:
    """Term marks and forecasts for the right columns of the journal's grid."""
    found = doors.fetch(request.actor, PAGE, Course, related=pages.RELATED, pk=course)
    tell(request.actor, MARKS, found)  # not the forecast alone: the marks of the term stand beside it
    return JsonResponse(load_beside(request.actor, found))


@require_http_methods(["GET", "HEAD"])
@entitled(GROUP)
def groups(request: SignedRequest) -> HttpResponse:
    """Groups in reach, to choose one."""
    return render(request, "forecast/groups.html", {"groups": pages.groups_in_reach(request.actor)})


@require_http_methods(["GET", "HEAD"])
@gzip_page
@signed_in
def group(request: SignedRequest, group: UUID) -> HttpResponse:
    """A group over all its journals."""
    found = doors.fetch(request.actor, GROUP, Group, pk=group)
    return render(request, "forecast/group.html", {"group": found, "page": pages.load_group(request.actor, found)})


@require_http_methods(["GET", "HEAD"])
@gzip_page
@signed_in
def own(request: SignedRequest, student: UUID) -> HttpResponse:
    """One's own forecast, and what is needed for the next mark."""
    found = doors.fetch(request.actor, OWN, Person, pk=student)
    return render(request, "forecast/own.html", {"student": found, "page": pages.load_own(request.actor, found)})
