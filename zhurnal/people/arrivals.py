"""From where a request comes: its network, and the cookie by which a browser is known again."""

import secrets
from hashlib import sha256

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from zhurnal.people.rules.places import network_of

COOKIE = "__Host-device" if settings.HTTPS else "device"
AGE = 400 * 24 * 60 * 60  # seconds: the longest that browsers allow
LONGEST = 60


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


def new_token() -> str:
    """A token for a browser that is not known yet."""
    return secrets.token_urlsafe(24)


def set_token(response: HttpResponse, token: str) -> str:
    """Have the browser known again; tells the mark. Called only after a sign-in, so that it tells nothing about logins."""
    response.set_cookie(COOKIE, token, max_age=AGE, secure=settings.HTTPS, httponly=True, samesite="Lax", path="/")
    return _digest(token)


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()
