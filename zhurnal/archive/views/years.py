"""Years: closing them, packing their groups, taking a package."""

from typing import Any, cast
from uuid import UUID

from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from zhurnal.academic_year.models import AcademicYear
from zhurnal.archive.actions.closing import agree as agree_to
from zhurnal.archive.actions.closing import ask_step, withdraw
from zhurnal.archive.actions.taken import note_package
from zhurnal.archive.forms import MakeForm, StepForm
from zhurnal.archive.keys import key_print, package_path
from zhurnal.archive.models import YearPackage
from zhurnal.archive.policy import AGREE, CLOSE, MAKE, PACKAGE, YEAR
from zhurnal.archive.queries.packages import groups_to_pack, year_page
from zhurnal.archive.rules.closing import Step
from zhurnal.archive.work import KIND, arguments
from zhurnal.jobs.actions.asking import ask
from zhurnal.kernel import doors
from zhurnal.kernel.errors import Absent, Refused
from zhurnal.kernel.export.answer import disposition
from zhurnal.kernel.ids import id_of
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.gate import SignedRequest, entitled


def _shown(request: SignedRequest, year: UUID | None, refusal: Refusal | None = None, **more: Any) -> HttpResponse:
    page = year_page(request.actor, year)
    try:
        key = key_print(request.actor.college_id)
    except Refused as spoilt:
        more, key = {"spoilt": spoilt.refusal, **more}, ""
    context = {"page": page, "refusal": refusal, "key": key, **more}
    return render(request, "archive/years.html", context, status=422 if refusal else 200)


def _to(year: UUID) -> HttpResponse:
    return redirect(f"{reverse('archive:years')}?year={year}")


@require_http_methods(["GET", "HEAD"])
@entitled(YEAR)
def years(request: SignedRequest) -> HttpResponse:
    """A year with its groups and their packages."""
    return _shown(request, id_of(request.GET.get("year", "")))


@require_POST
@entitled(CLOSE)
def close(request: SignedRequest, year: UUID) -> HttpResponse:
    """Ask to close the year or to open it again, or take that back."""
    found = doors.fetch(request.actor, CLOSE, AcademicYear, pk=year)
    form = StepForm(request.POST)
    if not form.is_valid():
        raise Absent
    said = form.cleaned_data
    if said["decision"] == "withdraw":
        refusal = withdraw(request.actor, found)
    else:
        refusal = ask_step(request.actor, found, Step(said["decision"]), said["order"], said["reason"])
    return _shown(request, year, refusal, typed=said) if refusal else _to(year)


@require_POST
@entitled(AGREE)
def agree(request: SignedRequest, year: UUID) -> HttpResponse:
    """The second person's word."""
    refusal = agree_to(request.actor, doors.fetch(request.actor, AGREE, AcademicYear, pk=year))
    return _shown(request, year, refusal) if refusal else _to(year)


@require_POST
@entitled(MAKE)
def make(request: SignedRequest, year: UUID) -> HttpResponse:
    """Pack a group, a department, or all groups in reach, in the background."""
    actor, found = request.actor, doors.fetch(request.actor, YEAR, AcademicYear, pk=year)
    form = MakeForm(request.POST)
    if not form.is_valid() or not groups_to_pack(actor, year, **form.cleaned_data):
        raise Absent
    job = ask(actor, KIND, f"Архивные пакеты, {found.name}", arguments(year, **form.cleaned_data))
    return _shown(request, year, job) if isinstance(job, Refusal) else redirect("jobs:job", job.pk)


@require_http_methods(["GET", "HEAD"])
@entitled(PACKAGE)
def package(request: SignedRequest, package: UUID) -> HttpResponse:
    """The ZIP; that it was taken is written down."""
    found = doors.fetch(request.actor, PACKAGE, YearPackage, related=("group", "year"), pk=package)
    try:
        file = package_path(found.college_id, found.pk).open("rb")
    except OSError:
        raise Absent from None
    if request.method == "GET":
        note_package(request.actor, found)
    response = FileResponse(file, content_type="application/zip")
    name = f"{found.group.name} {found.year.name.replace('/', '-')} архив.zip"
    response.headers["Content-Disposition"] = disposition(name)
    return cast(HttpResponse, response)
