"""A group's pages of practice and exams of modules: looked through, the visa, taking it back."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from zhurnal.curriculum.models import Group
from zhurnal.inspection.actions.visas import lift_module_visa, put_module_visa
from zhurnal.inspection.forms import LiftForm, VisaForm, lost
from zhurnal.inspection.models import Visa
from zhurnal.inspection.policy import CHECK_MODULES
from zhurnal.inspection.queries.modules import modules_page
from zhurnal.inspection.rules.visas import latest_visa
from zhurnal.kernel import doors
from zhurnal.people.gate import SignedRequest, entitled


@require_http_methods(["GET", "HEAD"])
@entitled(CHECK_MODULES)
def group_modules(request: SignedRequest, group: UUID) -> HttpResponse:
    """What there is to look through, and up to which day it was."""
    return _shown(request, _group(request, group))


def _group(request: SignedRequest, group: UUID) -> Group:
    return doors.fetch(request.actor, CHECK_MODULES, Group, related=("year", "department"), pk=group)


def _shown(
    request: SignedRequest, found: Group, form: VisaForm | None = None, lifting: LiftForm | None = None, told: str = ""
) -> HttpResponse:
    context = {
        "page": modules_page(request.actor, found), "told": told, "lifting": lifting or LiftForm(),
        "form": form or VisaForm(initial={"until": latest_visa(request.actor.today)}), "lifts": lifting is not None,
    }  # fmt: skip
    return render(request, "inspection/modules.html", context, status=422 if form or lifting else 200)


@require_POST
@entitled(CHECK_MODULES)
def visa(request: SignedRequest, group: UUID) -> HttpResponse:
    """Put «просмотрено»."""
    found, form = _group(request, group), VisaForm(request.POST)
    if not form.is_valid():
        return _shown(request, found, form, told=lost(form))
    said = form.cleaned_data
    made = put_module_visa(request.actor, found, said["until"], said["round"], said["note"])
    if not isinstance(made, Visa):
        return _shown(request, found, form, told=str(made))
    if said["round"]:
        return redirect("inspection:round", round_id=said["round"])
    return redirect("inspection:modules", group=group)


@require_POST
@entitled(CHECK_MODULES)
def lift(request: SignedRequest, group: UUID) -> HttpResponse:
    """Take the last one back."""
    found, form = _group(request, group), LiftForm(request.POST)
    form.is_valid()  # a day that cannot be read is the day of no visa
    said = form.cleaned_data
    refusal = lift_module_visa(request.actor, found, said.get("until"), said.get("words", ""))
    if refusal is not None:
        return _shown(request, found, lifting=form, told=str(refusal))
    return redirect("inspection:modules", group=group)
