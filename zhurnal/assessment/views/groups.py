"""Groups by term, the summary of one, the steps of its closing."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from zhurnal.academic_year.models import Term
from zhurnal.assessment.actions.steps import agree, close_terms, decline, make_step, withdraw
from zhurnal.assessment.forms import StepForm
from zhurnal.assessment.policy import CLOSE, GROUP, REOPEN, SECOND
from zhurnal.assessment.queries import groups as queries
from zhurnal.assessment.rules.levels import State
from zhurnal.curriculum.models import Group
from zhurnal.kernel import doors, policy
from zhurnal.kernel.errors import Absent
from zhurnal.kernel.ids import id_of
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.gate import SignedRequest, entitled


def _term(request: SignedRequest, group: Group, text: str) -> Term:
    """The term of the group's year that the address names; else the one that runs or ran last."""
    found = queries.term_of(request.actor, group, id_of(text)) if not text or id_of(text) else None
    if found is None:
        raise Absent
    return found


@require_http_methods(["GET", "HEAD"])
@entitled(GROUP)
def groups(request: SignedRequest) -> HttpResponse:
    """Groups within reach."""
    page = queries.load_groups(request.actor, id_of(request.GET.get("term", "")))
    return render(request, "assessment/groups.html", {"page": page})


@require_http_methods(["GET", "HEAD"])
@entitled(GROUP)
def group(request: SignedRequest, group: UUID) -> HttpResponse:
    """The summary of one group."""
    found = doors.fetch(request.actor, GROUP, Group, related=("year",), pk=group)
    return _shown(request, found, _term(request, found, request.GET.get("term", "")), StepForm(), None)


def _shown(request: SignedRequest, found: Group, term: Term, form: StepForm, refusal: Refusal | None) -> HttpResponse:
    # the way back asks for a reason too: a form of its own, with ids of its own, filled in only by whoever sent it
    sent = form.data if form.is_bound and form.data.get("target") == State.OPEN else None
    context = {
        "group": found, "term": term, "page": queries.load_group(request.actor, found, term), "form": form,
        "back": StepForm(sent, auto_id="back_%s"), "refusal": refusal,
    }  # fmt: skip
    return render(request, "assessment/group.html", context, status=422 if refusal or form.errors else 200)


@require_http_methods(["POST"])
@entitled(GROUP)
def step(request: SignedRequest, group: UUID) -> HttpResponse:
    """Collected, council, closed, or back; the action asks whose step it is."""
    found = doors.fetch(request.actor, GROUP, Group, related=("year",), pk=group)
    term = _term(request, found, request.POST.get("term", ""))
    form = StepForm(request.POST)
    if not form.is_valid():
        return _shown(request, found, term, form, None)
    refusal = make_step(request.actor, found, term, form.step())
    if refusal is not None:
        return _shown(request, found, term, form, refusal)
    return redirect(f"{reverse('assessment:group', args=[found.pk])}?term={term.pk}")


@require_http_methods(["POST"])
@entitled(SECOND)
def second(request: SignedRequest, group: UUID) -> HttpResponse:
    """The second person's word."""
    found = doors.fetch(request.actor, SECOND, Group, related=("year",), pk=group)
    term = _term(request, found, request.POST.get("term", ""))
    refusal = agree(request.actor, found, term)
    if refusal is not None:
        return _shown(request, found, term, StepForm(), refusal)
    return redirect(f"{reverse('assessment:group', args=[found.pk])}?term={term.pk}")


@require_http_methods(["POST"])
@entitled(SECOND)
def declined(request: SignedRequest, group: UUID) -> HttpResponse:
    """The second person says no, and why."""
    return _dropped(request, SECOND, group, decline)


@require_http_methods(["POST"])
@entitled(REOPEN)
def withdrawn(request: SignedRequest, group: UUID) -> HttpResponse:
    """Whoever asked takes the request back."""
    return _dropped(request, REOPEN, group, withdraw)


def _dropped(request: SignedRequest, action: str, group: UUID, drop: Callable[..., Refusal | None]) -> HttpResponse:
    found = doors.fetch(request.actor, action, Group, related=("year",), pk=group)
    term = _term(request, found, request.POST.get("term", ""))
    refusal = drop(request.actor, found, term, request.POST.get("why", ""))
    if refusal is not None:
        return _shown(request, found, term, StepForm(), refusal)
    return redirect(f"{reverse('assessment:group', args=[found.pk])}?term={term.pk}")


@require_http_methods(["POST"])
@entitled(CLOSE)
def close(request: SignedRequest) -> HttpResponse:
    """Close all groups of the term that passed the council."""
    page = queries.load_groups(request.actor, id_of(request.POST.get("term", "")))
    ready = [line.id for line in page.groups if line.state == "council"]
    if page.term is not None and ready:
        rows = policy.visible(request.actor, CLOSE).filter(pk__in=ready).order_by("name")
        refused = close_terms(request.actor, list(rows), page.term)
        if refused:
            page = queries.load_groups(request.actor, page.term.pk)
            names = {line.id: line.name for line in page.groups}
            told = [(names.get(pk, ""), refusal) for pk, refusal in refused.items()]
            return render(request, "assessment/groups.html", {"page": page, "refused": told}, status=422)
    query = f"?term={page.term.pk}" if page.term else ""
    return redirect(f"{reverse('assessment:groups')}{query}")
