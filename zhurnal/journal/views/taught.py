"""A teacher's student and a teacher's group: where the search leads him."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from zhurnal.curriculum.models import Group
from zhurnal.journal.policy import OWN_GROUP, OWN_STUDENT
from zhurnal.journal.queries.taught import journals_of_group, journals_of_student, students_of_group
from zhurnal.kernel import doors
from zhurnal.people.gate import SignedRequest, entitled
from zhurnal.people.models import Person


@require_http_methods(["GET", "HEAD"])
@entitled(OWN_STUDENT)
def student(request: SignedRequest, student: UUID) -> HttpResponse:
    """The teacher's journals in which the student is."""
    found = doors.fetch(request.actor, OWN_STUDENT, Person, pk=student)
    context = {"title": str(found), "journals": journals_of_student(request.actor, found.pk)}
    return render(request, "journal/journals/taught.html", context)


@require_http_methods(["GET", "HEAD"])
@entitled(OWN_GROUP)
def group(request: SignedRequest, group: UUID) -> HttpResponse:
    """The teacher's journals of the group, and its students whom he teaches."""
    found = doors.fetch(request.actor, OWN_GROUP, Group, pk=group)
    context = {
        "title": found.name,
        "journals": journals_of_group(request.actor, found),
        "students": students_of_group(request.actor, found),
    }
    return render(request, "journal/journals/taught.html", context)
