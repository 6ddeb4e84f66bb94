"""Addresses of the gallery: each page takes ``?theme=dark&contrast=bw&size=1.5&interval=1.5``; state is never kept."""

import datetime as dt
import re
from copy import deepcopy
from pathlib import Path
from types import SimpleNamespace

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.template.backends.django import DjangoTemplates
from django.urls import include, path

from tests.architecture.house import HOUSE
from zhurnal.people.forms import SignInForm

HERE = Path(__file__).resolve().parent
TODAY = dt.date(2026, 11, 24)
TEACHER = (
    ("Сегодня", "home", 0),
    ("Журналы", "book", 0),
    ("Расписание", "calendar", 0),
    ("Планы", "list", 0),
    ("Отчёты", "chart", 0),
    ("Замечания", "speech", 2),
)
DEPUTY = (
    ("Обзор", "chart", 0),
    ("Журналы", "book", 0),
    ("Проверки", "speech", 3),
    ("Часы", "clock", 0),
    ("Отчёты", "table", 0),
    ("Поручения", "mail", 5),
)
FAMILY = (("Дневник", "book", 0), ("Отметки", "chart", 0), ("Расписание", "calendar", 0))
PEOPLE = {
    "teacher": ("О. С. Кравцова", "Кравцова Ольга Сергеевна", "ОК", "преподаватель", TEACHER),
    "deputy": ("М. В. Терехова", "Терехова Марина Викторовна", "МТ", "заместитель директора", DEPUTY),
    "student": ("Степан Калугин", "Калугин Степан Игоревич", "СК", "студент", FAMILY),
}
PAGES = {  # page: (who, number of the current place)
    "components": ("teacher", 9),
    "today": ("teacher", 0),
    "unfilled": ("teacher", 0),
    "journals": ("teacher", 1),
    "diary": ("student", 0),
    "children": ("student", 0),
    "marks": ("student", 1),
    "filling": ("deputy", 0),
    "imports": ("deputy", 9),
    "states": ("teacher", 9),
    "print": ("teacher", 9),
    "sign-in": ("teacher", 9),
    "error": ("teacher", 9),
}


SAMPLES = {
    "fills": {
        "none": [0, 0, 0, 0],
        "begun": [2, 2, 1, 0],
        "off": [2, 2, 3, 2],
        "overdue": [2, 4, 4, 2],
        "homework": [2, 2, 2, 4],
        "marks": [2, 2, 4, 2],
        "done": [2, 2, 2, 2],
    },
    "days": [2, 1, 4, (2, 3), 0, 3],
    "week": {"mon": [2, 2, 4], "tue": [2, 1, 0, 0], "three": [0, 0, 0], "four": [0, 0, 0, 0], "two": [0, 0]},
    "trend": [3.3, 3.35, 3.31, 3.4, 3.45, 3.43],
    "icons": re.findall(r'symbol id="([\w-]+)"', (HOUSE / "kernel/static/ui/icons.svg").read_text("utf-8")),
}


def _engine() -> DjangoTemplates:
    given = deepcopy(settings.TEMPLATES[0])
    given.pop("BACKEND")
    given["OPTIONS"]["context_processors"] = ["django.template.context_processors.request"]
    return DjangoTemplates({"NAME": "gallery", **given, "DIRS": [HERE / "templates"]})


class Shell(SimpleNamespace):
    """A shell that is drawn anew each time: equal only to itself."""

    __hash__ = object.__hash__


def _around(request: HttpRequest, who: str, current: int) -> dict[str, object]:
    short, full, initials, role, places = PEOPLE[who]
    asked = request.GET
    shell = Shell(
        signed_in=True,
        college_name="Верхнереченский энергетический колледж",
        person_short=short,
        person_full=full,
        initials=initials,
        role_name=role,
        places=[
            SimpleNamespace(title=title, url=f"#{number}", icon=icon, count=count, current=number == current)
            for number, (title, icon, count) in enumerate(places)
        ],
        more_count=sum(count for _title, _icon, count in places[3:]),
        read_only=who == "deputy",
        appearance=SimpleNamespace(
            theme=asked.get("theme", "system"),
            contrast=asked.get("contrast", ""),
            size=asked.get("size", "1"),
            interval=asked.get("interval", "1"),
        ),
    )
    return {"shell": shell, "here": request.get_full_path()}


def page(request: HttpRequest, name: str) -> HttpResponse:
    """One page of the gallery."""
    if name not in PAGES:
        raise Http404
    who, current = PAGES[name]
    context = _around(request, who, current) | {"today": TODAY, "pages": list(PAGES), **SAMPLES}
    if name == "sign-in":
        form = SignInForm({"login": "kravtsova.os"} if "wrong" in request.GET else None)
        if form.is_bound:
            form.add_error(None, "Логин или пароль не подходит. Проверьте раскладку и заглавные буквы.")
        context |= {"form": form, "college": {"name": "Верхнереченский энергетический колледж", "code": "vek"}}
    if name == "error":
        context |= {"title": "Такой страницы у вас нет", "message": "Возможно, ссылка устарела.", "status": 404}
    return HttpResponse(_engine().get_template(f"gallery/{name}.html").render(context, request))


_seen = {"number": 0}


def live(request: HttpRequest) -> HttpResponse:
    """A page that says something new at every third look, and 304 between."""
    if "X-Live" in request.headers:
        _seen["number"] += 1
    else:
        _seen["number"] = 0
    tag = f'"{_seen["number"] // 3}"'
    if request.headers.get("If-None-Match") == tag:
        return HttpResponse(status=304)
    context = _around(request, "deputy", 0) | {"number": _seen["number"] // 3}
    response = HttpResponse(_engine().get_template("gallery/live.html").render(context, request))
    response["ETag"] = tag
    return response


urlpatterns = [
    path("", page, {"name": "components"}),
    path("sign-in/", include(([path("<slug:code>/first/", page, {"name": "sign-in"}, name="first")], "people"))),
    path("appearance/", lambda request: HttpResponse(status=204)),
    path("live/", live),
    path("<slug:name>/", page, name="page"),
]
