"""Movement of students: the list, a new order, a student's card."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from zhurnal.kernel import doors, policy
from zhurnal.kernel.errors import Refused
from zhurnal.movement.actions.credits import record_credit, undo_credit
from zhurnal.movement.actions.drafts import Checked, Draft
from zhurnal.movement.actions.orders import carry_out, check_order
from zhurnal.movement.actions.undo import undo_movement
from zhurnal.movement.forms import KINDS, CreditForm, FilterForm, OrderForm, ids
from zhurnal.movement.models import Credit, Movement, Order
from zhurnal.movement.policy import CARD, CREDIT_RECORD, CREDIT_UNDO, READ, RECORD, UNDO
from zhurnal.movement.queries.orders import (
    Filters,
    choosable,
    credits_of,
    former_names,
    groups_for,
    movements,
    movements_of,
    subgroups_of,
)
from zhurnal.movement.queries.places import places_of
from zhurnal.movement.rules.kinds import ENTERING, NEWCOMING, Kind
from zhurnal.people.gate import SignedRequest, entitled
from zhurnal.people.models import Person


def filters_of(form: FilterForm) -> Filters:
    """What the list is narrowed to; what cannot be read narrows nothing."""
    form.is_valid()
    said = getattr(form, "cleaned_data", {})
    return Filters(said.get("kind") or "", said.get("group"), said.get("since"), said.get("until"))


@require_http_methods(["GET", "HEAD"])
@entitled(READ)
def orders(request: SignedRequest) -> HttpResponse:
    """Movements of the groups in reach, narrowed by kind, group and days."""
    form = FilterForm(request.GET or None)
    filters = filters_of(form)
    context = {
        "form": form, "rows": movements(request.actor, filters), "groups": groups_for(request.actor, READ),
        "chosen": filters.group, "records": policy.may(request.actor, RECORD), "narrowed": bool(request.GET), "asked": [(name, request.GET[name]) for name in FilterForm.base_fields if name in request.GET],
    }  # fmt: skip
    return render(request, "movement/orders.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@entitled(RECORD)
def new_order(request: SignedRequest) -> HttpResponse:
    """Choose kind and group, fill in, look at what it means, write."""
    asked = request.POST if request.method == "POST" else request.GET
    kind = Kind(asked["kind"]) if asked.get("kind") in set(Kind) else None
    group, target = (next(iter(ids([asked.get(name, "")])), None) for name in ("group", "target"))
    form = OrderForm(request.POST if request.method == "POST" else None, initial={"dated": request.actor.today})
    context: dict[str, object] = {
        "form": form,
        "kind": kind,
        "kinds": KINDS,
        "group": group,
        "target": target,
        "told": None,
    }
    if request.method == "POST" and kind is not None and form.is_valid():
        students, parts = ids(request.POST.getlist("student")), ids(request.POST.getlist("subgroup"))
        goal = (group if kind in NEWCOMING else target) if kind in ENTERING else None
        made = _carried_out(request, form.draft(kind, goal, students, parts), form.cleaned_data["seal"])
        if isinstance(made, Order):
            return redirect("movement:order", order=made.pk)
        context["told"] = made
    context |= _choices(request, kind, group, target)
    status = 422 if request.method == "POST" else 200
    return render(request, "movement/new_order.html", context, status=status)


def _carried_out(request: SignedRequest, draft: Draft, seal: str) -> Order | Checked:
    """The order, or what stands in its way: also what has come between the look and the writing, so nothing typed is lost."""
    told = check_order(request.actor, draft)
    if told.refusals or told.asks or (told.warnings and seal != told.seal):
        return told
    try:
        return carry_out(request.actor, draft, told.seal)
    except Refused as refused:
        again = check_order(request.actor, draft)
        return again if again.refusals or again.asks or again.warnings else Checked((str(refused.refusal),), ())


def _choices(request: SignedRequest, kind: Kind | None, group: UUID | None, target: UUID | None) -> dict[str, object]:
    """What can be chosen for such an order."""
    comes = kind in NEWCOMING
    return {
        "groups": groups_for(request.actor),
        "people": choosable(request.actor, kind, group) if kind and group and not comes else [],
        "checked": ids((request.POST if request.method == "POST" else request.GET).getlist("student")),
        "parts": subgroups_of(request.actor, group if comes else target),
        "parts_checked": ids(request.POST.getlist("subgroup")),
        "comes": comes,
        "enters": kind in ENTERING,
        "moves": kind is Kind.TRANSFER,
        "names": comes or kind is Kind.RENAME,
        "leaves": kind is Kind.EXPULSION,
        "basis": kind is Kind.FUNDING,
        "admits": kind is Kind.ADMISSION,
        "conditional": kind is Kind.CONDITIONAL,
    }


@require_http_methods(["GET", "HEAD"])
@entitled(CARD)
def card(request: SignedRequest, student: UUID) -> HttpResponse:
    """One student: his names, his orders, what he brought."""
    found = doors.fetch(request.actor, CARD, Person, pk=student)
    return _card(request, found)


def _card(
    request: SignedRequest, found: Person, form: CreditForm | None = None, status: int = 200, **more: object
) -> HttpResponse:
    records = policy.may(request.actor, CREDIT_RECORD)
    form = form or CreditForm(places_of(request.actor, found) if records else [])
    context = {
        "student": found, "rows": movements_of(request.actor, found.pk), "names": former_names(request.actor, found),
        "credits": credits_of(request.actor, found), "form": form, "records": records,
        **more,
    }  # fmt: skip
    return render(request, "movement/card.html", context, status=status)


@require_POST
@entitled(CREDIT_RECORD)
def credit(request: SignedRequest, student: UUID) -> HttpResponse:
    """Write down a result that the student brought."""
    found = doors.fetch(request.actor, CREDIT_RECORD, Person, pk=student)
    form = CreditForm(places_of(request.actor, found), request.POST)
    if not form.is_valid():
        return _card(request, found, form, 422)
    try:
        record_credit(request.actor, found, form.brought())
    except Refused as refused:
        form.add_error("counts", str(refused.refusal))
        return _card(request, found, form, 422)
    return redirect("movement:card", student=student)


@require_POST
@entitled(CREDIT_UNDO)
def undo_counted(request: SignedRequest, credit: UUID) -> HttpResponse:
    """Take a mistaken credit back, with the reason."""
    found = doors.fetch(request.actor, CREDIT_UNDO, Credit, related=("student",), pk=credit)
    why = request.POST.get("why", "")
    try:
        undo_credit(request.actor, found, why)
    except Refused as refused:
        said = {"refused": str(refused.refusal), "refused_credit": found.pk, "typed_why": why}
        return _card(request, found.student, None, 422, **said)
    return redirect("movement:card", student=found.student_id)


@require_POST
@entitled(UNDO)
def undo(request: SignedRequest, movement: UUID) -> HttpResponse:
    """Undo a wrong order."""
    found = doors.fetch(request.actor, UNDO, Movement, pk=movement)
    undo_movement(request.actor, found)
    return redirect("movement:card", student=found.student_id)
