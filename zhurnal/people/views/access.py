"""Accounts given by the office: a person's page, the register; and the first sign-in."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from zhurnal.kernel import doors
from zhurnal.kernel.errors import Absent, Refused
from zhurnal.organisation.queries import college_by_code
from zhurnal.people.actions.codes import WRONG_CODE, open_with_code
from zhurnal.people.actions.entering import Way
from zhurnal.people.actions.factors import drop
from zhurnal.people.entrance import SLIP, guarded
from zhurnal.people.forms import FirstForm
from zhurnal.people.gate import SignedRequest, entitled
from zhurnal.people.models import Account, Person
from zhurnal.people.policy import ISSUE
from zhurnal.people.queries.accounts import access_of, issued
from zhurnal.people.queries.roles import roles_of
from zhurnal.people.rules.codes import page_asked
from zhurnal.people.views.sign_in import STATUS, enter


@require_http_methods(["GET", "HEAD"])
@entitled(ISSUE)
def access(request: SignedRequest, person: UUID) -> HttpResponse:
    """The person's account and its codes; a new one is printed where all slips are (``credentials:staff``)."""
    return person_page(request, doors.fetch(request.actor, ISSUE, Person, pk=person))


@require_POST
@entitled(ISSUE)
def lose_factor(request: SignedRequest, person: UUID) -> HttpResponse:
    """A colleague lost his second factor: the office has seen him and lets him set up another."""
    found = doors.fetch(request.actor, ISSUE, Person, pk=person)
    try:
        drop(request.actor, found, request.POST.get("ground", ""), ISSUE, found)
    except Refused as refused:
        return person_page(request, found, str(refused.refusal), 409)
    return redirect("people:access", person=found.pk)


def person_page(request: SignedRequest, person: Person, said: str = "", status: int = 200) -> HttpResponse:
    """The page of one person: his way in, his roles, his codes."""
    context = {
        "person": person, "access": access_of(request.actor, person), "said": said, "today": request.actor.today,
        "roles": roles_of(request.actor, person),
    }  # fmt: skip
    return render(request, "people/access.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@entitled(ISSUE)
def register(request: SignedRequest) -> HttpResponse:
    """Who was given an account, by whom, who handed it over, and what became of it. Names come in the body, never in the address."""
    shown = issued(request.actor, request.POST.get("words", ""), page_asked(request.POST.get("page", "")))
    context = {
        "register": shown, "note": "Кому, когда и кем код первого входа напечатан и вручён",
        "back": reverse("credentials:staff"), "back_words": "Доступы сотрудников",
    }  # fmt: skip
    return render(request, "people/issued.html", context)


@sensitive_post_parameters("code", "password", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def first(request: HttpRequest, code: str) -> HttpResponse:
    """The first sign-in: login and code from the slip, and one's own password."""
    college = college_by_code(code)
    if college is None:
        raise Absent
    form, status = (
        FirstForm(request.POST or None, initial={"next": request.GET.get("next", "")}),
        200 if request.method != "POST" else 422,
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            account = _opened(request, college.id, said)
        except Refused as refused:
            form.add_error(None, str(refused.refusal))
            status = STATUS.get(refused.refusal.code, 422)
        else:
            return enter(request, account, said["next"], Way.SLIP, own=said["own"])
    return render(request, "people/first.html", {"form": form, "college": college}, status=status)


def _opened(request: HttpRequest, college_id: UUID, said: dict[str, str]) -> Account:
    """The account that the slip opens; wrong codes are counted like wrong passwords, but apart from them."""

    def check() -> Account | None:
        try:
            return open_with_code(college_id, said["login"], said["code"], said["password"])
        except Refused as refused:
            if refused.refusal == WRONG_CODE:
                return None
            raise

    account = guarded(request, college_id, said["login"], check, SLIP)
    if account is None:
        raise Refused(WRONG_CODE)
    return account
