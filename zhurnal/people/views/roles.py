"""Roles of one person: given with dates, ended, confirmed by a second person."""

from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from zhurnal.kernel import doors
from zhurnal.kernel.errors import Refused
from zhurnal.kernel.ids import id_of
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.actions.roles import end_role, give_role, let_in, settle_role
from zhurnal.people.forms import InspectorForm, RoleForm
from zhurnal.people.gate import SignedRequest, entitled
from zhurnal.people.models import Person
from zhurnal.people.policy import ROLES
from zhurnal.people.queries.roles import departments_of
from zhurnal.people.rules.granting import Wish
from zhurnal.people.rules.roles import Role
from zhurnal.people.views.access import person_page

WHAT = "Не понятно, что сделать. Обновите страницу и повторите."


@require_POST
@entitled(ROLES)
def roles(request: SignedRequest, person: UUID) -> HttpResponse:
    """``give`` a role, ``end`` one, ``confirm`` or ``refuse`` what another asked for."""
    found = doors.fetch(request.actor, ROLES, Person, pk=person)
    try:
        said = _done(request, found)
    except Refused as refused:
        said = str(refused.refusal)
    return person_page(request, found, said, 409) if said else redirect("people:access", found.pk)


@require_POST
@entitled(ROLES)
def inspector(request: SignedRequest) -> HttpResponse:
    """A checker from outside is written down and his role asked for; a second person gives it on his page."""
    form = InspectorForm(request.POST)
    try:
        if not form.is_valid():
            said = " ".join(str(text) for texts in form.errors.values() for text in texts)
            raise Refused(Refusal("unfilled", said))
        person = let_in(request.actor, form.name, form.cleaned_data["until"])
    except Refused as refused:
        context = {"form": form, "said": str(refused.refusal), "today": request.actor.today}
        return render(request, "people/inspector.html", context, status=422)
    return redirect("people:access", person.pk)


def _done(request: SignedRequest, person: Person) -> str:
    """What is wrong with the request, "" when it was done."""
    if "give" in request.POST:
        return _given(request, person)
    ref = next((one for name in ("end", "confirm", "refuse") if (one := id_of(request.POST.get(name, "")))), None)
    if ref is None:
        return WHAT
    if "end" in request.POST:
        last = _day(request.POST.get("last", ""))
        if last is None:
            return "Поставьте последний день роли."
        end_role(request.actor, person, ref, last)
    else:
        settle_role(request.actor, person, ref, give="confirm" in request.POST)
    return ""


def _given(request: SignedRequest, person: Person) -> str:
    form = RoleForm(request.POST)
    if not form.is_valid():
        return " ".join(str(text) for texts in form.errors.values() for text in texts)
    said = form.cleaned_data
    if said["department"] and said["department"] not in departments_of(request.actor):
        return WHAT
    head = said["role"] == Role.DEPARTMENT_HEAD
    wish = Wish(
        Role(said["role"]), said["department"] if head else None, said["since"] or request.actor.today, said["until"]
    )
    give_role(request.actor, person, wish)
    return ""


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
