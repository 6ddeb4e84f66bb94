"""Dashboards of the college, a department, a group, a discipline, a teacher: one page, differently cut."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from zhurnal.curriculum.models import Discipline, Group
from zhurnal.indicators.forms import Asking, asking_of
from zhurnal.indicators.policy import BOARD, DEPARTMENT, DISCIPLINE, GROUP, MANAGEMENT, OWN, TEACHER
from zhurnal.indicators.queries.board import load_board
from zhurnal.indicators.queries.gathering import Question
from zhurnal.indicators.queries.students import students_of_group
from zhurnal.indicators.rules.cut import Cut
from zhurnal.indicators.rules.periods import PERIOD_WORDS
from zhurnal.kernel import doors, policy
from zhurnal.kernel.packing import gzip_page
from zhurnal.organisation.models import Department
from zhurnal.people.gate import SignedRequest, entitled
from zhurnal.people.models import Person


@require_http_methods(["GET", "HEAD"])
@gzip_page
@entitled(BOARD)
def board(request: SignedRequest) -> HttpResponse:
    """Everything within reach; with ``specialty`` of one specialty."""
    asking = asking_of(request.GET, request.actor.today)
    return _answer(request, asking, Cut(specialty=asking.specialty or None), asking.specialty, "")


@require_http_methods(["GET", "HEAD"])
@gzip_page
@entitled(DEPARTMENT)
def department(request: SignedRequest, department: UUID) -> HttpResponse:
    """A department."""
    found = doors.fetch(request.actor, DEPARTMENT, Department, pk=department)
    asking = asking_of(request.GET, request.actor.today)
    return _answer(request, asking, Cut(department=found.pk), found.name, "отделение")


@require_http_methods(["GET", "HEAD"])
@gzip_page
@entitled(GROUP)
def group(request: SignedRequest, group: UUID) -> HttpResponse:
    """A group, its journals and its students."""
    found = doors.fetch(request.actor, GROUP, Group, pk=group)
    asking = asking_of(request.GET, request.actor.today)
    students = students_of_group(request.actor, found, asking.period, asking.day)
    return _answer(request, asking, Cut(group=found.pk), found.name, "группа", students=students)


@require_http_methods(["GET", "HEAD"])
@gzip_page
@entitled(DISCIPLINE)
def discipline(request: SignedRequest, discipline: UUID) -> HttpResponse:
    """A discipline in the groups within reach."""
    found = doors.fetch(request.actor, DISCIPLINE, Discipline, pk=discipline)
    asking = asking_of(request.GET, request.actor.today)
    return _answer(request, asking, Cut(discipline=found.pk), str(found), "дисциплина")


@require_http_methods(["GET", "HEAD"])
@gzip_page
@entitled(TEACHER)
def teacher(request: SignedRequest, teacher: UUID) -> HttpResponse:
    """A teacher's journals within reach."""
    found = doors.fetch(request.actor, TEACHER, Person, pk=teacher)
    asking = asking_of(request.GET, request.actor.today)
    return _answer(request, asking, Cut(teacher=found.pk), str(found), "преподаватель")


@require_http_methods(["GET", "HEAD"])
@gzip_page
@entitled(OWN)
def own(request: SignedRequest) -> HttpResponse:
    """A teacher's own journals."""
    actor = request.actor
    asking = asking_of(request.GET, actor.today)
    return _answer(request, asking, Cut(teacher=actor.person_id, own=True), "Мои показатели", "")


def _answer(request: SignedRequest, asking: Asking, cut: Cut, title: str, kind: str, **more: object) -> HttpResponse:
    """Draw it."""
    page = load_board(request.actor, Question(cut, asking.period, asking.day), asking.by)
    context = {
        "page": page,
        "title": title,
        "kind": kind,
        "cut": cut,
        "asking": asking,
        "periods": PERIOD_WORDS.items(),
    }
    context["manages"] = cut.is_whole and policy.may(request.actor, MANAGEMENT)
    return render(request, "indicators/board.html", {**context, **more})
