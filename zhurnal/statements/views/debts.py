"""Debts: the department's list, one debt, planning of retakes; what a student and his parents see."""

from typing import cast
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from zhurnal.kernel import doors, policy
from zhurnal.kernel.export import Format
from zhurnal.kernel.export import answer as send
from zhurnal.kernel.refusal import Refusal
from zhurnal.movement.policy import RECORD
from zhurnal.movement.rules.kinds import Kind as Order
from zhurnal.people.gate import SignedRequest, entitled
from zhurnal.people.models import Person
from zhurnal.statements.actions.debts import Retake, pause_debt, plan_retake
from zhurnal.statements.actions.taken import note_taken
from zhurnal.statements.forms import PARTS, DebtFilterForm, PauseForm, RetakeForm, day_of, keys, seat_rows, seats
from zhurnal.statements.models import Debt
from zhurnal.statements.policy import ADMISSION, DEBTS, OWN, SETTLE
from zhurnal.statements.queries.debts import MOST, DebtRow, Filters, debt_row, debt_rows, debts_table, pauses_of, stages
from zhurnal.statements.queries.own import own_debts, own_lines
from zhurnal.statements.queries.page import staff
from zhurnal.statements.queries.statements import groups_for
from zhurnal.statements.rules.kinds import Pause


def _filters(form: DebtFilterForm) -> Filters:
    form.is_valid()
    said = form.cleaned_data
    return Filters(said.get("group"), said.get("stage") or "", bool(said.get("closed")))


@require_http_methods(["GET", "HEAD"])
@entitled(DEBTS)
def debts(request: SignedRequest) -> HttpResponse:
    """Debts in reach with the schedule of their liquidation."""
    return _listing(request, _filters(DebtFilterForm(request.GET)))


def _listing(
    request: SignedRequest, filters: Filters, form: RetakeForm | None = None, refusal: Refusal | None = None
) -> HttpResponse:
    actor = request.actor
    settles = policy.may(actor, SETTLE)
    chosen, rows = seats(request.POST).items(), debt_rows(actor, filters)
    context = {
        "rows": rows[:MOST], "count": len(rows), "filters": filters, "stages": stages(), "groups": groups_for(actor, ADMISSION),
        "settles": settles and not filters.closed, "form": form or RetakeForm(), "people": staff(actor) if settles else [],
        "seats": seat_rows(chosen), "parts": PARTS, "chosen": keys(request.POST.getlist("debt")), "refusal": refusal,
        "college": actor.college_name, "today": actor.today, "onward": _onward(request, rows, filters),
    }  # fmt: skip
    return render(request, "statements/debts.html", context, status=422 if request.method == "POST" else 200)


def _onward(request: SignedRequest, rows: list[DebtRow], filters: Filters) -> str:
    """Where an order of conditional transfer is written, "" for who writes none; of a chosen group with its debtors marked (A4.8)."""
    if filters.closed or not policy.may(request.actor, RECORD):
        return ""
    asked = QueryDict(mutable=True)
    asked["kind"] = str(Order.CONDITIONAL)
    if filters.group:
        asked["group"] = str(filters.group)
        asked.setlist("student", sorted({str(row.student) for row in rows if not row.conditional}))
    return f"{reverse('movement:new-order')}?{asked.urlencode()}"


@require_POST
@entitled(SETTLE)
def retake(request: SignedRequest) -> HttpResponse:
    """Plan a retake of the marked debts; a single draft is shown at once."""
    actor, form = request.actor, RetakeForm(request.POST)
    rows = policy.visible(actor, SETTLE).filter(pk__in=keys(request.POST.getlist("debt")))
    refusal = None
    if form.is_valid():
        wanted = Retake(day_of(form, "day"), form.cleaned_data["place"], seats(request.POST))
        made = plan_retake(actor, list(rows), wanted)
        if not isinstance(made, Refusal):
            return (
                redirect("statements:statement", statement=made[0].pk)
                if len(made) == 1
                else redirect("statements:list")
            )
        refusal = made
    return _listing(request, _filters(DebtFilterForm(request.POST)), form, refusal)


@require_POST
@entitled(DEBTS)
def file(request: SignedRequest) -> HttpResponse:
    """The list as narrowed on the page. Asked for in a body: taking a list out is written down."""
    rows = debt_rows(request.actor, _filters(DebtFilterForm(request.POST)))
    table = debts_table(request.actor, rows)
    note_taken(request.actor, len(rows))
    return cast(HttpResponse, send(table, Format.XLSX, f"{table.title} {request.actor.today:%d.%m.%Y}"))


def _debt(request: SignedRequest, found: Debt, form: PauseForm, refusal: Refusal | None = None) -> HttpResponse:
    actor = request.actor
    context = {
        "row": debt_row(actor, found.pk), "pauses": pauses_of(actor, found.pk), "form": form, "refusal": refusal,
        "settles": bool(policy.can(actor, SETTLE, found)) and found.closed_on is None,
    }  # fmt: skip
    return render(request, "statements/debt.html", context, status=422 if request.method == "POST" else 200)


@require_http_methods(["GET", "HEAD"])
@entitled(DEBTS)
def debt(request: SignedRequest, debt: UUID) -> HttpResponse:
    """One debt: where it stands, its tries, what prolonged it."""
    return _debt(request, doors.fetch(request.actor, DEBTS, Debt, pk=debt), PauseForm())


@require_POST
@entitled(SETTLE)
def pause(request: SignedRequest, debt: UUID) -> HttpResponse:
    """Prolong the term by days that are not counted."""
    found, form = doors.fetch(request.actor, SETTLE, Debt, pk=debt), PauseForm(request.POST)
    refusal = None
    if form.is_valid():
        said = form.cleaned_data
        refusal = pause_debt(request.actor, found, Pause(said["why"]), said["since"], said["until"], said["ground"])
        if refusal is None:
            return redirect("statements:debt", debt=found.pk)
    return _debt(request, found, form, refusal)


@require_http_methods(["GET", "HEAD"])
@entitled(OWN)
def own(request: SignedRequest) -> HttpResponse:
    """One's own page, or that of one's first child."""
    people = policy.visible(request.actor, OWN).order_by("given", "surname", "pk")
    first = people.first()
    if first is None:
        return render(request, "statements/own.html", {"student": None})
    return redirect("statements:own-of", student=first.pk)


@require_http_methods(["GET", "HEAD"])
@entitled(OWN)
def own_of(request: SignedRequest, student: UUID) -> HttpResponse:
    """Results of closed statements and debts of oneself or of a child."""
    found = doors.fetch(request.actor, OWN, Person, pk=student)
    people = list(policy.visible(request.actor, OWN).order_by("given", "surname", "pk"))
    rows = own_debts(request.actor, found.pk)
    context = {
        "student": found, "people": people, "lines": own_lines(request.actor, found.pk),
        "debts": [row for row in rows if row.closed_on is None], "settled": [row for row in rows if row.closed_on],
        "mine": found.pk == request.actor.person_id,
    }  # fmt: skip
    return render(request, "statements/own.html", context)
