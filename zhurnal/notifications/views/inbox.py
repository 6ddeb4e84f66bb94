"""The inbox."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from zhurnal.kernel import doors
from zhurnal.kernel.conditional import tagged, unchanged
from zhurnal.notifications.actions.reading import read_all, read_notice
from zhurnal.notifications.models import Notice
from zhurnal.notifications.policy import READ
from zhurnal.notifications.queries.inbox import inbox, inbox_mark
from zhurnal.people.gate import SignedRequest, entitled
from zhurnal.people.middleware import LIVE


@require_http_methods(["GET", "HEAD"])
@entitled(READ)
def inbox_page(request: SignedRequest) -> HttpResponse:
    """Everything that one was told, the newest first."""
    mark = inbox_mark(request.actor)
    same = unchanged(request, mark)
    if same is not None:
        return same
    context = {"letters": inbox(request.actor), "today": request.actor.today, "unread": request.actor.unread}
    answer = render(request, "notifications/inbox.html", context)
    if LIVE in request.headers:  # a page that is opened anew brings its own form tokens and is never called unchanged
        answer["ETag"] = tagged(mark)
    return answer


@require_POST
@entitled(READ)
def read_everything(request: SignedRequest) -> HttpResponse:
    """Nothing waits any more."""
    read_all(request.actor)
    return redirect("notifications:inbox")


@require_POST
@entitled(READ)
def open_notice(request: SignedRequest, notice: UUID) -> HttpResponse:
    """Read it, and go to what it is about («go») or stay."""
    found = doors.fetch(request.actor, READ, Notice, pk=notice)
    read_notice(request.actor, found)
    return redirect(found.url if request.POST.get("go") and found.url else "notifications:inbox")
