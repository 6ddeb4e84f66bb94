"""Slips for the college's own people."""

import logging

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from zhurnal.credentials.actions.staff import handed_staff, issue_staff
from zhurnal.credentials.queries.staff import load_staff
from zhurnal.credentials.rules.access import chosen
from zhurnal.credentials.slips import NO_PAPER, Batch, answer_of, paper_of
from zhurnal.kernel.errors import Refused
from zhurnal.kernel.ids import id_of
from zhurnal.kernel.typeset import TypesetError
from zhurnal.people.actions.codes import NO_ROLE, SELF
from zhurnal.people.gate import SignedRequest, entitled
from zhurnal.people.policy import ISSUE
from zhurnal.people.queries.roles import asked_roles

log = logging.getLogger("zhurnal.errors")
STAFF = Batch("сотрудники", "сотрудники", "Администратор журнала или начальник ИВЦ")


@require_http_methods(["GET", "HEAD", "POST"])
@entitled(ISSUE)
def staff(request: SignedRequest) -> HttpResponse:
    """The list; POST prints slips for who is ticked, or notes (``handed``) that they hold them."""
    if request.method != "POST":
        return _page(request)
    ticked = request.POST.getlist("person")
    lines = chosen(load_staff(request.actor), ticked)
    try:
        if ticked and not lines:
            raise Refused(SELF if request.actor.person_id == id_of(ticked[0]) else NO_ROLE)
        if "handed" in request.POST:
            handed_staff(request.actor, lines)
            return redirect("credentials:staff")
        data = issue_staff(request.actor, lines, paper_of(request, STAFF))
    except Refused as refused:
        return _page(request, str(refused.refusal), 409)
    except TypesetError:
        log.exception("slips were not set")
        return _page(request, NO_PAPER, 503)
    return answer_of(STAFF, data) if data is not None else _page(request)


def _page(request: SignedRequest, said: str = "", status: int = 200) -> HttpResponse:
    lines = load_staff(request.actor)
    context = {
        "lines": lines,
        "lacking": sum(line.lacks for line in lines),
        "said": said,
        "asked": asked_roles(request.actor),
    }
    return render(request, "credentials/staff.html", context, status=status)
