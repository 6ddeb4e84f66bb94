"""Published results for the student and his parents."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from zhurnal.assessment.policy import OWN
from zhurnal.assessment.queries.own import published
from zhurnal.kernel import doors
from zhurnal.people.gate import SignedRequest, signed_in
from zhurnal.people.models import Person


@require_http_methods(["GET", "HEAD"])
@signed_in
def own(request: SignedRequest, student: UUID) -> HttpResponse:
    """Results that were published, by term."""
    found = doors.fetch(request.actor, OWN, Person, pk=student)
    context = {"student": found, "terms": published(request.actor, found.pk)}
    return render(request, "assessment/own.html", context)
