"""From where a request comes: its network, and the cookie by which a browser is known again."""

import re
import secrets
from hashlib import sha256

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from zhurnal.people.rules.places import network_of

COOKIE = "__Host-device" if settings.HTTPS else "device"
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


def mark_of(request: HttpRequest) -> str:
    """The digest of the browser's cookie, "" where it has none."""
    token = request.COOKIES.get(COOKIE, "")
    return _digest(token) if 0 < len(token) <= LONGEST else ""


def tag_of(request: HttpRequest) -> str:
    """Six digits that the browser keeps through all its tokens: by them the record tells two browsers of one name apart.

    They count for nothing where the browser is not known (``mark_of``): anybody may write them.
    """
    tag, dot, _rest = request.COOKIES.get(COOKIE, "").partition(".")
    return tag if dot and TAG.fullmatch(tag) else mark_of(request)[:6]


def new_token(tag: str = "") -> str:
    """Another token for a browser with this tag; one that is not known yet gets a tag as well."""
    return f"{tag or secrets.token_hex(3)}.{secrets.token_urlsafe(24)}"


def set_token(response: HttpResponse, token: str) -> str:
    """Have the browser known again; tells the mark. Called only after a sign-in, so that it tells nothing about logins."""
    response.set_cookie(COOKIE, token, max_age=AGE, secure=settings.HTTPS, httponly=True, samesite="Lax", path="/")
    return _digest(token)


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()
