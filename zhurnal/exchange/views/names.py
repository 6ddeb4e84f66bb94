"""Names that files use: asked, answered, seen again, forgotten."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from zhurnal.exchange.actions.names import forget, remember
from zhurnal.exchange.forms import NamesForm, field_of
from zhurnal.exchange.imports.readers.kinds import Kind
from zhurnal.exchange.models import ImportRun, NameMapping
from zhurnal.exchange.policy import NAMES, RUN
from zhurnal.exchange.queries.names import folded, known_titles, questions_of, remembered_names
from zhurnal.exchange.rules.answers import KINDS
from zhurnal.kernel import doors
from zhurnal.people.gate import SignedRequest, entitled


@require_http_methods(["GET", "HEAD", "POST"])
@entitled(RUN)
def asked(request: SignedRequest, run: UUID) -> HttpResponse:
    """The names of one import that were not recognised; POST keeps the answers and leads back to the preview."""
    found = doors.fetch(request.actor, RUN, ImportRun, pk=run)
    questions = questions_of(found)
    known = known_titles(request.actor, {question.kind for question in questions})
    makes = found.kind != Kind.PROGRAMMES  # disciplines come with plans and lists, not with their topics
    form = NamesForm(questions, folded(known), request.POST if request.method == "POST" else None, makes=makes)
    if request.method == "POST" and form.is_valid():
        titles = {pk: title for kind in known.values() for title, pk in kind.items()}
        titles.update({pk: title for question in questions for pk, title in question.near})
        by_field = {field_of(question): question for question in questions}
        said = {by_field[name]: (what, pk, titles.get(pk, "")) for name, (what, pk) in form.answers.items()}
        remember(request.actor, found, said)
        return redirect("exchange:import", run=run)
    context = {"run": found, "sections": _sections(form), "known": known, "form": form}
    return render(request, "exchange/asked_names.html", context, status=422 if form.is_bound else 200)


def _sections(form: NamesForm) -> list[dict[str, object]]:
    sections = []
    for kind, (_one, title) in KINDS.items():
        own = [question for question in form.questions if question.kind == kind]
        rows = [
            (question, form[field_of(question)], form[f"{field_of(question)}-own"] if kind in form.known else None)
            for question in own
        ]
        if rows:
            strange = sum(not question.near for question in own)
            sections.append({"kind": kind, "title": title, "rows": rows, "strange": strange, "whole": form.whole(kind)})
    return sections


@require_http_methods(["GET", "HEAD"])
@entitled(NAMES)
def remembered(request: SignedRequest) -> HttpResponse:
    """All that was answered."""
    return render(request, "exchange/names.html", {"names": remembered_names(request.actor)})


@require_POST
@entitled(NAMES)
def forget_one(request: SignedRequest, mapping: UUID) -> HttpResponse:
    """Ask again next time."""
    forget(request.actor, doors.fetch(request.actor, NAMES, NameMapping, pk=mapping))
    return redirect("exchange:names")
