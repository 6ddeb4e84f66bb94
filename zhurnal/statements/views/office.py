"""What the office does with a statement: drafts, opens, seats examiners, admits, cancels, reopens with a second person."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from zhurnal.curriculum.models import Group
from zhurnal.kernel import doors
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.gate import SignedRequest, entitled
from zhurnal.statements.actions.admission import look_again, look_again_group
from zhurnal.statements.actions.debts import single_sheet
from zhurnal.statements.actions.filling import set_admission
from zhurnal.statements.actions.opening import NO_REASON, cancel_statement, open_statement, set_staff
from zhurnal.statements.actions.reopening import answer_reopening, ask_reopening
from zhurnal.statements.actions.session import Pick, Session, prepare_statements
from zhurnal.statements.forms import FORMS, PARTS, DayForm, NewForm, ReasonForm, day_of, keys, seat_rows, seats
from zhurnal.statements.models import Statement, StatementLine
from zhurnal.statements.policy import ADMIT, MANAGE, OPEN, SECOND
from zhurnal.statements.queries.page import staff as staff_of
from zhurnal.statements.queries.page import statement_page
from zhurnal.statements.queries.planned import planned_rows
from zhurnal.statements.queries.statements import groups_for, terms
from zhurnal.statements.rules.kinds import level_of
from zhurnal.statements.views.statements import admission_shown, shown, term_of

Context = dict[str, Any]
PAGE = "statements:statement"
NO_TERM = Refusal("no_term", "Выберите семестр группы и повторите.")
NO_DAY = Refusal("no_day", "Укажите день, когда студент будет сдавать.")


@require_http_methods(["GET", "HEAD", "POST"])
@entitled(OPEN)
def new(request: SignedRequest) -> HttpResponse:
    """Choose the group and the term, mark rows of the plan, make statements of them."""
    posted = request.method == "POST"
    asked = request.POST if posted else request.GET
    context = _choices(request, asked.get("group", ""), asked.get("term", ""))
    form = NewForm(request.POST if posted else None, initial={"dated": request.actor.today})
    context |= {"form": form, "forms": FORMS, "chosen": asked.getlist("row"), "typed": _typed_forms(request)}
    context["rows"] = [replace(row, form=context["typed"].get(row.key) or row.form) for row in context["rows"]]
    context["shares"] = any(row.joint and not row.statement for row in context["rows"])
    if posted and context["group"] and context["term"] and form.is_valid():
        session = Session(
            context["group"],
            context["term"],
            day_of(form, "dated"),
            form.cleaned_data["joint"],
            "open" in request.POST,
            form.cleaned_data["apart"],
        )
        made = prepare_statements(request.actor, session, _picks(request, context))
        if not isinstance(made, Refusal):
            return redirect(PAGE, statement=made[0].pk) if len(made) == 1 else redirect("statements:list")
        context["refusal"] = made
    return render(request, "statements/new.html", context, status=422 if posted else 200)


def _choices(request: SignedRequest, group: str, term: str) -> Context:
    actor, groups = request.actor, groups_for(request.actor, OPEN)
    wanted, in_term = next(iter(keys([group])), None), next(iter(keys([term])), None)
    found = next((one for one in groups if one.pk == wanted), None)
    fitting = [one for one in terms(actor) if found is None or one.year_id == found.year_id]
    chosen = next((one for one in fitting if one.pk == in_term), fitting[0] if fitting else None)
    rows = planned_rows(actor, found, chosen) if found and chosen else []
    return {"groups": groups, "group": found, "terms": fitting, "term": chosen, "rows": rows}


def _typed_forms(request: SignedRequest) -> dict[str, str]:
    """Row of the plan → the form that was chosen for it."""
    prefix = "form-"
    return {name.removeprefix(prefix): request.POST[name] for name in request.POST if name.startswith(prefix)}


def _picks(request: SignedRequest, context: Context) -> list[Pick]:
    found, made = [], {row.discipline for row in context["rows"] if row.statement}
    for row in context["rows"]:
        if row.key in context["chosen"]:
            form = context["typed"].get(row.key) or row.form
            partners = tuple(one for one in row.partners if one[0] not in made)
            found.append(
                Pick(row.discipline, level_of(form, row.level), form, row.hours, row.semester, row.joint, partners)
            )
    return found


def _answered(request: SignedRequest, found: Statement, refusal: Refusal | None, **more: Any) -> HttpResponse:
    """Back to the page of the statement, with what was refused."""
    if refusal is None:
        return redirect(PAGE, statement=found.pk)
    return shown(request, statement_page(request.actor, found.pk), 422, refusal=refusal, **more)


@require_POST
@entitled(MANAGE)
def open_(request: SignedRequest, statement: UUID) -> HttpResponse:
    """Give the draft its number and its list."""
    found = doors.fetch(request.actor, MANAGE, Statement, pk=statement)
    return _answered(request, found, open_statement(request.actor, found))


@require_POST
@entitled(MANAGE)
def admit_anew(request: SignedRequest, statement: UUID) -> HttpResponse:
    """Look at the admission of all its students again."""
    found = doors.fetch(request.actor, MANAGE, Statement, pk=statement)
    refusal = look_again(request.actor, found)
    return _answered(request, found, refusal) if refusal else redirect(f"{reverse(PAGE, args=[found.pk])}?looked=1")


@require_POST
@entitled(OPEN)
def admit_group(request: SignedRequest, group: UUID) -> HttpResponse:
    """The same in all open statements of the group's session."""
    found = doors.fetch(request.actor, OPEN, Group, pk=group)
    said = request.POST.get("term", "")
    term = term_of([one for one in terms(request.actor) if one.year_id == found.year_id], said)
    refusal = look_again_group(request.actor, found, term) if term else NO_TERM
    if refusal is not None or term is None:
        return admission_shown(request, found, said, 422, refusal=refusal)
    return redirect(f"{reverse('statements:admission', args=[found.pk])}?term={term.pk}&looked=1")


