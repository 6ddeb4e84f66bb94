"""Whether the college's own people must have a second step, from which day, and who has none yet."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from zhurnal.kernel.errors import BadRequest, Refused
from zhurnal.people.actions.staff_step import set_staff_step
from zhurnal.people.forms import StaffStepForm
from zhurnal.people.gate import SignedRequest, entitled
from zhurnal.people.policy import STAFF_STEP
from zhurnal.people.queries.staff_step import count_guarded, people_without_step
from zhurnal.people.rules.factors import AT_ONCE, staff_step_day


@require_http_methods(["GET", "HEAD", "POST"])
@entitled(STAFF_STEP)
def staff_step(request: SignedRequest) -> HttpResponse:
    """POST demands it from a day on (``do=demand``), or no more (``do=spare``)."""
    do, said = request.POST.get("do", ""), ""
    form = StaffStepForm(request.POST if do == "demand" else None, actor=request.actor)
    if request.method == "POST":
        if do not in {"demand", "spare"}:
            raise BadRequest("Не понять, что сделать. Обновите страницу.")
        try:
            if do == "spare" or form.is_valid():
                set_staff_step(request.actor, form.cleaned_data["since"] if do == "demand" else None)
                return redirect("people:staff-step")
        except Refused as refused:
            said = str(refused.refusal)
    return _page(request, form, said)


def _page(request: SignedRequest, form: StaffStepForm, said: str) -> HttpResponse:
    own, today = request.actor.parameters, request.actor.today
    day = staff_step_day(on=own.staff_second_factor, since=own.staff_second_factor_from)
    context = {
        "form": form, "said": said, "demanded": day is not None, "day": day if day not in {None, AT_ONCE} else None,
        "ahead": day not in {None, AT_ONCE} and day > today,  # type: ignore[operator]
        "lacking": people_without_step(request.actor), "guarded": count_guarded(request.actor),
    }  # fmt: skip
    return render(request, "people/staff_step.html", context, status=422 if said or form.errors else 200)
