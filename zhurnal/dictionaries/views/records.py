"""One row of a list: read, changed, added; its history."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from zhurnal.dictionaries.actions.edit import Outcome, add_row, change_row
from zhurnal.dictionaries.forms import RowForm
from zhurnal.dictionaries.policy import FAMILY_MEMBER
from zhurnal.dictionaries.queries.history import history_of
from zhurnal.dictionaries.queries.page import described_of, last_edit
from zhurnal.dictionaries.queries.record import children_of, namesakes_of, open_record, places_of, suggestions
from zhurnal.dictionaries.rules.columns import SCREENS, editable_columns, title_of
from zhurnal.dictionaries.rules.merging import merge
from zhurnal.dictionaries.views.edits import SHOWN_AGAIN
from zhurnal.exchange.imports.plan.lists.records import Record
from zhurnal.exchange.policy import may_edit
from zhurnal.kernel import doors
from zhurnal.kernel.errors import Absent, Refused
from zhurnal.people.gate import SignedRequest, entitled, signed_in
from zhurnal.people.models import Person

OF_PEOPLE = ("staff", "students")
CLASHED = "Пока вы правили, эту запись изменил кто-то ещё. Ничего не записано: у полей ниже стоят оба значения."


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def record(request: SignedRequest, name: str, row: UUID) -> HttpResponse:
    """The row with its history; POST changes it, or tells what somebody else has changed meanwhile."""
    actor, writes = request.actor, request.method == "POST"
    found = open_record(actor, name, row, write=writes)
    if not writes:
        return _record(request, name, found)
    form = _form(request, name, found)
    merged = merge(list(form.fields), form.typed, form.seen, found.texts)
    if merged.clashes:
        again = RowForm(name, form.offered, request.POST, now=found.texts, clashes=merged.clashes)
        return _record(request, name, found, again, (CLASHED,), 409)
    try:
        outcome = change_row(actor, name, row, found.texts, merged.changes)
    except Refused as refused:
        if refused.refusal.code not in SHOWN_AGAIN:
            raise
        return _record(request, name, found, form, (str(refused.refusal),), 409)
    if outcome.refusals:
        return _record(request, name, found, form, outcome.refusals, 422)
    return _written(name, outcome)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def new(request: SignedRequest, name: str) -> HttpResponse:
    """A new row; a namesake is asked about before anything is written."""
    actor, described = request.actor, described_of(request.actor, name)
    if not may_edit(actor, name):
        raise Absent
    offered = suggestions(actor, [column.key for column in editable_columns(name, new=True)])
    form = RowForm(name, offered, request.POST if request.method == "POST" else None)
    said: tuple[str, ...] = ()
    if request.method == "POST":
        outcome = add_row(actor, name, form.typed)
        if not outcome.refusals:
            return _written(name, outcome)
        said = outcome.refusals
    context = {"form": form, "described": described, "title": SCREENS[name].new, "said": said}
    return render(request, "dictionaries/new.html", context, status=422 if said else 200)


@require_http_methods(["GET", "HEAD"])
@entitled(FAMILY_MEMBER)
def parent(request: SignedRequest, person: UUID) -> HttpResponse:
    """A parent with his children, as far as the reader's own lists reach."""
    found = doors.fetch(request.actor, FAMILY_MEMBER, Person, pk=person)
    rights = children_of(request.actor, found.pk)
    return render(request, "dictionaries/parent.html", {"title": str(found), "rights": rights})


def _written(name: str, outcome: Outcome) -> HttpResponse:
    if outcome.asks and outcome.run is not None:
        return redirect("dictionaries:edit", run=outcome.run.pk)
    if outcome.row is not None:
        answer = redirect(f"dictionaries:{name}-row", row=outcome.row)
        if outcome.run is not None:
            answer["Location"] += f"?written={outcome.run.pk.hex}"
        return answer
    return redirect("dictionaries:edit", run=outcome.run.pk) if outcome.run else redirect(f"dictionaries:{name}")


def _form(request: SignedRequest, name: str, found: Record) -> RowForm:
    keys = [column.key for column in editable_columns(name, new=False)]
    offered = suggestions(request.actor, keys)
    return RowForm(name, offered, request.POST if request.method == "POST" else None, now=found.texts)


def _record(
    request: SignedRequest,
    name: str,
    found: Record,
    form: RowForm | None = None,
    said: tuple[str, ...] = (),
    status: int = 200,
) -> HttpResponse:
    actor, described = request.actor, described_of(request.actor, name)
    edits = may_edit(actor, name)
    rows = [found.pk, *([found.facts["parent_id"]] if name == "parents" else [])]
    context = {
        "described": described, "record": found, "title": title_of(name, found.texts),
        "places": places_of(actor, name, found.pk), "edits": edits, "said": said,
        "form": (form or _form(request, name, found)) if edits else None,
        "facts": [(column.title, found.texts.get(column.key, "")) for column in described.columns if column.key != "code"],
        "settled": [(column.title, found.texts.get(column.key, "")) for column in described.columns if column.fixed],
        "namesakes": namesakes_of(actor, name, found), "row_url": f"dictionaries:{name}-row",
        "events": history_of(actor, rows, person=name in OF_PEOPLE, families=name == "students"),
        "written": last_edit(actor, request.GET.get("written", "")) if edits else None,
    }  # fmt: skip
    return render(request, "dictionaries/record.html", context, status=status)
