"""The signed heads of history: for whoever keeps the paper."""

from typing import cast

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from zhurnal.kernel import policy
from zhurnal.kernel.export import Format, answer
from zhurnal.operations.policy import HEADS, STATE
from zhurnal.operations.queries.sheet import head_table, standing_heads
from zhurnal.people.gate import SignedRequest, entitled


@require_http_methods(["GET", "HEAD"])
@entitled(HEADS)
def heads(request: SignedRequest) -> HttpResponse:
    """Today's number, what was signed before, how it is verified."""
    context = {"heads": standing_heads(request.actor), "state": policy.may(request.actor, STATE)}
    return render(request, "operations/heads.html", context)


@require_http_methods(["GET", "HEAD"])
@entitled(HEADS)
def paper(request: SignedRequest) -> HttpResponse:
    """The sheet for the safe."""
    table = head_table(request.actor)
    return cast(HttpResponse, answer(table, Format.PDF, table.title))
