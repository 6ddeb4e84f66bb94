"""The inbox."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from zhurnal.kernel import doors
from zhurnal.notifications.actions.reading import read_all, read_notice
from zhurnal.notifications.models import Notice
from zhurnal.notifications.policy import READ
from zhurnal.notifications.queries.inbox import inbox
from zhurnal.people.gate import SignedRequest, entitled


@require_http_methods(["GET", "HEAD"])
@entitled(READ)
def inbox_page(request: SignedRequest) -> HttpResponse:
    """Everything that one was told, the newest first."""
    context = {"letters": inbox(request.actor), "today": request.actor.today, "unread": request.actor.unread}
    return render(request, "notifications/inbox.html", context)


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
