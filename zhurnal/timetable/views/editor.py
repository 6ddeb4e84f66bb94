"""The editor of the weekly pattern: the board, a slot's page, moving, removing, undoing, making lessons."""

from dataclasses import fields, replace
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from zhurnal.kernel import doors
from zhurnal.kernel.answers import wants_json
from zhurnal.kernel.errors import Absent, BadRequest, Refused
from zhurnal.kernel.packing import gzip_page
from zhurnal.people.actor import PersonActor
from zhurnal.people.gate import SignedRequest, entitled
from zhurnal.timetable.actions.generation import generate_lessons
from zhurnal.timetable.actions.pattern import Outcome, placing_of, put_slot, remove_slot, undo_last
from zhurnal.timetable.models import Slot
from zhurnal.timetable.pattern_forms import MoveForm, SlotForm, told
from zhurnal.timetable.policy import GENERATE, PATTERN_READ, PATTERN_WRITE
from zhurnal.timetable.queries.editor import (
    Filters,
    courses_of,
    load_board,
    places_for,
    places_offered,
    rooms_of,
    teachers_of,
    term_asked,
)
from zhurnal.timetable.queries.pattern_asks import clashes_told, lessons_told
from zhurnal.timetable.rules.bells import FIRST, place_key
from zhurnal.timetable.rules.pattern_words import pair_words


@require_http_methods(["GET", "HEAD"])
@gzip_page
@entitled(PATTERN_READ)
def board(request: SignedRequest) -> HttpResponse:
    """«Сетка»: a department, a group, or what a teacher or a room meets."""
    asked = {field.name: request.GET.get(field.name, "").replace("-", "")[:32] for field in fields(Filters)}
    return render(request, "timetable/editor.html", {"board": load_board(request.actor, Filters(**asked))})


@require_http_methods(["GET", "HEAD", "POST"])
@entitled(PATTERN_WRITE)
def new_slot(request: SignedRequest) -> HttpResponse:
    """A new slot; ``?group=&weekday=&pair=`` begin it."""
    term, _terms = term_asked(request.actor, request.GET.get("term", ""))
    if term is None:
        raise Absent
    return _slot_page(request, term, None)


@require_http_methods(["GET", "HEAD", "POST"])
@entitled(PATTERN_WRITE)
def slot(request: SignedRequest, slot: UUID) -> HttpResponse:
    """A slot's page."""
    found = doors.fetch(request.actor, PATTERN_WRITE, Slot, pk=slot, related=("course__term__year", "course__group"))
    return _slot_page(request, found.course.term, found)


@require_http_methods(["GET", "HEAD"])
@entitled(PATTERN_WRITE)
def places(request: SignedRequest, slot: UUID) -> HttpResponse:
    """Where the slot may stand, and what is in its way elsewhere: asked when it is taken up."""
    found = doors.fetch(request.actor, PATTERN_WRITE, Slot, pk=slot)
    return JsonResponse({"places": places_for(request.actor, found)})


@require_POST
@entitled(PATTERN_WRITE)
def move(request: SignedRequest, slot: UUID) -> HttpResponse:
    """Move a slot on the board; a clash is told and nothing saved unless «anyway»."""
    found = doors.fetch(request.actor, PATTERN_WRITE, Slot, pk=slot)
    form = MoveForm(told(request))
    if not form.is_valid():
        message = "Куда поставить занятие, не разобрать. Обновите страницу и повторите."
        raise BadRequest(message)
    said = form.cleaned_data
    pair, shift = said["pair"]
    there = replace(placing_of(found), weekday=said["weekday"], pair=pair, shift=shift)
    return _answer(put_slot(request.actor, there, found.pk, anyway=said["anyway"]))


@require_POST
@entitled(PATTERN_WRITE)
def remove(request: SignedRequest, slot: UUID) -> HttpResponse:
    """Take a slot out of the pattern."""
    found = doors.fetch(request.actor, PATTERN_WRITE, Slot, pk=slot, related=("course__group",))
    remove_slot(request.actor, found)
    return JsonResponse({"state": "saved"}) if wants_json(request) else redirect(_board_of(found.course.group_id))


