"""The lesson's page, and asking to open a closed one."""

import json
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from zhurnal.curriculum.models import Course
from zhurnal.journal.actions.requests import ask_to_open as ask
from zhurnal.journal.queries import lesson_page as lesson_pages
from zhurnal.journal.queries.lesson_heads import brief_name
from zhurnal.journal.views.page import script_json, urls_of
from zhurnal.kernel import doors
from zhurnal.kernel.answers import wants_json
from zhurnal.kernel.dates import weekday_day_month
from zhurnal.kernel.errors import BadRequest, Refused
from zhurnal.kernel.packing import gzip_page
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.gate import SignedRequest, kept, signed_in
from zhurnal.timetable.models import Lesson

ASKED = "Просьба отправлена заместителю директора. Ответ появится здесь и в списке занятий."


@require_http_methods(["GET", "HEAD"])
@signed_in
@gzip_page
@kept
def lesson_page(request: SignedRequest, lesson: UUID) -> HttpResponse:
    """One lesson: topic, attendance, marks, homework."""
    found = doors.fetch(request.actor, "journal.lesson.view", Lesson, related=lesson_pages.RELATED, pk=lesson)
    data = lesson_pages.load_lesson(request.actor, found)
    data["urls"] = _urls(found, follows=data["rights"]["page"])
    data["person"] = request.actor.person_id.hex if request.actor.person_id else ""
    context = {
        "heading": data["course"],
        "brief": _brief(found.course),
        "lesson": data["lessons"][0],
        "day": weekday_day_month(found.date),
        "link": "" if data["lessons"][0]["cancelled"] else lesson_pages.link_of(found),
        "urls": data["urls"],
        "data": script_json(data),
    }
    return render(request, "journal/lesson.html", context)


def _brief(course: Course) -> str:
    told = course.discipline
    return brief_name(course.kind, told.index, told.short_name, told.name)


def _urls(lesson: Lesson, *, follows: bool) -> dict[str, str]:
    """Addresses of the page; a substitute, who sees only his lesson, is not led to the course."""
    urls = urls_of(lesson.course_id) | {
        "ask": reverse("journal:ask-to-open", args=[lesson.id]),
        "today": reverse("journal:today") + f"?day={lesson.date.isoformat()}",
        "journal": reverse("journal:page", args=[lesson.course_id]),
    }
    return urls if follows else urls | {"live": "", "cell": "", "journal": ""}


@require_POST
@signed_in
def ask_to_open(request: SignedRequest, lesson: UUID) -> HttpResponse:
    """Send a request to open a closed lesson to the deputy."""
    found = doors.fetch(request.actor, "journal.lesson.ask", Lesson, pk=lesson)
    reason, wanted = _asked(request)
    outcome = ask(request.actor, found, reason, wanted)
    if isinstance(outcome, Refusal):
        if outcome.code.startswith("reason_"):
            raise BadRequest(str(outcome))
        raise Refused(outcome)
    if wants_json(request):
        return JsonResponse({"message": ASKED, "state": outcome.state}, status=201)
    return redirect("journal:lesson", lesson=found.pk)


def _asked(request: SignedRequest) -> tuple[str, list[str]]:
    """(the reason, the places named) from a form or from JSON; anything else counts as empty."""
    if request.content_type != "application/json":
        return request.POST.get("reason", ""), request.POST.getlist("place")
    try:
        body = json.loads(request.body)
    except (ValueError, RecursionError):
        return "", []
    body = body if isinstance(body, dict) else {}
    reason, wanted = body.get("reason"), body.get("places")
    named = [str(place) for place in (wanted if isinstance(wanted, list) else [wanted] if wanted else [])]
    return reason if isinstance(reason, str) else "", named
