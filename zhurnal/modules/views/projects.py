"""Course and diploma projects: topics, supervisors, consultations."""

from collections.abc import Iterable
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from zhurnal.curriculum.models import Course, Group
from zhurnal.kernel import doors, policy
from zhurnal.kernel.errors import BadRequest, Refused
from zhurnal.modules.actions.projects import Topic, assign_course_topics, assign_diploma_topics, consult
from zhurnal.modules.actions.projects import strike as strike_out
from zhurnal.modules.forms import ConsultationForm
from zhurnal.modules.models import Project
from zhurnal.modules.policy import ARRANGE_GROUP, ASSIGN_COURSE, PROJECT_READ, PROJECT_WRITE
from zhurnal.modules.queries.practice import teachers_of
from zhurnal.modules.queries.projects import (
    TopicRow,
    course_topics,
    diploma_topics,
    load_project,
    project_courses,
    projects_of,
    whose,
)
from zhurnal.people.gate import SignedRequest, entitled

ABOUT_COURSE = ("group", "discipline", "term", "subgroup")
ABOUT = ("group", "student", "discipline", "supervisor", "term")


@require_http_methods(["GET", "HEAD"])
@entitled(PROJECT_READ)
def projects(request: SignedRequest) -> HttpResponse:
    """Projects in reach, and the courses for which topics may be given."""
    courses = project_courses(request.actor) if policy.may(request.actor, ASSIGN_COURSE) else []
    return render(request, "modules/projects.html", {"shelves": projects_of(request.actor), "courses": courses})


@require_http_methods(["GET", "HEAD", "POST"])
@entitled(PROJECT_READ)
def project(request: SignedRequest, project: UUID) -> HttpResponse:
    """One project: write a consultation down, read the others."""
    found = doors.fetch(request.actor, PROJECT_READ, Project, related=ABOUT, pk=project)
    form, status = ConsultationForm(initial={"date": request.actor.today}), 200
    if request.method == "POST":
        own = doors.fetch(request.actor, PROJECT_WRITE, Project, related=ABOUT, pk=project)
        form, status = ConsultationForm(request.POST), 422
        if form.is_valid():
            given = form.cleaned_data
            try:
                consult(request.actor, own, given["date"], given["hours"], given["work"])
                return redirect("modules:project", own.pk)
            except Refused as refused:
                form.add_error(None, str(refused.refusal))
    context = {"page": load_project(request.actor, found), "form": form}
    return render(request, "modules/project.html", context, status=status)


@require_http_methods(["POST"])
@entitled(PROJECT_WRITE)
def strike(request: SignedRequest, project: UUID) -> HttpResponse:
    """Strike a consultation out with a reason."""
    found = doors.fetch(request.actor, PROJECT_WRITE, Project, related=ABOUT, pk=project)
    try:
        consultation = UUID(request.POST.get("consultation", ""))
    except ValueError:
        message = "Какую запись вычеркнуть, не разобрать. Обновите страницу."
        raise BadRequest(message) from None
    strike_out(request.actor, found, consultation, request.POST.get("reason", "")[:200])
    return redirect("modules:project", found.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@entitled(ASSIGN_COURSE)
def course(request: SignedRequest, course: UUID) -> HttpResponse:
    """Topics of course projects of a course."""
    found = doors.fetch(request.actor, ASSIGN_COURSE, Course, related=ABOUT_COURSE, pk=course)
    page = course_topics(request.actor, found)
    if request.method == "POST":
        assign_course_topics(request.actor, found, _typed(request, page.rows, page.leaders))
        return redirect("modules:projects")
    title = f"{found.discipline.index} {found.discipline.name}".strip()
    context = {"whose": whose(found), "title": title, "rows": page.rows, "teachers": page.leaders}
    return render(request, "modules/topics.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@entitled(ARRANGE_GROUP)
def diploma(request: SignedRequest, group: UUID) -> HttpResponse:
    """Topics and supervisors of diploma projects of a group."""
    found = doors.fetch(request.actor, ARRANGE_GROUP, Group, related=("department", "year"), pk=group)
    rows = diploma_topics(request.actor, found)
    teachers = teachers_of(request.actor, [row.supervisor for row in rows])
    if request.method == "POST":
        assign_diploma_topics(request.actor, found, _typed(request, rows, teachers))
        return redirect("modules:projects")
    context = {"whose": found.name, "title": "Дипломные проекты", "rows": rows, "teachers": teachers}
    return render(request, "modules/topics.html", context)


def _typed(request: SignedRequest, rows: Iterable[TopicRow], teachers: Iterable[tuple[str, str]]) -> dict[UUID, Topic]:
    """Topic and leader of each student."""
    known = {name for name, _words in teachers}
    topics = {}
    for row in rows:
        leader = request.POST.get(f"supervisor-{row.id.hex}", "")
        topic = " ".join(request.POST.get(f"topic-{row.id.hex}", "").split())[:400]
        topics[row.id] = Topic(topic, UUID(leader) if leader in known else None)
    return topics
