"""Whom of a group's families the journal knows; slips to print; that they were handed over."""

import logging
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from zhurnal.credentials.actions.issue import forget_factor, handed, issue
from zhurnal.credentials.policy import ISSUE
from zhurnal.credentials.queries.family import family_register, load_family, load_groups
from zhurnal.credentials.rules.access import Who, chosen
from zhurnal.credentials.slips import NO_PAPER, answer_of, batch_of, paper_of
from zhurnal.curriculum.models import Group
from zhurnal.kernel import doors
from zhurnal.kernel.errors import Refused
from zhurnal.kernel.typeset import TypesetError
from zhurnal.people.gate import SignedRequest, entitled
from zhurnal.people.rules.codes import page_asked

log = logging.getLogger("zhurnal.errors")


@require_http_methods(["GET", "HEAD"])
@entitled(ISSUE)
def groups(request: SignedRequest) -> HttpResponse:
    """Groups of the department, and where somebody is left without a way in."""
    return render(request, "credentials/groups.html", {"groups": load_groups(request.actor)})


@require_http_methods(["GET", "HEAD", "POST"])
@entitled(ISSUE)
def issued(request: SignedRequest) -> HttpResponse:
    """The register of issue of the department's families. Names come in the body, never in the address."""
    context = {
        "register": family_register(
            request.actor, request.POST.get("words", ""), page_asked(request.POST.get("page", ""))
        ),
        "note": "Студенты и родители вашего отделения: кем и когда код напечатан и вручён",
        "back": reverse("credentials:groups"), "back_words": "Доступы семей",
    }  # fmt: skip
    return render(request, "people/issued.html", context)


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
    batch = batch_of(found)
    try:
        data = issue(request.actor, found, lines, paper_of(request, batch))
    except Refused as refused:
        return _page(request, found, who, str(refused.refusal), 409)
    except TypesetError:
        log.exception("slips were not set")
        return _page(request, found, who, NO_PAPER, 503)
    return answer_of(batch, data)


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
