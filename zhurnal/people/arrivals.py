"""From where a request comes: its network, and the cookie by which a browser is known again."""

import re
import secrets
from base64 import urlsafe_b64encode
from hashlib import sha256
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from zhurnal.people.rules.places import network_of

FORMER = "__Host-device" if settings.HTTPS else "device"  # one for every college: read until the college gives its own
AGE = 400 * 24 * 60 * 60  # seconds: the longest that browsers allow
LONGEST = 60
TAG = re.compile(r"[0-9a-f]{6}")


def network(request: HttpRequest) -> str:
    """The network of whoever asks. Behind ``PROXIES`` of our own the address is the one that the outermost of them saw.

    What stands further left in the header was written by the asker and counts for nothing (checklist 37).
    """
    address = request.META.get("REMOTE_ADDR", "")
    if settings.PROXIES:
        seen = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
        address = seen[-settings.PROXIES] if len(seen) >= settings.PROXIES else address
    return network_of(address)


def cookie_of(college_id: UUID) -> str:
    """The name of the cookie by which a college knows a browser.

    Each college has its own: whoever works in two of them signs in now here, now there, and stays known to both.
    """
    return f"{FORMER}-{college_id.hex[-12:]}"


def _token(request: HttpRequest, college_id: UUID) -> str:
    token = request.COOKIES.get(cookie_of(college_id)) or request.COOKIES.get(FORMER, "")
    return token if len(token) <= LONGEST else ""


def mark_of(request: HttpRequest, college_id: UUID) -> str:
    """The digest of the browser's cookie, "" where it has none."""
    token = _token(request, college_id)
    return _digest(token) if token else ""


def next_token(request: HttpRequest, college_id: UUID, account_id: object, *, known: bool) -> str:
    """Another token for the browser; the six digits before its dot it keeps through all its tokens, if it is ``known``.

    By them the record tells two browsers of one name apart. A stranger's count for nothing: anybody may write them. Whoever
    pressed «Войти» twice showed the same form and the same cookie twice and gets the same token twice, whichever answer
    arrives. The form's cookie is another after each sign-in, and nobody foresees the token.
    """
    shown, form = _token(request, college_id), request.COOKIES.get(settings.CSRF_COOKIE_NAME, "")
    seed = f"{account_id}\n{shown}\n{form}" if form else secrets.token_hex()
    made = salted_hmac("zhurnal.people.device", seed, algorithm="sha256").digest()
    tag, dot, _rest = shown.partition(".")
    own = tag if dot and TAG.fullmatch(tag) else _digest(shown)[:6]
    return f"{own if known else made[-3:].hex()}.{urlsafe_b64encode(made[:24]).decode()}"


def set_token(response: HttpResponse, college_id: UUID, token: str) -> str:
    """Have the browser known again; tells the mark. Called only after a sign-in, so that it tells nothing about logins."""
    name = cookie_of(college_id)
    response.set_cookie(name, token, max_age=AGE, secure=settings.HTTPS, httponly=True, samesite="Lax", path="/")
    return _digest(token)


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()
