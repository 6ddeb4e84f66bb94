"""«От вашего имени изменено», and «это не я»."""

from django.contrib import auth
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from zhurnal.incidents.actions.opening import disown
from zhurnal.incidents.forms import DisownForm, own_changes
from zhurnal.incidents.policy import OWN
from zhurnal.incidents.queries.own import own_page, since_of
from zhurnal.kernel.dates import asked_day
from zhurnal.people.gate import SignedRequest, entitled


@require_http_methods(["GET", "HEAD", "POST"])
@entitled(OWN)
def own(request: SignedRequest) -> HttpResponse:
    """What was changed under one's name; posting it says that some of it was not oneself."""
    actor = request.actor
    day = min(asked_day(request.POST.get("day") or request.GET.get("day", ""), actor.today), actor.today)
    form = DisownForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = disown(actor, since_of(actor, day), own_changes(request), form.cleaned_data["words"])
        auth.logout(request)
        request.actor = None  # type: ignore[assignment]  # nobody is signed in any more: the page shows nobody's places
        return render(request, "incidents/disowned.html", {"number": made.number})
    status = 422 if request.method == "POST" else 200
    context = {"page": own_page(actor, day), "form": form, "today": actor.today}
    return render(request, "incidents/own.html", context, status=status)
