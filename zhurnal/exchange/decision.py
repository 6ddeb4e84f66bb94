"""What a person decides about a prepared run: write it, forget it, take it back. Shared by files and by edits of the lists."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import redirect

from zhurnal.exchange.actions.decide import apply_import, undo_import
from zhurnal.exchange.actions.prepare import drop
from zhurnal.exchange.models import ImportRun
from zhurnal.exchange.progress import FIELD, told
from zhurnal.exchange.rules.stages import APPLYING
from zhurnal.kernel.errors import Refused
from zhurnal.people.gate import SignedRequest

CHOICE = "choice:"
Again = Callable[[Refused], HttpResponse]
"""Shows the run once more with the reason above, or raises it on."""


def written(request: SignedRequest, run: ImportRun, done: str, left: str, again: Again) -> HttpResponse:
    """Write the run, or forget it. ``done``: the address of a run; ``left``: where whoever forgets it goes."""
    if request.POST.get("decision") == "drop":
        drop(request.actor, run)
        return redirect(left)
    choices = answers_of(request)
    try:
        with told(request.actor, request.POST.get(FIELD, ""), APPLYING) as tell:
            apply_import(request.actor, run, choices, tell)
    except Refused as refused:
        return again(refused)
    return redirect(done, run=run.pk)


def answers_of(request: SignedRequest) -> dict[str, str]:
    """What was said to the questions of the preview."""
    given = request.POST.items()
    return {name.removeprefix(CHOICE): str(value) for name, value in given if name.startswith(CHOICE)}


def taken_back(request: SignedRequest, run: ImportRun, done: str, again: Again) -> HttpResponse:
    """Take the whole run back."""
    try:
        undo_import(request.actor, run)
    except Refused as refused:
        return again(refused)
    return redirect(done, run=run.pk)


def asked_page(request: SignedRequest) -> int:
    """Which page of the rows is asked for; the first for anything that is no number."""
    asked = request.GET.get("page", "1")
    return int(asked) if asked.isdecimal() and len(asked) < 6 else 1
