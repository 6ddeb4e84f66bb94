"""Journals of the years that are over: the search, one journal to read."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from zhurnal.archive.forms import FilterForm
from zhurnal.archive.policy import JOURNAL, RETENTION, STATE_EXPORT, YEAR
from zhurnal.archive.queries.journal import archived_page
from zhurnal.archive.queries.search import journals as found_journals
from zhurnal.curriculum.models import Course
from zhurnal.kernel import doors, policy
from zhurnal.kernel.packing import gzip_page
from zhurnal.people.gate import SignedRequest, entitled

RELATED = ("group", "year", "term", "discipline", "subgroup")


@require_http_methods(["GET", "HEAD", "POST"])
@entitled(JOURNAL)
def journals(request: SignedRequest) -> HttpResponse:
    """What of the years behind is within reach, narrowed by year, group, discipline, student.

    It is asked by POST although nothing changes: a student's name does not stand in an address.
    """
    actor, form = request.actor, FilterForm(request.POST)
    filters = form.filters()
    context = {
        "found": found_journals(actor, filters), "form": form, "filters": filters, "narrowed": filters != type(filters)(),
        "years": policy.may(actor, YEAR), "retention": policy.may(actor, RETENTION),
        "exports": policy.may(actor, STATE_EXPORT),
    }  # fmt: skip
    return render(request, "archive/journals.html", context)


@require_http_methods(["GET", "HEAD"])
@gzip_page
@entitled(JOURNAL)
def journal(request: SignedRequest, course: UUID) -> HttpResponse:
    """One journal to read."""
    found = doors.fetch(request.actor, JOURNAL, Course, related=RELATED, pk=course)
    return render(request, "archive/journal.html", {"page": archived_page(request.actor, found)})
