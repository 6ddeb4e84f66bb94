"""The state of the installation: for the administrator, for the machines that watch."""

import hmac

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from zhurnal.kernel import policy
from zhurnal.kernel.errors import Absent
from zhurnal.operations.policy import HEADS, STATE
from zhurnal.operations.queries.state import disk_free, facts_of, pending_migrations, writable
from zhurnal.operations.rules.findings import FULL, findings, worst
from zhurnal.operations.rules.metrics import MEDIA, exposition
from zhurnal.organisation.queries import colleges
from zhurnal.people.gate import SignedRequest, entitled


@require_http_methods(["GET", "HEAD"])
@entitled(STATE)
def state(request: SignedRequest) -> HttpResponse:
    """What is wrong and what to do."""
    found = findings(facts_of([request.actor.college_id]))
    context = {"findings": found, "worst": worst(found), "heads": policy.may(request.actor, HEADS)}
    return render(request, "operations/state.html", context)


@require_http_methods(["GET", "HEAD"])
def ready(request: HttpRequest) -> JsonResponse:
    """200 when the database takes changes, nothing waits to be migrated and there is room; else 503. Nothing is told of why."""
    try:
        good = writable() and not pending_migrations() and disk_free() > FULL // 16
    except DatabaseError:
        good = False
    return JsonResponse({"ready": good}, status=200 if good else 503)


@require_http_methods(["GET", "HEAD"])
def metrics(request: HttpRequest) -> HttpResponse:
    """For Prometheus, with the token of the settings; without one there is no such page."""
    told = request.headers.get("Authorization", "").removeprefix("Bearer ").encode()
    if not settings.METRICS_TOKEN or not hmac.compare_digest(told, settings.METRICS_TOKEN.encode()):
        raise Absent
    text = exposition(facts_of([one.pk for one in colleges()]), writable=writable())
    return HttpResponse(text, content_type=MEDIA)
