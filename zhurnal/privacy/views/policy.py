"""The policy: for everybody, accepted by whoever is signed in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from zhurnal.kernel.errors import Absent
from zhurnal.organisation.queries import college_by_code, colleges
from zhurnal.people.again import to_target
from zhurnal.people.gate import SignedRequest, signed_in
from zhurnal.privacy.actions.policy import accept as accept_policy
from zhurnal.privacy.queries.policy import shown_to, shown_to_strangers


@require_http_methods(["GET", "HEAD"])
def policy(request: HttpRequest) -> HttpResponse:
    """The text in force; a stranger names the college by ``?college=``, and need not where there is one."""
    actor = getattr(request, "actor", None)
    if actor is not None:
        shown = shown_to(actor)
    else:
        code, found = request.GET.get("college", ""), colleges()
        college = college_by_code(code) if code else (found[0] if len(found) == 1 else None)
        if college is None and code:
            raise Absent
        if college is None:
            return redirect("people:choose-college")
        shown = shown_to_strangers(college)
    return render(request, "privacy/policy.html", {"page": shown, "next": request.GET.get("next", "")})


@require_POST
@signed_in
def accept(request: SignedRequest) -> HttpResponse:
    """The reader's word about the version that he was shown."""
    number = request.POST.get("number", "")
    if number.isdecimal() and len(number) < 6 and accept_policy(request.actor, int(number)):
        return to_target(request, request.POST.get("next", ""))
    return redirect("privacy:policy")
