"""«Печать журнала»: choose the group and what of it, get the PDF."""

from collections.abc import Mapping
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from zhurnal.curriculum.models import Course, Group
from zhurnal.jobs.actions.asking import ask
from zhurnal.kernel import doors, policy
from zhurnal.kernel.errors import Refused
from zhurnal.kernel.export import disposition, file_name
from zhurnal.kernel.ids import id_of
from zhurnal.kernel.refusal import Refusal
from zhurnal.kernel.typeset import expect, typeset
from zhurnal.modules.models import PracticePage
from zhurnal.people.gate import SignedRequest, entitled
from zhurnal.printing.actions.notes import note_print
from zhurnal.printing.forms import selection_of
from zhurnal.printing.policy import PAGE_READ, PRACTICE_WHOLE, PRINT, WHOLE
from zhurnal.printing.queries.choice import groups_to_print, pages_of_group
from zhurnal.printing.queries.document import course_document, group_document, practice_document
from zhurnal.printing.queries.rows import RELATED
from zhurnal.printing.work import KIND, OF_GROUP, TEMPLATE, paper_name

OF_PRACTICE = ("group", "group__year", "discipline", "leader", "term")


def _answer(data: Mapping[str, object], name: str) -> HttpResponse:
    """The document as a file to be kept or printed."""
    response = HttpResponse(typeset(TEMPLATE, data), content_type="application/pdf")
    response.headers["Content-Disposition"] = disposition(file_name(name, "pdf"))
    return response


@require_http_methods(["GET", "HEAD"])
@entitled(PRINT)
def groups(request: SignedRequest) -> HttpResponse:
    """Groups whose journals one may print."""
    return render(
        request, "printing/groups.html", {"page": groups_to_print(request.actor, id_of(request.GET.get("year", "")))}
    )


@require_http_methods(["GET", "HEAD"])
@entitled(PRINT)
def group(request: SignedRequest, group: UUID) -> HttpResponse:
    """What of the group's journals is to be printed."""
    found = doors.fetch(request.actor, PRINT, Group, related=OF_GROUP, pk=group)
    return render(request, "printing/group.html", {"group": found, "page": pages_of_group(request.actor, found)})


@require_http_methods(["GET", "HEAD"])
@entitled(PRINT)
def group_paper(request: SignedRequest, group: UUID) -> HttpResponse:
    """The journals of a group, or the parts of them that are asked for."""
    found = doors.fetch(request.actor, PRINT, Group, related=OF_GROUP, pk=group)
    policy.confirmed(request.actor)
    expect()
    data = group_document(request.actor, found, selection_of(request.GET))
    note_print(request.actor, found, "journals", len(data["sections"]))
    return _answer(data, paper_name(found))


@require_http_methods(["GET", "HEAD"])
@entitled(PAGE_READ)
def course_paper(request: SignedRequest, course: UUID) -> HttpResponse:
    """One page of a journal as its spreads."""
    found = doors.fetch(request.actor, PAGE_READ, Course, related=RELATED, pk=course)
    expect()
    data = course_document(request.actor, found, selection_of(request.GET))
    note_print(request.actor, found.group, f"course:{found.pk.hex}", len(data["sections"]))
    return _answer(data, f"{found.group.name} {found.discipline.index} {found.discipline.short_name}")


@require_http_methods(["GET", "HEAD"])
@entitled(PRACTICE_WHOLE)
def practice_paper(request: SignedRequest, page: UUID) -> HttpResponse:
    """One page of practice."""
    found = doors.fetch(request.actor, PRACTICE_WHOLE, PracticePage, related=OF_PRACTICE, pk=page)
    expect()
    data = practice_document(request.actor, found, selection_of(request.GET))
    note_print(request.actor, found.group, f"practice:{found.pk.hex}", len(data["sections"]))
    return _answer(data, f"{found.group.name} {found.discipline.index} {found.discipline.short_name}")


@require_POST
@entitled(WHOLE)
def many(request: SignedRequest) -> HttpResponse:
    """The journals of all groups of a year within reach, in the background."""
    page = groups_to_print(request.actor, id_of(request.POST.get("year", "")))
    year = next(((name, pk) for name, pk, chosen in page.years if chosen), None)
    if year is None:
        raise Refused(Refusal("no_groups", "Групп этого года у вас нет. Выберите другой учебный год."))
    policy.confirmed(request.actor)
    asked = ask(request.actor, KIND, f"Печать журналов: все группы, {year[0]}", {"year": year[1].hex})
    if isinstance(asked, Refusal):
        raise Refused(asked)
    return redirect("jobs:job", asked.pk)
