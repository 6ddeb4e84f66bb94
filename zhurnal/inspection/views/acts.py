"""Acts of correction: the list, a new one, the paper."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from zhurnal.curriculum.models import Course
from zhurnal.inspection.actions.acts import TERM_OPEN, make_act, make_term_act
from zhurnal.inspection.forms import ids
from zhurnal.inspection.models import CorrectionAct
from zhurnal.inspection.policy import MAKE_ACT, MAKE_TERM_ACT, READ_ACT
from zhurnal.inspection.queries.act_paper import act_page, preview
from zhurnal.inspection.queries.acts import acts_page
from zhurnal.inspection.queries.pages import COMMISSION, staff, usual_commission
from zhurnal.inspection.queries.reopened import term_offer
from zhurnal.inspection.queries.sheets import act_sheet
from zhurnal.inspection.views.files import pdf
from zhurnal.journal.models import OpenRequest
from zhurnal.kernel import doors
from zhurnal.kernel.ids import id_of
from zhurnal.kernel.packing import gzip_page
from zhurnal.people.gate import SignedRequest, entitled

MEMBERS = 3


@require_http_methods(["GET", "HEAD"])
@gzip_page
@entitled(READ_ACT)
def acts(request: SignedRequest) -> HttpResponse:
    """Acts, and corrections that wait for one."""
    return render(request, "inspection/acts.html", {"page": acts_page(request.actor), "today": request.actor.today})


@require_http_methods(["GET", "HEAD", "POST"])
@entitled(MAKE_ACT)
def new_act(request: SignedRequest, opening: UUID) -> HttpResponse:
    """Name the commission; everything else the journal knows."""
    found = doors.fetch(
        request.actor, MAKE_ACT, OpenRequest, related=("lesson", "teacher", "course__group"), pk=opening
    )
    told = ""
    if request.method == "POST":
        made = make_act(request.actor, found, [*ids(request.POST.getlist("member"))])
        if isinstance(made, CorrectionAct):
            return redirect("inspection:act", act=made.pk)
        told = str(made)
    context = {"opening": found, "ground": found.reason, "rows": preview(request.actor, found)}
    return _asked(request, found.course_id, context, told)


@require_http_methods(["GET", "HEAD", "POST"])
@entitled(MAKE_TERM_ACT)
def new_term_act(request: SignedRequest, course: UUID) -> HttpResponse:
    """The same about a journal that was changed while its closed term stood open again: of the reopening that is named, or the oldest."""
    related = ("group", "discipline", "subgroup", "term__year")
    found = doors.fetch(request.actor, MAKE_TERM_ACT, Course, related=related, pk=course)
    wanted, told = id_of(request.POST.get("reopening", "") or request.GET.get("reopening", "")), ""
    if request.method == "POST":
        made = make_term_act(request.actor, found, wanted, [*ids(request.POST.getlist("member"))])
        if isinstance(made, CorrectionAct):
            return redirect("inspection:act", act=made.pk)
        told = str(made)
    offer = term_offer(request.actor, found, wanted)
    note = str(TERM_OPEN) if offer.open and not told else ""
    context = {"page": found, "ground": offer.ground, "rows": offer.rows, "reopening": offer.step, "note": note}
    return _asked(request, found.pk, context, told)


def _asked(request: SignedRequest, course: UUID, context: dict[str, Any], told: str) -> HttpResponse:
    """The form of a new act: the seats of the commission as they were chosen, else who usually signs."""
    people = staff(request.actor, COMMISSION)
    chosen = [*ids(request.POST.getlist("member"))] or usual_commission(request.actor, course, people)[:MEMBERS]
    context |= {"people": people, "told": told, "seats": [*chosen, None, None, None][:MEMBERS]}
    return render(request, "inspection/new_act.html", context, status=422 if told else 200)


@require_http_methods(["GET", "HEAD"])
@entitled(READ_ACT)
def act_file(request: SignedRequest, act: UUID) -> HttpResponse:
    """The same act as PDF."""
    found = doors.fetch(request.actor, READ_ACT, CorrectionAct, pk=act)
    return pdf(
        "inspection/paper/act.typ", act_sheet(request.actor, act_page(request.actor, found)), f"Акт {found.number}"
    )


@require_http_methods(["GET", "HEAD"])
@entitled(READ_ACT)
def act(request: SignedRequest, act: UUID) -> HttpResponse:
    """Акт об исправлении, as it is printed."""
    found = doors.fetch(request.actor, READ_ACT, CorrectionAct, pk=act)
    context = {"paper": act_page(request.actor, found), "college": request.actor.college_name}
    return render(request, "inspection/act.html", context)