@require_http_methods(["GET", "HEAD", "POST"])
@entitled(MANAGE)
def staff(request: SignedRequest, statement: UUID) -> HttpResponse:
    """The day and the examiners."""
    actor = request.actor
    found = doors.fetch(actor, MANAGE, Statement, pk=statement)
    form = DayForm(request.POST or None, initial={"dated": found.dated})
    refusal = None
    page = statement_page(actor, found.pk)
    chosen = [(seat.person, seat.part) for seat in page.seats]
    if request.method == "POST":
        chosen = list(seats(request.POST).items())
        if form.is_valid():
            refusal = set_staff(actor, found, day_of(form, "dated"), seats(request.POST))
            if refusal is None:
                return redirect(PAGE, statement=found.pk)
    context = {
        "page": page, "form": form, "seats": seat_rows(chosen), "people": staff_of(actor), "parts": PARTS,
        "refusal": refusal,
    }  # fmt: skip
    return render(request, "statements/staff.html", context, status=422 if request.method == "POST" else 200)


@require_POST
@entitled(MANAGE)
def cancel(request: SignedRequest, statement: UUID) -> HttpResponse:
    """Cancel it with a reason."""
    found = doors.fetch(request.actor, MANAGE, Statement, pk=statement)
    refusal = cancel_statement(request.actor, found, request.POST.get("reason", ""))
    return _answered(request, found, refusal, typed_reason=request.POST.get("reason", ""))


@require_POST
@entitled(MANAGE)
def reopen(request: SignedRequest, statement: UUID) -> HttpResponse:
    """Ask to open a closed one again."""
    found = doors.fetch(request.actor, MANAGE, Statement, pk=statement)
    refusal = ask_reopening(request.actor, found, request.POST.get("reason", ""))
    return _answered(request, found, refusal, typed_reason=request.POST.get("reason", ""))


@require_POST
@entitled(SECOND)
def agree(request: SignedRequest, statement: UUID) -> HttpResponse:
    """The second person agrees or declines."""
    found = doors.fetch(request.actor, SECOND, Statement, pk=statement)
    refusal = answer_reopening(request.actor, found, agreed=request.POST.get("answer") == "agree")
    return _answered(request, found, refusal)


@require_http_methods(["GET", "HEAD", "POST"])
@entitled(ADMIT)
def line(request: SignedRequest, line: UUID) -> HttpResponse:
    """One student of a statement: admit him, keep him out, or make a sheet for who was ill."""
    actor = request.actor
    found = doors.fetch(actor, ADMIT, StatementLine, related=("statement",), pk=line)
    form, day = ReasonForm(request.POST or None), DayForm(request.POST or None, initial={"dated": actor.today})
    refusal = None
    if request.method == "POST":
        made = _decide(request, found, form, day)
        if not isinstance(made, Refusal):
            return redirect(PAGE, statement=made)
        refusal = made
    page = statement_page(actor, found.statement_id)
    row = next(one for one in page.lines if one.id == found.pk)
    context = {"page": page, "row": row, "form": form, "day": day, "refusal": refusal}
    return render(request, "statements/line.html", context, status=422 if refusal else 200)


def _decide(request: SignedRequest, found: StatementLine, form: ReasonForm, day: DayForm) -> UUID | Refusal:
    """What the page of a line asked for; the statement to show next, or why not."""
    statement: Statement = found.statement
    if "sheet" in request.POST:
        if not day.is_valid():
            return NO_DAY
        made = single_sheet(request.actor, statement, found.pk, day_of(day, "dated"))
        return made if isinstance(made, Refusal) else made.pk
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    barred, ground = (reason, "") if "bar" in request.POST else ("", reason)
    if not reason:
        return NO_REASON
    return set_admission(request.actor, statement, found.pk, barred, ground) or statement.pk
