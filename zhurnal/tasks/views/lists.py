"""My tasks, those that I gave, a new one, and the overview."""

from collections.abc import Collection
from typing import cast
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from zhurnal.kernel import policy
from zhurnal.kernel.errors import Absent, Refused
from zhurnal.kernel.export import Format, answer
from zhurnal.people.gate import SignedRequest, entitled
from zhurnal.tasks.actions.give import Draft, give_task
from zhurnal.tasks.forms import PeriodForm, TaskForm, ids
from zhurnal.tasks.models import Task
from zhurnal.tasks.places import place_of, sentence_of
from zhurnal.tasks.policy import GIVE, OVERVIEW, READ
from zhurnal.tasks.queries.lists import given_tasks, my_tasks
from zhurnal.tasks.queries.overview import Period, load_overview, overview_table, period_of
from zhurnal.tasks.queries.people import candidates
from zhurnal.tasks.rules.execution import DEFINITION
from zhurnal.tasks.rules.rhythm import Rhythm


@require_http_methods(["GET", "HEAD"])
@entitled(READ)
def mine(request: SignedRequest) -> HttpResponse:
    """What I was given; with «given» in the address, what I gave."""
    actor = request.actor
    gives = policy.may(actor, GIVE)
    given = gives and request.GET.get("view") == "given"
    context: dict[str, object] = {"gives": gives, "overview": policy.may(actor, OVERVIEW), "given": given}
    context |= {"today": actor.today} | ({"tasks": given_tasks(actor)} if given else {"page": my_tasks(actor)})
    return render(request, "tasks/mine.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@entitled(GIVE)
def new(request: SignedRequest) -> HttpResponse:
    """Write a task and choose its people; ``about`` in the address names the place it is about."""
    actor = request.actor
    place = place_of(actor, (request.POST if request.method == "POST" else request.GET).get("about", ""))
    if request.method != "POST":
        first = {"text": sentence_of(actor, *place), "about": str(place[0])} if place else {}
        return _new(request, TaskForm(initial=first, today=actor.today), place[1].people if place else ())
    form, people = TaskForm(request.POST, request.FILES, today=actor.today), ids(request.POST.getlist("person"))
    if not form.is_valid():
        return _new(request, form, people, 422)
    made = _given(request, form, people)
    return redirect("tasks:task", task=made.pk) if made else _new(request, form, people, 422)


def _given(request: SignedRequest, form: TaskForm, people: tuple[UUID, ...]) -> Task | None:
    """The task, or None with the refusal in the form: nothing typed is lost."""
    said, place = form.cleaned_data, place_of(request.actor, form.cleaned_data["about"])
    about, words = (str(place[0]), place[1].words) if place else ("", "")
    draft = Draft(
        said["key"], said["text"], said["due"], people, Rhythm(said["rhythm"]), about, words, said["documents"]
    )  # fmt: skip
    try:
        return give_task(request.actor, draft)
    except Refused as refused:
        form.add_error(None, str(refused.refusal))
        return None


def _new(request: SignedRequest, form: TaskForm, chosen: Collection[UUID], status: int = 200) -> HttpResponse:
    about = form["about"].value() or ""
    place, heaps = place_of(request.actor, about), candidates(request.actor)
    opened = {heap.title for heap in heaps if len(heaps) == 1 or any(one.id in chosen for one in heap.people)}
    context = {
        "form": form, "heaps": heaps, "opened": opened, "chosen": chosen, "place": place[1].words if place else "",
        "about": about if place else "",
    }  # fmt: skip
    return render(request, "tasks/new.html", context, status=status)


@require_http_methods(["GET", "HEAD"])
@entitled(OVERVIEW)
def overview(request: SignedRequest) -> HttpResponse:
    """How tasks are executed."""
    form = PeriodForm(request.GET or None)
    period = _period(request, form)
    page = load_overview(request.actor, period)
    context = {"page": page, "definition": DEFINITION, "today": request.actor.today}
    return render(request, "tasks/overview.html", context)


@require_http_methods(["GET", "HEAD"])
@entitled(OVERVIEW)
def overview_file(request: SignedRequest, form: str) -> HttpResponse:
    """The same as a file."""
    if form not in set(Format):
        raise Absent
    page = load_overview(request.actor, _period(request, PeriodForm(request.GET or None)))
    return cast(HttpResponse, answer(overview_table(request.actor, page), Format(form)))


def _period(request: SignedRequest, form: PeriodForm) -> Period:
    form.is_valid()
    said = getattr(form, "cleaned_data", {})
    return period_of(said.get("since"), said.get("until"), request.actor.today)
