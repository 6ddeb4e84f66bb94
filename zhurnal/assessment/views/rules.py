"""Rules of marks: settings, weights, checkpoints; накопляемость."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from zhurnal.assessment.actions import rules as actions
from zhurnal.assessment.actions.weights import weigh_college, weigh_discipline, weigh_page
from zhurnal.assessment.forms import CheckpointForm, RulesForm, read_weights
from zhurnal.assessment.policy import DISCIPLINE, GROUP, RULES, WEIGH
from zhurnal.assessment.queries import rules as queries
from zhurnal.assessment.queries.accumulation import load_check
from zhurnal.assessment.queries.page import RELATED
from zhurnal.curriculum.models import Course, Discipline
from zhurnal.kernel import doors
from zhurnal.kernel.errors import Absent
from zhurnal.kernel.ids import id_of
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.gate import SignedRequest, entitled, signed_in


@require_http_methods(["GET", "HEAD", "POST"])
@entitled(RULES)
def rules(request: SignedRequest) -> HttpResponse:
    """Settings of the college, on one page with weights and checkpoints."""
    form = RulesForm(request.POST if request.method == "POST" else None, parameters=request.actor.parameters)
    refusal = None
    if request.method == "POST" and form.is_valid():
        refusal = actions.set_rules(request.actor, form.values())
        if refusal is None:
            return redirect("assessment:rules")
    return _shown(request, form, CheckpointForm(), refusal)


def _shown(
    request: SignedRequest, form: RulesForm, point: CheckpointForm, refusal: Refusal | None, errors: dict[UUID, str] | None = None
) -> HttpResponse:  # fmt: skip
    page = queries.load_rules(request.actor, id_of(request.GET.get("term") or request.POST.get("term") or ""))
    wrong = bool(form.errors or point.errors or refusal or errors)
    context = {
        "page": page,
        "form": form,
        "point": point,
        "refusal": refusal,
        "lines": _lines(request, page.weights, errors),
    }
    return render(request, "assessment/rules.html", context, status=422 if wrong else 200)


def _lines(
    request: SignedRequest, weights: tuple[queries.WeightLine, ...], errors: dict[UUID, str] | None
) -> list[tuple[queries.WeightLine, str | None, str]]:
    """Kinds with what was typed (None: as kept) and what is wrong with it."""
    return [
        (line, request.POST.get(f"weight-{line.id.hex}") if errors else None, (errors or {}).get(line.id, ""))
        for line in weights
    ]


@require_http_methods(["POST"])
@entitled(RULES)
def college_weights(request: SignedRequest) -> HttpResponse:
    """Weights of the college."""
    kinds = [line.id for line in queries.college_weights(request.actor)]
    weights, errors = read_weights(request.POST, kinds)
    errors |= {kind: "Напишите вес." for kind, weight in weights.items() if weight is None}
    if not errors:
        weigh_college(request.actor, {kind: weight for kind, weight in weights.items() if weight is not None})
        return redirect("assessment:rules")
    form = RulesForm(parameters=request.actor.parameters)
    return _shown(request, form, CheckpointForm(), None, errors)


@require_http_methods(["POST"])
@entitled(RULES)
def checkpoint(request: SignedRequest) -> HttpResponse:
    """A new checkpoint."""
    term = queries.term_named(request.actor, id_of(request.POST.get("term", "")))
    if term is None:
        raise Absent
    point = CheckpointForm(request.POST)
    made = actions.add_checkpoint(request.actor, term, actions.Days(**point.cleaned_data)) if point.is_valid() else None
    if made is None or isinstance(made, Refusal):
        return _shown(request, RulesForm(parameters=request.actor.parameters), point, made)
    return redirect(f"{reverse('assessment:rules')}?term={term.pk}")


@require_http_methods(["POST"])
@entitled(RULES)
def publish(request: SignedRequest) -> HttpResponse:
    """Publish a checkpoint."""
    refusal = actions.publish_checkpoint(request.actor, id_of(request.POST.get("checkpoint", "")))
    if refusal is not None:
        return _shown(request, RulesForm(parameters=request.actor.parameters), CheckpointForm(), refusal)
    return redirect("assessment:rules")


@require_http_methods(["GET", "HEAD", "POST"])
@entitled(DISCIPLINE)
def discipline_weights(request: SignedRequest, discipline: UUID) -> HttpResponse:
    """Weights of a discipline."""
    found = doors.fetch(request.actor, DISCIPLINE, Discipline, pk=discipline)
    lines = queries.discipline_weights(request.actor, found)
    weights, errors = read_weights(request.POST, [line.id for line in lines])
    refusal = None
    if request.method == "POST" and not errors:
        refusal = weigh_discipline(request.actor, found, weights)
        if refusal is None:
            return redirect("assessment:discipline-weights", discipline=found.pk)
    context = {"title": str(found), "back": reverse("assessment:rules"), "sets": True}
    return _weights(request, context, lines, errors, refusal)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def page_weights(request: SignedRequest, course: UUID) -> HttpResponse:
    """Weights of a page."""
    found = doors.fetch(request.actor, WEIGH, Course, related=RELATED, pk=course)
    lines = queries.page_weights(request.actor, found)
    weights, errors = read_weights(request.POST, [line.id for line in lines])
    refusal = None
    if request.method == "POST" and not errors:
        refusal = weigh_page(request.actor, found, weights)
        if refusal is None:
            return redirect("assessment:weights", course=found.pk)
    title = f"{found.group.name} · {found.discipline.name}"
    context = {"title": title, "back": reverse("assessment:page", args=[found.pk]), "sets": found.frozen_at is None}
    return _weights(request, context, lines, errors, refusal)


def _weights(
    request: SignedRequest, context: dict[str, object], lines: tuple[queries.WeightLine, ...], errors: dict[UUID, str], refusal: Refusal | None
) -> HttpResponse:  # fmt: skip
    shown = {**context, "lines": _lines(request, lines, errors), "refusal": refusal}
    return render(request, "assessment/weights.html", shown, status=422 if errors or refusal else 200)


@require_http_methods(["GET", "HEAD"])
@entitled(GROUP)
def accumulation(request: SignedRequest) -> HttpResponse:
    """Накопляемость of a group or a teacher."""
    asked = [id_of(request.GET.get(name, "")) for name in ("term", "group", "teacher")]
    context = {"page": load_check(request.actor, *asked), "parameters": request.actor.parameters}
    return render(request, "assessment/accumulation.html", context)
