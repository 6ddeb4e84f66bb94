"""Corrections of hours: the list of a group's term, a new one, undoing."""

from typing import NamedTuple
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from zhurnal.academic_year.models import Term
from zhurnal.curriculum.models import Group, HoursCorrection
from zhurnal.curriculum.rules.corrections import CorrectionKind
from zhurnal.kernel import doors
from zhurnal.kernel.errors import Refused
from zhurnal.oversight.actions.corrections import record_correction, undo_correction
from zhurnal.oversight.forms import CorrectionForm, posted
from zhurnal.oversight.policy import CORRECT, UNDO_CORRECTION
from zhurnal.oversight.queries.corrections import courses_to_correct, given_on, load_corrections
from zhurnal.oversight.queries.hours import READ, begun_terms, term_name
from zhurnal.oversight.queries.norms import teachers
from zhurnal.people.gate import SignedRequest, entitled


@require_http_methods(["GET", "HEAD", "POST"])
@entitled(READ)
def corrections(request: SignedRequest, group: UUID) -> HttpResponse:
    """What was corrected in the group's term, and by whom, and the form of a new one."""
    asked = request.GET.get("term", "")
    if request.method != "POST":
        found = doors.fetch(request.actor, READ, Group, pk=group)
        return _page(request, found, _terms(request, found, asked))
    found = doors.fetch(request.actor, CORRECT, Group, pk=group)
    terms = _terms(request, found, asked)
    fields = posted(request)
    kind = CorrectionKind(fields["kind"]) if fields.get("kind") in set(CorrectionKind) else CorrectionKind.PLAN
    form = _form(request, found, terms.shown, kind, {**fields, "kind": kind})
    if not form.is_valid():
        return _page(request, found, terms, form, 422)
    try:
        record_correction(request.actor, found, form.cleaned_data["course"], form.wanted(), given_on)
    except Refused as refused:
        field = refused.refusal.needs
        form.add_error(field if field in form.fields else None, str(refused.refusal))
        return _page(request, found, terms, form, 422)
    return redirect(_address(found, form.cleaned_data["course"].term.number))


@require_POST
@entitled(UNDO_CORRECTION)
def undo(request: SignedRequest, correction: UUID) -> HttpResponse:
    """Take a mistaken one back, with the reason."""
    found = doors.fetch(
        request.actor, UNDO_CORRECTION, HoursCorrection, related=("course__group", "course__term"), pk=correction
    )
    why = posted(request).get("why", "")
    try:
        undo_correction(request.actor, found, why, given_on)
    except Refused as refused:
        said = {"refused": str(refused.refusal), "refused_row": found.pk, "typed_why": why}
        group = found.course.group
        return _page(request, group, _terms(request, group, str(found.course.term.number)), None, 422, **said)
    return redirect(_address(found.course.group, found.course.term.number))


def _address(group: Group, term: int) -> str:
    return f"{reverse('oversight:corrections', args=[group.pk])}?term={term}"


class _Terms(NamedTuple):
    """The term that the page shows, and all of the group's year that have begun, the present one first."""

    shown: Term | None
    begun: list[Term]


def _terms(request: SignedRequest, group: Group, asked: str) -> _Terms:
    """Of the number asked for, else the present one. One statement: a page asks once and hands it on."""
    begun = begun_terms(request.actor.college_id, group.year_id, request.actor.today)
    return _Terms(next((term for term in begun if str(term.number) == asked), begun[0] if begun else None), begun)


def _form(
    request: SignedRequest, group: Group, term: Term | None, kind: CorrectionKind, fields: dict[str, str] | None = None
) -> CorrectionForm:
    """Of one kind; both stand on the page, so their ids are apart."""
    courses = courses_to_correct(request.actor, group, term)
    return CorrectionForm(courses, teachers(request.actor), fields, initial={"kind": kind}, auto_id=f"{kind}_%s")


def _page(
    request: SignedRequest, group: Group, terms: _Terms, form: CorrectionForm | None = None, status: int = 200,
    **more: object,
) -> HttpResponse:  # fmt: skip
    page = load_corrections(request.actor, group, terms.shown, term_name(terms.shown))
    forms = {}
    if page.records:
        forms = {str(kind): _form(request, group, terms.shown, kind) for kind in CorrectionKind}
        if form is not None:
            forms[str(form.initial["kind"])] = form
    context = {"page": page, "forms": forms, "terms": terms.begun, **more}
    return render(request, "oversight/corrections.html", context, status=status)
