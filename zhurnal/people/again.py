"""«Подтвердите, что это вы»: the question wherever a deed asks for a fresh proof (2.9), and the answer that comes with the deed itself.

A form that was refused so comes back with everything that was typed in it, hidden, and fields for the proof; sent once more it is
carried out. The session then has another key (57). Nothing of it is in the views of the deeds.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from django.contrib import auth
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from zhurnal.kernel.answers import answer, wants_json
from zhurnal.kernel.errors import Refused
from zhurnal.people.actions.proving import Proof, prove
from zhurnal.people.actions.trying import ENDED
from zhurnal.people.actor import PersonActor
from zhurnal.people.passkeys import read_answer, site_of
from zhurnal.people.queries.factors import has_passkey

ASKED = "proof-asked"
PASSWORD, CODE, PASSKEY, QUESTION = "proof-password", "proof-code", "proof-passkey", "proof-question"
OURS = frozenset({ASKED, PASSWORD, CODE, PASSKEY, QUESTION, "csrfmiddlewaretoken"})
WORDS = "Подтвердите, что это вы: запись ждёт на этом устройстве и уйдёт после подтверждения."
EMPTY = "Введите пароль."
EMPTY_STEP = "Введите код или подтвердите ключом входа."
LONGEST = 500  # signs of an address to go on to


@dataclass(frozen=True, slots=True)
class Asked:
    """What the page of the question shows. ``kept``: the form's own fields; ``files``: it carried files, which must be chosen anew.

    ``step``: the second step is asked for, not the password.
    """

    address: str
    kept: list[tuple[str, str]]
    files: bool
    said: str
    passkeys: bool
    step: bool


def asks_step(request: HttpRequest) -> bool:
    """Whether the proof is the second step: a password that was seen being typed proves nothing for whoever has one."""
    return bool(getattr(request, "guarded", False))


def offers_key(request: HttpRequest, actor: PersonActor, *, step: bool) -> bool:
    """Whether the second step may be a passkey: whoever has none is not shown a button that finds nothing."""
    return step and site_of(request).bears_keys and has_passkey(actor.college_id, actor.account_id)


def empty_words(*, step: bool) -> str:
    """Nothing was given."""
    return EMPTY_STEP if step else EMPTY


def read_proof(request: HttpRequest, account: str) -> Proof:
    """What was typed or answered on any page that asks."""
    said = request.POST
    answered = read_answer(said.get(QUESTION, ""), said.get(PASSKEY, ""), account) if said.get(PASSKEY) else None
    return Proof(said.get(PASSWORD, "")[:128], said.get(CODE, "").strip()[:40], answered)


def ask_again(request: HttpRequest, said: str = "", status: int = 403) -> HttpResponse:
    """The question, with what was typed; a program is told a code."""
    if wants_json(request):
        return answer(request, 403, WORDS, "step_up")
    posts = request.method == "POST"
    kept = (
        [(name, value) for name, values in request.POST.lists() if name not in OURS for value in values]
        if posts
        else []
    )
    files = bool(request.FILES) if posts else False
    step, actor = asks_step(request), request.actor  # type: ignore[attr-defined]
    asked = Asked(request.get_full_path(), kept, files, said, offers_key(request, actor, step=step), step)
    return render(request, "people/again.html", {"asked": asked, "posts": posts}, status=status)


def hear(request: HttpRequest, actor: PersonActor) -> HttpResponse | None:
    """A proof that came with a form: accepted, and the form is carried out (None), or the question is put again."""
    proof = read_proof(request, actor.account_id.hex if actor.account_id else "")
    if proof.empty:
        return ask_again(request, empty_words(step=asks_step(request)), 422)
    try:
        prove(actor, proof, site_of(request), request.session.session_key or "", second=False)
    except Refused as refused:
        if refused.refusal.code == ENDED.code:
            return shut(request, str(refused.refusal))
        return ask_again(request, str(refused.refusal), 422)
    renew(request)
    request.actor = replace(actor, fresh=True, confirmed=int(datetime.now(UTC).timestamp()))  # type: ignore[attr-defined]
    return None


def renew(request: HttpRequest, *, passed: bool = False, fresh: bool = True) -> None:
    """The session goes on under another key; ``passed``: the second step was taken, ``fresh``: a proof was given now."""
    if passed:
        request.session["passed"] = True
    if fresh:
        request.session["confirmed"] = int(datetime.now(UTC).timestamp())
    request.session.cycle_key()


def shut(request: HttpRequest, said: str) -> HttpResponse:
    """The session is gone: the page that says so."""
    auth.logout(request)
    if wants_json(request):
        return answer(request, 401, said, "signed_out")
    request.actor = request.half = None  # type: ignore[attr-defined]
    return render(request, "people/shut.html", {"said": said}, status=403)


def to_target(request: HttpRequest, target: str) -> HttpResponse:
    """On to where the person was going, never to another site."""
    return redirect(ours(request, target))


def ours(request: HttpRequest, target: str) -> str:
    """The address where the person was going; the first page instead of whatever is no address of this site."""
    safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if safe and target.startswith("/") and len(target) <= LONGEST else reverse("portal:home")
