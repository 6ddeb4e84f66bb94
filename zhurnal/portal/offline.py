"""Pages without connection: the service worker's address and the page it shows when it has nothing (architecture § 8)."""

from functools import lru_cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

_FILE = "portal/pwa/worker.js"


@lru_cache(maxsize=1)
def _worker() -> str:
    found = finders.find(_FILE)
    if not isinstance(found, str):
        raise FileNotFoundError(_FILE)
    return Path(found).read_text("utf-8")


@require_http_methods(["GET", "HEAD"])
def worker(_request: HttpRequest) -> HttpResponse:
    """The worker's program: it rules over the addresses below its own, so it stands at the root and under one name for ever."""
    return HttpResponse(_worker(), content_type="text/javascript; charset=utf-8")


@require_http_methods(["GET", "HEAD"])
def offline(request: HttpRequest) -> HttpResponse:
    """What is shown without connection in place of a page that was not kept; nothing of anybody."""
    return render(request, "portal/pwa/offline.html")
