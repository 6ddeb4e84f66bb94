"""One task: its page, and what is done with it."""

from collections.abc import Callable
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from zhurnal.kernel import doors
from zhurnal.kernel.errors import Refused
from zhurnal.kernel.export.answer import disposition
from zhurnal.kernel.headers import DOCUMENT_CSP
from zhurnal.people.gate import SignedRequest, entitled
from zhurnal.tasks.actions import judge, work
from zhurnal.tasks.forms import ChangeForm, CommentForm, VerdictForm, WordForm
from zhurnal.tasks.models import Task, TaskFile
from zhurnal.tasks.policy import MANAGE, OPEN_FILE, READ, SAY, WORK
from zhurnal.tasks.queries.card import task_page
from zhurnal.tasks.rules.states import Move


@require_http_methods(["GET", "HEAD"])
@entitled(READ)
def task(request: SignedRequest, task: UUID) -> HttpResponse:
    """The task with everything that was said."""
    return _page(request, doors.fetch(request.actor, READ, Task, pk=task), {})


@require_POST
@entitled(WORK)
def take(request: SignedRequest, task: UUID) -> HttpResponse:
    """I work on it."""
    found = doors.fetch(request.actor, WORK, Task, pk=task)
    return _done(request, found, {}, lambda: work.take_task(request.actor, found))


@require_POST
@entitled(WORK)
def report(request: SignedRequest, task: UUID) -> HttpResponse:
    """I tell what was done."""
    found = doors.fetch(request.actor, WORK, Task, pk=task)
    form = WordForm(request.POST, request.FILES)

    def told() -> None:
        work.report_task(request.actor, found, form.cleaned_data["text"], form.cleaned_data["documents"])

    return _done(request, found, {"report": form}, told)


@require_POST
@entitled(SAY)
def say(request: SignedRequest, task: UUID) -> HttpResponse:
    """A word, with documents perhaps."""
    found = doors.fetch(request.actor, SAY, Task, pk=task)
    form = CommentForm(request.POST, request.FILES, auto_id="say_%s")

    def said() -> None:
        work.say(request.actor, found, form.cleaned_data["text"], form.cleaned_data["documents"])

    return _done(request, found, {"word": form}, said)


@require_POST
@entitled(MANAGE)
def verdict(request: SignedRequest, task: UUID) -> HttpResponse:
    """Accept a report or return it."""
    found = doors.fetch(request.actor, MANAGE, Task, pk=task)
    form = VerdictForm(request.POST)

    def judged() -> None:
        said = form.cleaned_data
        judge.judge_report(
            request.actor, found, judge.Verdict(said["assignment"], Move(said["decision"]), said["text"])
        )

    return _done(request, found, {"verdict": form}, judged)


@require_POST
@entitled(MANAGE)
def change(request: SignedRequest, task: UUID) -> HttpResponse:
    """Give more time, stop the repetition, withdraw."""
    found = doors.fetch(request.actor, MANAGE, Task, pk=task)
    form = ChangeForm(request.POST, auto_id="change_%s")

    def changed() -> None:
        said = form.cleaned_data
        if said["decision"] == "postpone":
            judge.postpone_task(request.actor, found, said["due"], said["text"])
        elif said["decision"] == "stop":
            judge.stop_repeating(request.actor, found)
        else:
            judge.withdraw_task(request.actor, found, said["text"])

    return _done(request, found, {"change": form}, changed)


@require_http_methods(["GET", "HEAD"])
@entitled(OPEN_FILE)
def document(request: SignedRequest, document: UUID) -> HttpResponse:
    """A document, to be kept and never shown inside the journal."""
    found = doors.fetch(request.actor, OPEN_FILE, TaskFile, pk=document)
    response = HttpResponse(bytes(found.content), content_type=found.media)
    response["Content-Disposition"] = disposition(f"{found.name}.{found.ending}")
    response["Content-Security-Policy"] = DOCUMENT_CSP
    return response


def _done(
    request: SignedRequest, found: Task, given: dict[str, forms.Form], do: Callable[[], None]
) -> HttpResponse:  # fmt: skip
    """Do it and go back to the task; what is refused stands in the page, with everything that was typed."""
    for form in given.values():
        if not form.is_valid():
            return _page(request, found, dict(given), 422)
    try:
        do()
    except Refused as refused:
        return _page(request, found, {**given, "refusal": str(refused.refusal)}, 409)
    return redirect("tasks:task", task=found.pk)


def _page(request: SignedRequest, found: Task, given: dict[str, object], status: int = 200) -> HttpResponse:
    context = {
        "page": task_page(request.actor, found), "report": WordForm(), "word": CommentForm(auto_id="say_%s"),
        "change": ChangeForm(auto_id="change_%s"), "today": request.actor.today, **given,
    }  # fmt: skip
    return render(request, "tasks/task.html", context, status=status)
