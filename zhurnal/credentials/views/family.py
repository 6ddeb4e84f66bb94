"""Whom of a group's families the journal knows; slips to print; that they were handed over."""

import logging
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from zhurnal.credentials.actions.issue import forget_factor, handed, issue
from zhurnal.credentials.policy import ISSUE
from zhurnal.credentials.queries.family import load_family, own_groups
from zhurnal.credentials.rules.access import Who, chosen
from zhurnal.credentials.slips import slips_paper
from zhurnal.curriculum.models import Group
from zhurnal.kernel import doors
from zhurnal.kernel.errors import Refused
from zhurnal.kernel.export.answer import disposition, file_name
from zhurnal.kernel.typeset import TypesetError
from zhurnal.organisation.queries import college_by_id
from zhurnal.people.gate import SignedRequest, entitled

log = logging.getLogger("zhurnal.errors")
NO_PAPER = (
    "Листки сейчас не напечатать. Ничего не изменилось: прежние листки и пароли действуют. Повторите через минуту."
)


@require_http_methods(["GET", "HEAD"])
@entitled(ISSUE)
def groups(request: SignedRequest) -> HttpResponse:
    """Groups of the department."""
    return render(request, "credentials/groups.html", {"groups": own_groups(request.actor)})


@require_http_methods(["GET", "HEAD"])
@entitled(ISSUE)
def group(request: SignedRequest, group: UUID) -> HttpResponse:
    """Students or parents of a group and what they were given."""
    return _page(request, doors.fetch(request.actor, ISSUE, Group, pk=group), _who(request.GET.get("who", "")))


@require_POST
@entitled(ISSUE)
def give_slips(request: SignedRequest, group: UUID) -> HttpResponse:
    """Fresh slips for those who are ticked, as paper. The codes stand there and nowhere else."""
    found, who = doors.fetch(request.actor, ISSUE, Group, pk=group), _who(request.POST.get("who", ""))
    lines = chosen(load_family(request.actor, found, who).lines, request.POST.getlist("person"))
    college = college_by_id(str(request.actor.college_id))
    address = request.build_absolute_uri(reverse("people:first", args=[college.code])) if college else ""
    try:
        data = issue(request.actor, found, lines, lambda slips: slips_paper(request.actor, found, slips, address))
    except Refused as refused:
        return _page(request, found, who, str(refused.refusal), 409)
    except TypesetError:
        log.exception("slips were not set")
        return _page(request, found, who, NO_PAPER, 503)
    response = HttpResponse(data, content_type="application/pdf")
    response.headers["Content-Disposition"] = disposition(file_name(f"Листки доступа {found.name}", "pdf"))
    return response


@require_POST
@entitled(ISSUE)
def note_handed(request: SignedRequest, group: UUID) -> HttpResponse:
    """The ticked people hold their slips."""
    found, who = doors.fetch(request.actor, ISSUE, Group, pk=group), _who(request.POST.get("who", ""))
    lines = chosen(load_family(request.actor, found, who).lines, request.POST.getlist("person"))
    try:
        handed(request.actor, found, lines)
    except Refused as refused:
        return _page(request, found, who, str(refused.refusal), 409)
    return redirect(f"{reverse('credentials:group', args=[found.pk])}?who={who.value}")


@require_POST
@entitled(ISSUE)
def lose_factor(request: SignedRequest, group: UUID) -> HttpResponse:
    """The ticked people lost their second factor and set up another."""
    found, who = doors.fetch(request.actor, ISSUE, Group, pk=group), _who(request.POST.get("who", ""))
    lines = chosen(load_family(request.actor, found, who).lines, request.POST.getlist("person"))
    try:
        forget_factor(request.actor, found, lines, request.POST.get("ground", ""))
    except Refused as refused:
        return _page(request, found, who, str(refused.refusal), 409)
    return redirect(f"{reverse('credentials:group', args=[found.pk])}?who={who.value}")


def _page(request: SignedRequest, group: Group, who: Who, said: str = "", status: int = 200) -> HttpResponse:
    context = {"group": group, "who": who.value, "page": load_family(request.actor, group, who), "said": said}
    return render(request, "credentials/group.html", context, status=status)


def _who(text: str) -> Who:
    return Who.STUDENTS if text == Who.STUDENTS else Who.PARENTS
