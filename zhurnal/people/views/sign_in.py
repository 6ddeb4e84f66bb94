"""Pages of signing in and out."""

from datetime import UTC, datetime
from urllib.parse import urlencode

from django.contrib import auth
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from zhurnal.kernel.errors import Absent
from zhurnal.organisation.queries import college_by_code, college_by_id, colleges
from zhurnal.people.actor import actor_of
from zhurnal.people.devices import device_name
from zhurnal.people.forms import SignInForm
from zhurnal.people.models import Account

WRONG = "Логин или пароль не подходит. Проверьте раскладку и заглавные буквы."
CLOSED = "Доступ закрыт: сегодня у вас нет роли в этом колледже. Если это ошибка, обратитесь в учебную часть."


@require_http_methods(["GET", "HEAD"])
def choose_college(request: HttpRequest) -> HttpResponse:
    """Which college; with one college there is nothing to choose."""
    found = colleges()
    target = request.GET.get("next", "")
    if len(found) == 1:
        address = reverse("people:sign-in", args=[found[0].code])
        return redirect(f"{address}?{urlencode({'next': target})}" if target else address)
    return render(request, "people/choose_college.html", {"colleges": found, "next": target})


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest, code: str) -> HttpResponse:
    """Login and password of one college."""
    college = college_by_code(code)
    if college is None:
        raise Absent
    form = SignInForm(request.POST or None, initial={"next": request.GET.get("next", "")})
    if request.method == "POST" and form.is_valid():
        fields = form.cleaned_data
        account = auth.authenticate(request, college_id=college.id, login=fields["login"], password=fields["password"])
        if account is not None and actor_of(account).roles:
            return enter(request, account, fields["next"])
        form.add_error(None, WRONG if account is None else CLOSED)
    status = 200 if request.method != "POST" else 422
    return render(request, "people/sign_in.html", {"form": form, "college": college}, status=status)


def enter(request: HttpRequest, account: Account, target: str) -> HttpResponseRedirect:
    """Begin a session under a new key and go where the person was going."""
    auth.login(request, account, backend="zhurnal.people.sign_in.CollegeBackend")
    # After login, which empties the session of whoever sat here before.
    request.session["college"] = str(account.college_id)
    request.session["started"] = datetime.now(UTC).isoformat()
    request.session["device"] = device_name(request.headers.get("User-Agent", ""))
    safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return redirect(target if target and safe else "portal:home")


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session on the server and wipe what the browser kept, but for entries that are in no journal yet."""
    row = college_by_id(request.session.get("college"))
    auth.logout(request)
    response = redirect("people:sign-in", code=row.code) if row else redirect("people:choose-college")
    response["Clear-Site-Data"] = '"cache"' if request.POST.get("waiting") else '"cache", "storage"'
    return response
