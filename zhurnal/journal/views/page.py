"""The journal's page."""

import json
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods

from zhurnal.curriculum.models import Course
from zhurnal.journal.queries import page as pages
from zhurnal.kernel import doors
from zhurnal.people.gate import SignedRequest, kept, signed_in

STYLES = tuple(f"journal/css/{name}.css" for name in ("cell", "grid", "journal", "topics", "cards", "record-state"))
VIEWS = {"marks": "Отметки", "spread": "Разворот", "topics": "Темы"}


def script_json(value: object) -> str:
    """JSON that may stand inside a <script> element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def urls_of(course_id: UUID) -> dict[str, str]:
    """Addresses that the grid speaks to."""
    return {
        "commands": reverse("journal:commands", args=[course_id]),
        "live": reverse("journal:live", args=[course_id]),
        "cell": reverse("journal:cell", args=[course_id]),
        "lesson": reverse("journal:lesson", args=["00000000-0000-0000-0000-000000000000"]),
        "ask": reverse("journal:ask-to-open", args=["00000000-0000-0000-0000-000000000000"]),
    }


@require_http_methods(["GET", "HEAD"])
@signed_in
@gzip_page
@kept
def page(request: SignedRequest, course: UUID) -> HttpResponse:
    """The grid, the spread or the topics of one course."""
    found = doors.fetch(request.actor, "journal.page.read", Course, related=pages.RELATED, pk=course)
    state = pages.page_state(request.actor, found)
    data = pages.load_page(request.actor, found, state.rights, state.seq)
    view = request.GET.get("view", "marks")
    data["view"] = view if view in VIEWS else "marks"
    data["urls"] = urls_of(found.id)
    context = {
        "course": found.id,
        "heading": data["course"],
        "data": script_json(data),
        "tabs": state.tabs,
        "views": VIEWS,
        "view": data["view"],
        "rights": state.rights,
        "styles": STYLES,
        "person": request.actor.person_id.hex if request.actor.person_id else "",
    }
    return render(request, "journal/page.html", context)