@require_POST
@entitled(PATTERN_WRITE)
def undo(request: SignedRequest) -> HttpResponse:
    """Take back one's own last change of the pattern."""
    term, _terms = term_asked(request.actor, str(told(request).get("term", "")))
    if term is None:
        raise Absent
    undo_last(request.actor, term)
    return JsonResponse({"state": "saved"}) if wants_json(request) else redirect("timetable:editor")


@require_POST
@entitled(GENERATE)
def generate(request: SignedRequest) -> HttpResponse:
    """Make the term's lessons from the pattern, and show what was done and what a person must look at."""
    term, _terms = term_asked(request.actor, request.POST.get("term", ""))
    if term is None:
        raise Absent
    report = generate_lessons(request.actor, term)
    context = {
        "report": report,
        "term": term,
        "asks": lessons_told(request.actor, report.asks),
        "met": clashes_told(request.actor, report.met),
    }
    return render(request, "timetable/generated.html", context)


def _answer(outcome: Outcome) -> HttpResponse:
    saved = outcome.slot is not None and not outcome.clashes
    return JsonResponse({"state": "saved" if saved else "clash", "clashes": list(outcome.clashes)})


def _board_of(group: UUID) -> str:
    return f"{reverse('timetable:editor')}?group={group.hex}"


def _slot_page(request: SignedRequest, term, found: Slot | None) -> HttpResponse:  # type: ignore[no-untyped-def]
    """The form of a slot: kept as typed when refused, saved despite clashes only when told so."""
    actor, group = request.actor, found.course.group_id if found else _group_asked(request)
    courses = courses_of(actor, term, group)
    form = SlotForm(
        told(request) if request.method == "POST" else None, initial=_begin(request, term, found, courses), term=term,
        courses=[(pk, title) for pk, title, _teacher in courses], teachers=teachers_of(actor, term.starts),
        rooms=rooms_of(actor, max(actor.today, term.starts), found.room_id if found else None), later=_later(actor, found),
    )  # fmt: skip
    clashes: tuple[str, ...] = ()
    if request.method == "POST" and form.is_valid():
        anyway = form.cleaned_data["anyway"]
        try:
            clashes = put_slot(actor, form.placing, found.pk if found else None, anyway=anyway).clashes
        except Refused as refused:  # the place, for the door has asked whose page this is
            form.add_error("pair", str(refused.refusal))
        if not form.errors and (not clashes or anyway):
            return redirect(_board_of(group) if group else reverse("timetable:editor"))
    context = {"form": form, "slot": found, "term": term, "clashes": clashes, "group": group.hex if group else ""}
    return render(request, "timetable/slot.html", context, status=422 if clashes or form.errors else 200)


def _later(actor: PersonActor, found: Slot | None) -> list[tuple[str, str]]:
    """Places of later shifts, and the one where the slot stands although no bell rings there any more."""
    offered = places_offered(actor)
    if found is None or found.shift == FIRST or (own := place_key(found.pair, found.shift)) in dict(offered):
        return offered
    return [*offered, (own, pair_words(found.pair, found.shift))]


def _group_asked(request: SignedRequest) -> UUID | None:
    """The group of ``?group=``; raises ``Absent`` for what is no number of a group."""
    try:
        return UUID(asked) if (asked := request.GET.get("group", "")) else None
    except ValueError:
        raise Absent from None


def _begin(request: SignedRequest, term, found: Slot | None, courses) -> dict[str, object]:  # type: ignore[no-untyped-def]
    """The values with which the form begins."""
    if found is not None:
        return {
            "course": found.course_id, "teacher": found.teacher_id, "weekday": found.weekday, "pair": place_key(found.pair, found.shift),
            "half": found.half, "weeks": found.weeks, "room": found.room_id or "", "remote": found.remote, "link": found.link,
            "since": found.since, "until": found.until,
        }  # fmt: skip
    first = next(iter(courses), (None, "", None))
    place = {name: request.GET.get(name, "1") for name in ("weekday", "pair")}
    return {**place, "course": first[0], "teacher": first[2], "since": term.starts, "until": term.ends}
