"""One's jobs: how far they are, stopping, taking up again, the file."""

from typing import cast
from uuid import UUID

from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from zhurnal.jobs.actions.asking import resume, stop
from zhurnal.jobs.folder import Folder
from zhurnal.jobs.models import Job
from zhurnal.jobs.policy import READ, RESUME, STOP, TAKE
from zhurnal.jobs.queries.own import asked_at, own_jobs
from zhurnal.jobs.works import work_named
from zhurnal.kernel.doors import fetch
from zhurnal.kernel.errors import Absent
from zhurnal.kernel.export.answer import disposition
from zhurnal.people.gate import SignedRequest, entitled, signed_in


@require_http_methods(["GET", "HEAD"])
@entitled(READ)
def jobs(request: SignedRequest) -> HttpResponse:
    """All of one's own."""
    return render(request, "jobs/jobs.html", {"jobs": own_jobs(request.actor)})


@require_http_methods(["GET", "HEAD"])
@signed_in
def one(request: SignedRequest, job: UUID) -> HttpResponse:
    """One, which tells by itself how far it is."""
    found = fetch(request.actor, READ, Job, pk=job)
    work = work_named(found.kind)
    kept = work.kept(found.arguments) if work and work.kept else None
    return render(request, "jobs/job.html", {"job": found, "asked_at": asked_at(request.actor, found), "kept": kept})


@require_http_methods(["POST"])
@signed_in
def stop_job(request: SignedRequest, job: UUID) -> HttpResponse:
    """Stop it."""
    stop(request.actor, fetch(request.actor, STOP, Job, pk=job))
    return redirect("jobs:job", job)


@require_http_methods(["POST"])
@signed_in
def resume_job(request: SignedRequest, job: UUID) -> HttpResponse:
    """Go on with it."""
    resume(request.actor, fetch(request.actor, RESUME, Job, pk=job))
    return redirect("jobs:job", job)


@require_http_methods(["GET", "HEAD"])
@signed_in
def take(request: SignedRequest, job: UUID) -> HttpResponse:
    """The result."""
    found = fetch(request.actor, TAKE, Job, pk=job)
    try:
        file = Folder(found.pk).result.open("rb")
    except OSError:
        raise Absent from None
    response = FileResponse(file, content_type="application/octet-stream")
    response.headers["Content-Disposition"] = disposition(found.file_name)
    return cast(HttpResponse, response)
