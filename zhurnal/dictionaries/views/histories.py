"""«История записи» of a row of a plan, a work programme, norms, a place in the weekly pattern, moved days, an order."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from zhurnal.curriculum.models import PlanItem, WorkProgramme
from zhurnal.curriculum.policy import EDIT_PLAN, READ_PROGRAMME
from zhurnal.dictionaries.queries.histories import (
    item_history,
    moved_days_history,
    norm_history,
    order_history,
    pattern_history,
    programme_history,
    slot_history,
)
from zhurnal.dictionaries.queries.history import Event
from zhurnal.kernel import doors
from zhurnal.kernel.errors import Absent
from zhurnal.movement.models import Order
from zhurnal.movement.policy import ORDER
from zhurnal.movement.rules.possible import order_words
from zhurnal.oversight.actions.norms import SET as SET_LOAD
from zhurnal.people.gate import SignedRequest, entitled
from zhurnal.timetable.models import Slot
from zhurnal.timetable.policy import PATTERN_WRITE
from zhurnal.timetable.queries.editor import term_asked
from zhurnal.timetable.rules.pattern_words import place_words


@require_http_methods(["GET", "HEAD"])
@entitled(EDIT_PLAN)
def item(request: SignedRequest, item: UUID) -> HttpResponse:
    """A row of a plan."""
    found = doors.fetch(request.actor, EDIT_PLAN, PlanItem, related=("curriculum",), pk=item)
    title, note = f"{found.index} {found.name}".strip(), f"Строка плана «{found.curriculum.title}»"
    return _page(request, title, note, reverse("curriculum:item", args=[item]), item_history(request.actor, found))


@require_http_methods(["GET", "HEAD"])
@entitled(READ_PROGRAMME)
def programme(request: SignedRequest, programme: UUID) -> HttpResponse:
    """A work programme."""
    found = doors.fetch(request.actor, READ_PROGRAMME, WorkProgramme, pk=programme)
    back, note = reverse("curriculum:programme", args=[programme]), f"Рабочая программа, версия {found.version}"
    return _page(request, found.title, note, back, programme_history(request.actor, found))


@require_http_methods(["GET", "HEAD"])
@entitled(SET_LOAD)
def norms(request: SignedRequest) -> HttpResponse:
    """Norms of load and rates."""
    note = "Часы одной ставки и ставки преподавателей"
    return _page(request, "Нормы нагрузки", note, reverse("oversight:norms"), norm_history(request.actor))


@require_http_methods(["GET", "HEAD"])
@entitled(PATTERN_WRITE)
def moved_days(request: SignedRequest) -> HttpResponse:
    """Days that work by another weekday."""
    back = reverse("timetable:moved-days")
    return _page(request, "Перенос рабочих дней", "Кто, когда и что перенёс", back, moved_days_history(request.actor))


@require_http_methods(["GET", "HEAD"])
@entitled(PATTERN_WRITE)
def slot(request: SignedRequest, slot: UUID) -> HttpResponse:
    """A place in the weekly pattern."""
    names = ("course__group", "course__discipline")
    found = doors.fetch(request.actor, PATTERN_WRITE, Slot, related=names, pk=slot)
    title = f"{found.course.group.name}, {found.course.discipline.short_name}"
    note = f"Занятие в сетке: {place_words(found.weekday, found.pair, found.shift)}"
    return _page(request, title, note, reverse("timetable:slot", args=[slot]), slot_history(request.actor, found))


@require_http_methods(["GET", "HEAD"])
@entitled(PATTERN_WRITE)
def pattern(request: SignedRequest) -> HttpResponse:
    """The whole pattern of a term."""
    term, _terms = term_asked(request.actor, request.GET.get("term", ""))
    if term is None:
        raise Absent
    note, back = f"{term.number} семестр {term.year.name}", f"{reverse('timetable:editor')}?term={term.pk.hex}"
    return _page(request, "Сетка расписания", note, back, pattern_history(request.actor, term))


@require_http_methods(["GET", "HEAD"])
@entitled(ORDER)
def order(request: SignedRequest, order: UUID) -> HttpResponse:
    """An order about students."""
    found = doors.fetch(request.actor, ORDER, Order, pk=order)
    title = f"Приказ {order_words(found.number, found.dated)}"
    back = reverse("movement:order", args=[order])
    return _page(request, title, "Кто и когда записал, провёл и отменил", back, order_history(request.actor, found))


def _page(request: SignedRequest, title: str, note: str, back: str, events: list[Event]) -> HttpResponse:
    context = {"title": title, "note": note, "back": back, "events": events}
    return render(request, "dictionaries/history_page.html", context)
