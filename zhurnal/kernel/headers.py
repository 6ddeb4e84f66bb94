"""Security headers on every answer, errors and static files included (checklist 27–31, 81)."""

import secrets
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

_FIXED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
}
_HSTS = "max-age=31536000; includeSubDomains"
_CSP = (
    "default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; "
    "object-src 'none'; frame-ancestors 'none'"
)

DOCUMENT_CSP = (
    "default-src 'none'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; sandbox"
)
"""For a file that somebody brought: whatever it is, it runs nothing and reaches nothing."""


_ELSEWHERE = "Это просит чужой сайт. Откройте журнал сами: адресом или закладкой."


def asked_by_another_site(request: HttpRequest) -> bool:
    """Whether a page of another site asks for data or for a frame (checklist 34). Following a link from there is lawful.

    Browsers say so themselves (``Sec-Fetch-*``); whoever sends no such words, as calendars do, is judged by his session alone.
    """
    if request.headers.get("Sec-Fetch-Site") != "cross-site":
        return False
    followed = (
        request.headers.get("Sec-Fetch-Mode") == "navigate" and request.headers.get("Sec-Fetch-Dest") == "document"
    )
    return not followed


def lasting_headers() -> list[tuple[str, str]]:
    """Those that are the same on every answer."""
    return [*_FIXED.items(), *([("Strict-Transport-Security", _HSTS)] if settings.HTTPS else [])]


class HeadersMiddleware:
    """Outermost: gives the request its nonce and every answer its headers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        nonce = secrets.token_urlsafe(12)
        request.csp_nonce = nonce  # type: ignore[attr-defined]
        if asked_by_another_site(request):
            response = HttpResponse(_ELSEWHERE, status=403, content_type="text/plain; charset=utf-8")
        else:
            response = self.get_response(request)
        headers = response.headers
        for name, value in lasting_headers():
            headers.setdefault(name, value)
        headers.setdefault("Content-Security-Policy", _CSP.format(nonce=nonce))
        if not response.streaming and "Content-Length" not in headers:
            headers["Content-Length"] = str(len(response.content))
        if "Cache-Control" not in headers:
            headers["Cache-Control"] = "no-store"
        return response
