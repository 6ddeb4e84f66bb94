"""Commands of the grid and of the lesson sheet, live changes, the history of a cell."""

import json
import logging
from uuid import UUID

from django.db import DatabaseError
from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_http_methods, require_POST

from zhurnal.curriculum.models import Course
from zhurnal.journal.actions.record import record
from zhurnal.journal.queries import history, lesson_states
from zhurnal.journal.queries import page as pages
from zhurnal.journal.rules.commands import BATCH_LIMIT, read_command
from zhurnal.kernel import doors, together
from zhurnal.kernel.conditional import tagged, unchanged
from zhurnal.kernel.errors import BadRequest
from zhurnal.kernel.packing import gzip_page
from zhurnal.people.actor import PersonActor
from zhurnal.people.gate import SignedRequest, signed_in
from zhurnal.people.polls import Poll

log = logging.getLogger("zhurnal.errors")
BODY_LIMIT = 256 * 1024


@require_POST
@signed_in
def commands(request: SignedRequest, course: UUID) -> JsonResponse:
    """Carry out a batch; the answer is built after the commit, and no fault of building it hides that all is saved."""
    # With its term: while that goes on, nobody need ask whether the year is closed.
    found = doors.fetch(request.actor, "journal.page.write", Course, related=("term",), pk=course)
    items = [read_command(raw) for raw in _batch(request)]
    outcomes, seq = record(request.actor, found, items)
    touched = {item.lesson for item in items if hasattr(item, "lesson")}
    try:
        squares = lesson_states.squares_of(request.actor, found, touched)
    except DatabaseError:  # the entries are saved: whoever heard «не выполнено» of them would be told an untruth
        log.exception("squares of a page were not read")
        squares = {}
    return JsonResponse({"results": [o.as_json() for o in outcomes], "seq": seq, "lessons": squares})


def _batch(request: SignedRequest) -> list[object]:
    """The list of raw commands of a request, or ``BadRequest`` with a sentence."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdigit() or int(length) > BODY_LIMIT:
        message = "Слишком много записей в одной отправке. Они целы: отправьте их частями."
        raise BadRequest(message, 413)
    try:
        body = json.loads(request.body)
    except (ValueError, RecursionError):
        message = "Отправленное не разобрать. Ваши записи целы: обновите страницу и отправьте ещё раз."
        raise BadRequest(message) from None
    found = body.get("commands") if isinstance(body, dict) else None
    if not isinstance(found, list) or not 0 < len(found) <= BATCH_LIMIT:
        message = f"За один раз — от 1 до {BATCH_LIMIT} записей."
        raise BadRequest(message)
    return found


@require_http_methods(["GET", "HEAD"])
@signed_in
@gzip_page
def live(request: SignedRequest, course: UUID) -> HttpResponse:
    """What changed on a page since ``after``; 304 when nothing did."""
    found, seq = _page_and_seq(request.actor, course)
    tag = f"{seq}-{request.actor.today.isoformat()}"
    same = unchanged(request, tag)
    if same is not None:
        return same
    after = request.GET.get("after", "")
    if not after.isascii() or not after.isdigit() or len(after) > 9:
        message = "Не понять, с какого места показать изменения."
        raise BadRequest(message)
    rights = pages.page_rights(request.actor, found)
    data = lesson_states.changes_since(request.actor, found, rights, int(after))
    return JsonResponse(data, headers={"ETag": tagged(tag)})


def _page_and_seq(actor: PersonActor, course: UUID) -> tuple[Course, int]:
    """The course that the actor may read, with its term, and the number of its page's last change."""
    door = doors.asking(actor, "journal.page.read", Course, related=("term",), pk=course)
    found, heads = together.ask(door, pages.numbering(actor.college_id, course))
    return found, pages.seq_from(heads)


def tag_of(poll: Poll) -> str:
    """The tag of the live answer, by its own door (``people.polls``)."""
    _course, seq = _page_and_seq(poll.actor, UUID(poll.place["course"]))
    return tagged(f"{seq}-{poll.actor.today.isoformat()}")


@require_http_methods(["GET", "HEAD"])
@signed_in
def cell(request: SignedRequest, course: UUID) -> JsonResponse:
    """The history of one cell."""
    found = doors.fetch(request.actor, "journal.page.read", Course, pk=course)
    try:
        lesson, student = UUID(request.GET["lesson"]), UUID(request.GET["student"])
        slot = int(request.GET["slot"])
    except (KeyError, ValueError):
        message = "Не понять, какая клетка."
        raise BadRequest(message) from None
    changes = history.cell_history(request.actor, found.id, lesson, student, slot)
    return JsonResponse({"changes": changes})
