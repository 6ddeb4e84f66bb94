"""Remarks: of a journal, of a teacher, one of them, a new one; the visa."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from zhurnal.curriculum.models import Course
from zhurnal.inspection.actions.remarks import BY_TEACHER, take_step, write_remark
from zhurnal.inspection.actions.visas import put_visa
from zhurnal.inspection.forms import RemarkForm, StepForm, VisaForm, ids, lost
from zhurnal.inspection.models import Remark, Visa
from zhurnal.inspection.policy import ANSWER, CHECK, OWN, PAGE, READ, READ_ROUND, SETTLE
from zhurnal.inspection.queries.findings import from_finding
from zhurnal.inspection.queries.pages import course_page, offer, own_page
from zhurnal.inspection.queries.remark import remark_page
from zhurnal.inspection.queries.rounds import round_page, rounds_for
from zhurnal.inspection.rules.states import Step
from zhurnal.inspection.rules.visas import latest_visa
from zhurnal.kernel import doors, policy
from zhurnal.kernel.packing import gzip_page
from zhurnal.people.gate import SignedRequest, entitled

COURSE = ("group", "discipline", "subgroup", "term", "year")


@require_http_methods(["GET", "HEAD"])
@gzip_page
@entitled(OWN)
def own(request: SignedRequest) -> HttpResponse:
    """«Замечания мне»."""
    return render(request, "inspection/own.html", {"page": own_page(request.actor), "today": request.actor.today})


@require_http_methods(["GET", "HEAD"])
@gzip_page
@entitled(PAGE)
def course_remarks(request: SignedRequest, course: UUID) -> HttpResponse:
    """«Замечания и предложения по ведению журнала»."""
    found = doors.fetch(request.actor, PAGE, Course, related=COURSE, pk=course)
    return _course(request, found, VisaForm(initial={"until": latest_visa(request.actor.today)}))


def _course(request: SignedRequest, found: Course, form: VisaForm, told: str = "") -> HttpResponse:
    context = {"page": course_page(request.actor, found), "form": form, "told": told}
    return render(request, "inspection/course.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@entitled(CHECK)
def new_remark(request: SignedRequest, course: UUID) -> HttpResponse:
    """Write a remark: place, words, term."""
    found = doors.fetch(request.actor, CHECK, Course, related=COURSE, pk=course)
    place = _place(request)
    if request.method != "POST" and not {"lesson", "practice"} & request.GET.keys():
        place |= from_finding(request.actor, found, next(iter(ids([place["finding"]])), None))
    form = RemarkForm(request.POST if request.method == "POST" else None, initial=place)
    told = lost(form)
    if request.method == "POST" and form.is_valid():
        made = write_remark(request.actor, found, form.written())
        if isinstance(made, Remark):
            return redirect("inspection:remark", remark=made.pk)
        told = str(made)
    lesson = next(iter(ids([place["lesson"]])), None)
    context = {
        "page": course_page(request.actor, found), "form": form, "told": told, "offer": offer(request.actor, found, lesson),
        "rounds": [(str(pk), words) for pk, words in rounds_for(request.actor, found)], "asked": place,
    }  # fmt: skip
    return render(request, "inspection/new_remark.html", context, status=422 if request.method == "POST" else 200)


def _place(request: SignedRequest) -> dict[str, str]:
    """The place and the round as the address or the form name them; an id that is none is left out."""
    asked = request.POST if request.method == "POST" else request.GET
    named = {name: next(iter(ids([asked.get(name, "")])), "") for name in ("lesson", "student", "round", "finding")}
    words = {name: asked.get(name, "") for name in ("part", "due", "text", "demand", "practice")}
    return {**{name: str(value) for name, value in named.items()}, **words}


@require_POST
@entitled(CHECK)
def visa(request: SignedRequest, course: UUID) -> HttpResponse:
    """Put «просмотрено»."""
    found = doors.fetch(request.actor, CHECK, Course, related=COURSE, pk=course)
    form = VisaForm(request.POST)
    if not form.is_valid():
        return _course(request, found, form, lost(form))
    said = form.cleaned_data
    made = put_visa(request.actor, found, said["until"], said["round"], said["note"])
    if not isinstance(made, Visa):
        return _course(request, found, form, str(made))
    if said["round"]:
        return redirect("inspection:round", round_id=said["round"])
    return redirect("inspection:course", course=course)


@require_http_methods(["GET", "HEAD"])
@gzip_page
@entitled(READ)
def remark(request: SignedRequest, remark: UUID) -> HttpResponse:
    """One remark; beside it, for who checks, the others of its round."""
    found = doors.fetch(request.actor, READ, Remark, pk=remark)
    return _remark(request, found)


def _remark(request: SignedRequest, found: Remark, told: str = "") -> HttpResponse:
    beside = None
    if found.round_id and policy.may(request.actor, READ_ROUND):
        rows = policy.visible(request.actor, READ_ROUND).filter(pk=found.round_id).select_related("department", "year")
        beside = next(
            (round_page(request.actor, one, request.GET.get("show", ""), journals=False) for one in rows), None
        )
    context = {
        "page": remark_page(request.actor, found), "beside": beside, "told": told, "words": request.POST.get("words", ""), "due": request.POST.get("due", ""),
        "today": request.actor.today, "current": found.pk,
    }  # fmt: skip
    return render(request, "inspection/remark.html", context, status=422 if told else 200)


@require_POST
@entitled(ANSWER)
def answer(request: SignedRequest, remark: UUID) -> HttpResponse:
    """The teacher answers, or says «исполнено»."""
    return _step(request, doors.fetch(request.actor, ANSWER, Remark, pk=remark), BY_TEACHER)


@require_POST
@entitled(SETTLE)
def settle(request: SignedRequest, remark: UUID) -> HttpResponse:
    """The checker confirms, returns, sets another term or withdraws."""
    steps = (Step.CONFIRMED, Step.RETURNED, Step.PROLONGED, Step.WITHDRAWN)
    return _step(request, doors.fetch(request.actor, SETTLE, Remark, pk=remark), steps)


def _step(request: SignedRequest, found: Remark, steps: tuple[Step, ...]) -> HttpResponse:
    form = StepForm(request.POST)
    if not form.is_valid() and "due" in form.errors:
        return _remark(request, found, "Такого дня нет. Выберите новый срок ещё раз.")
    if not form.is_valid() or Step(form.cleaned_data["step"]) not in steps:
        return _remark(request, found, "Что сделать с замечанием, не разобрать. Нажмите одну из кнопок ещё раз.")
    said = form.cleaned_data
    refusal = take_step(request.actor, found, Step(said["step"]), said["words"], said["due"])
    if refusal is not None:
        return _remark(request, found, str(refusal))
    return redirect("inspection:remark", remark=found.pk)
