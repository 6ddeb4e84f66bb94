"""A student's own practice and projects, for himself and his parents."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from zhurnal.kernel import doors
from zhurnal.modules.policy import OWN
from zhurnal.modules.queries.own import load_own, own_students
from zhurnal.people.gate import SignedRequest, entitled
from zhurnal.people.models import Person


@require_http_methods(["GET", "HEAD"])
@entitled(OWN)
def own(request: SignedRequest) -> HttpResponse:
    """One's own page, or the children to choose from."""
    students = own_students(request.actor)
    if len(students) == 1:
        return redirect("modules:own-student", students[0].pk)
    return render(request, "modules/children.html", {"students": students})


@require_http_methods(["GET", "HEAD"])
@entitled(OWN)
def of_student(request: SignedRequest, student: UUID) -> HttpResponse:
    """Practice, projects and consultations of one student."""
    found = doors.fetch(request.actor, OWN, Person, pk=student)
    return render(request, "modules/own.html", {"page": load_own(request.actor, found)})
