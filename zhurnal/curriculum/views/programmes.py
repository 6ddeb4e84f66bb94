"""Work programmes: the list, the editor, copies, courses that follow."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from zhurnal.curriculum.actions import programmes as actions
from zhurnal.curriculum.forms import read_rows
from zhurnal.curriculum.models import Course, WorkProgramme
from zhurnal.curriculum.policy import COPY_PROGRAMME, GIVE_PROGRAMME, READ_PROGRAMME, WRITE_PROGRAMME
from zhurnal.curriculum.programme_page import editor
from zhurnal.curriculum.queries.programmes import programmes_page
from zhurnal.kernel import doors
from zhurnal.kernel.packing import gzip_page
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.gate import SignedRequest, entitled


@require_http_methods(["GET", "HEAD"])
@entitled(READ_PROGRAMME)
def programmes(request: SignedRequest) -> HttpResponse:
    """Programmes within reach, and one's courses without any."""
    courses, lines = programmes_page(request.actor)
    return render(request, "curriculum/programmes.html", {"courses": courses, "programmes": lines})


@require_http_methods(["GET", "HEAD"])
@gzip_page
@entitled(READ_PROGRAMME)
def programme(request: SignedRequest, programme: UUID) -> HttpResponse:
    """One programme: to be edited by its teacher, read by others."""
    return editor(request, _fetch(request, READ_PROGRAMME, programme))


@require_POST
@entitled(WRITE_PROGRAMME)
def save(request: SignedRequest, programme: UUID) -> HttpResponse:
    """Save all rows; what cannot be saved stays on the page with the reason."""
    found = _fetch(request, WRITE_PROGRAMME, programme)
    typed = read_rows(request.POST)
    said = typed.topics
    if not isinstance(said, Refusal):
        said = actions.save_topics(request.actor, found, typed.revision, said, typed.title) or ()
    if isinstance(said, Refusal):
        return editor(request, found, rows=typed.rows, said=str(said), revision=typed.revision, status=409)
    return redirect("curriculum:programme", programme=programme)


@require_POST
@entitled(COPY_PROGRAMME)
def copy(request: SignedRequest, programme: UUID) -> HttpResponse:
    """A new version of one's own."""
    made = actions.copy_programme(request.actor, _fetch(request, COPY_PROGRAMME, programme))
    return redirect("curriculum:programme", programme=made.pk)


@require_POST
@entitled(GIVE_PROGRAMME)
def give(request: SignedRequest, programme: UUID) -> HttpResponse:
    """Let one of one's courses follow the programme."""
    found = _fetch(request, COPY_PROGRAMME, programme)
    asked = request.POST.get("course")
    if not asked:
        return editor(request, found, said="Выберите журнал, который пойдёт по этой программе.", status=409)
    target = doors.fetch(request.actor, GIVE_PROGRAMME, Course, pk=asked)
    refusal = actions.give_programme(request.actor, found, target)
    if refusal is not None:
        return editor(request, found, said=str(refusal), status=409)
    return redirect("curriculum:programme", programme=programme)


@require_POST
@entitled(GIVE_PROGRAMME)
def begin(request: SignedRequest, course: UUID) -> HttpResponse:
    """A new programme for a course that has none."""
    target = doors.fetch(request.actor, GIVE_PROGRAMME, Course, related=("discipline",), pk=course)
    if target.programme_id is not None:
        return redirect("curriculum:programme", programme=target.programme_id)
    return redirect("curriculum:programme", programme=actions.new_programme(request.actor, target).pk)


def _fetch(request: SignedRequest, action: str, programme: UUID) -> WorkProgramme:
    return doors.fetch(request.actor, action, WorkProgramme, related=("discipline",), pk=programme)
