"""Acts of correction: the list, a new one, the paper."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from zhurnal.inspection.actions.acts import make_act
from zhurnal.inspection.forms import ids
from zhurnal.inspection.models import CorrectionAct
from zhurnal.inspection.policy import MAKE_ACT, READ_ACT
from zhurnal.inspection.queries.acts import act_page, acts_page, preview
from zhurnal.inspection.queries.pages import COMMISSION, staff, usual_commission
from zhurnal.inspection.queries.sheets import act_sheet
from zhurnal.inspection.views.files import pdf
from zhurnal.journal.models import OpenRequest
from zhurnal.kernel import doors
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
    told, chosen = "", [*ids(request.POST.getlist("member"))]
    if request.method == "POST":
        made = make_act(request.actor, found, chosen)
        if isinstance(made, CorrectionAct):
            return redirect("inspection:act", act=made.pk)
        told = str(made)
    people = staff(request.actor, COMMISSION)
    chosen = chosen or usual_commission(request.actor, found.course_id, people)[:MEMBERS]
    context = {
        "opening": found, "rows": preview(request.actor, found), "people": people, "told": told,
        "seats": [*chosen, None, None, None][:MEMBERS],
    }  # fmt: skip
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
