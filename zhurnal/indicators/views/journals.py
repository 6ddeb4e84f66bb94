"""A journal in numbers: its lessons and its students."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from zhurnal.curriculum.models import Course
from zhurnal.indicators.forms import asking_of
from zhurnal.indicators.policy import JOURNAL
from zhurnal.indicators.queries.journal import RELATED, load_journal
from zhurnal.kernel import doors
from zhurnal.kernel.packing import gzip_page
from zhurnal.people.gate import SignedRequest, entitled


@require_http_methods(["GET", "HEAD"])
@gzip_page
@entitled(JOURNAL)
def journal(request: SignedRequest, course: UUID) -> HttpResponse:
    """By lessons and by students, as of a day."""
    actor = request.actor
    found = doors.fetch(actor, JOURNAL, Course, related=RELATED, pk=course)
    asking = asking_of(request.GET, actor.today)
    page = load_journal(actor, found, asking.day)
    return render(request, "indicators/journal.html", {"page": page, "course": found, "asking": asking})
