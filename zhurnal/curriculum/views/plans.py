"""Curricula: the list, one plan, a row of it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from zhurnal.curriculum.actions.plan_items import edit_item
from zhurnal.curriculum.forms import item_rows, read_item
from zhurnal.curriculum.models import Curriculum, PlanItem
from zhurnal.curriculum.policy import EDIT_PLAN, READ_PLAN
from zhurnal.curriculum.queries.plans import load_item, load_plan, plans_of
from zhurnal.curriculum.rules.attestation import PROJECTS
from zhurnal.curriculum.rules.plan_edit import FORMS
from zhurnal.kernel import doors, policy
from zhurnal.kernel.packing import gzip_page
from zhurnal.people.gate import SignedRequest, entitled


@require_http_methods(["GET", "HEAD"])
@entitled(READ_PLAN)
def plans(request: SignedRequest) -> HttpResponse:
    """Plans within reach."""
    imports = policy.may(request.actor, "exchange.import.run")
    return render(request, "curriculum/plans.html", {"plans": plans_of(request.actor), "imports": imports})


@require_http_methods(["GET", "HEAD"])
@gzip_page
@entitled(READ_PLAN)
def plan(request: SignedRequest, plan: UUID) -> HttpResponse:
    """One plan as a tree, with what does not hold in it."""
    found = doors.fetch(request.actor, READ_PLAN, Curriculum, pk=plan)
    return render(request, "curriculum/plan.html", {"page": load_plan(request.actor, found)})


@require_http_methods(["GET", "HEAD", "POST"])
@entitled(EDIT_PLAN)
def item(request: SignedRequest, item: UUID) -> HttpResponse:
    """A row's name, hours and forms; what was typed stays when it is refused."""
    found = doors.fetch(request.actor, EDIT_PLAN, PlanItem, related=("curriculum",), pk=item)
    typed, said = None, ""
    if request.method == "POST":
        typed = read_item(request.POST.dict())
        said = typed.error or str(edit_item(request.actor, found, typed.name, typed.hours) or "")
        if not said:
            return redirect("curriculum:plan", plan=found.curriculum_id)
    page = load_item(request.actor, found)
    context = {
        "page": page, "rows": item_rows(page, typed), "typed": typed, "said": said, "forms": FORMS,
        "projects": ("", *PROJECTS),
    }  # fmt: skip
    return render(request, "curriculum/item.html", context, status=409 if said else 200)
