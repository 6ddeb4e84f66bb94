"""«Подписка на расписание», and the calendar that a telephone reads."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from zhurnal.kernel import doors
from zhurnal.kernel.conditional import tagged, unchanged
from zhurnal.people.gate import SignedRequest, entitled
from zhurnal.timetable.actions.feed import make_feed, revoke_feed
from zhurnal.timetable.feed_subjects import subjects_of
from zhurnal.timetable.models import CalendarFeed
from zhurnal.timetable.policy import FEED
from zhurnal.timetable.queries.feed import feeds_of, read_feed


@require_http_methods(["GET", "HEAD", "POST"])
@entitled(FEED)
def feeds(request: SignedRequest) -> HttpResponse:
    """The person's subscriptions; a new one shows its address once."""
    address = ""
    if request.method == "POST":
        code, secret = make_feed(request.actor, request.POST.get("subject", ""))
        address = request.build_absolute_uri(reverse("timetable:feed", args=[code, secret]))
    context = {"feeds": feeds_of(request.actor), "subjects": subjects_of(request.actor), "address": address}
    return render(request, "timetable/feeds.html", context)


@require_POST
@entitled(FEED)
def revoke(request: SignedRequest, feed: UUID) -> HttpResponse:
    """End a subscription."""
    revoke_feed(request.actor, doors.fetch(request.actor, FEED, CalendarFeed, pk=feed))
    return redirect("timetable:feeds")


@require_http_methods(["GET", "HEAD"])
def calendar(request: HttpRequest, college: str, secret: str) -> HttpResponse:
    """The calendar of a secret address (RFC 5545); needs no sign-in, says nothing when the address is not right."""
    text, version = read_feed(college, secret)
    headers = {"ETag": tagged(version), "Cache-Control": "private, max-age=900"}
    return unchanged(request, version) or HttpResponse(
        text, content_type="text/calendar; charset=utf-8", headers={**headers, "X-Robots-Tag": "noindex"}
    )
