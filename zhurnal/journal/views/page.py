"""The journal's page."""

import json
from functools import cache
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import get_script_prefix, reverse
from django.views.decorators.http import require_http_methods

from zhurnal.curriculum.models import Course
from zhurnal.journal.queries import page as pages
from zhurnal.kernel import doors
from zhurnal.kernel.packing import gzip_page
from zhurnal.people.gate import SignedRequest, kept, signed_in

STYLES = tuple(f"journal/css/{name}.css" for name in ("cell", "grid", "journal", "topics", "cards"))
VIEWS = {"marks": "Отметки", "spread": "Разворот", "topics": "Темы"}


def script_json(value: object) -> str:
    """JSON that may stand inside a <script> element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


NOBODY = UUID(int=0)  # stands where the browser puts a lesson in
COURSE = UUID(int=1)  # stands where this page's course comes in


@cache
def _addresses(_prefix: str) -> tuple[tuple[str, str], ...]:
    """The patterns of ``urls_of``, reversed once for each place where the journal is mounted."""
    of_course = {name: reverse(f"journal:{name}", args=[COURSE]) for name in ("commands", "live", "cell")}
    of_course["beside"] = reverse("forecast:beside", args=[COURSE])
    of_lesson = {
        "lesson": reverse("journal:lesson", args=[NOBODY]),
        "ask": reverse("journal:ask-to-open", args=[NOBODY]),
    }
    return tuple({**of_course, **of_lesson}.items())


def urls_of(course_id: UUID) -> dict[str, str]:
    """Addresses that the grid speaks to."""
    stands, course = str(COURSE), str(course_id)
    return {name: pattern.replace(stands, course) for name, pattern in _addresses(get_script_prefix())}


@require_http_methods(["GET", "HEAD"])
@signed_in
@gzip_page
@kept
def page(request: SignedRequest, course: UUID) -> HttpResponse:
    """The grid, the spread or the topics of one course."""
    found = doors.fetch(request.actor, "journal.page.read", Course, related=pages.RELATED, pk=course)
    state = pages.page_state(request.actor, found)
    data = pages.load_page(request.actor, found, state.rights, state.seq, corrected=state.corrected)
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
