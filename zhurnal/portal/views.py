"""Home, appearance, help, health."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from zhurnal.kernel import policy, sql
from zhurnal.kernel.answers import wants_json
from zhurnal.kernel.errors import Absent
from zhurnal.opening.policy import RUN as OPEN_YEAR
from zhurnal.opening.queries.check import first_record
from zhurnal.opening.queries.steps import is_begun, unfinished
from zhurnal.people.again import ours
from zhurnal.people.gate import SignedRequest, signed_in
from zhurnal.portal.menu import APPEARANCE_COOKIE, parse_appearance, places_of
from zhurnal.portal.search import answer_to

HELP = {
    "start": "С чего начать",
    "logins": "Входы и пароль",
    "readings": "Кто видел данные",
    "teacher": "Преподавателю",
    "keys": "Клавиши журнала",
    "results": "Итоговые отметки",
    "family": "Студенту и родителю",
    "leader": "Куратору и руководству",
    "inspection": "Проверки, замечания, акты",
    "reports": "Отчёты",
    "objectivity": "Объективность отметок",
    "checks": "Автопроверка журналов",
    "incidents": "Чужая работа под вашим именем",
    "forecast": "Прогноз успеваемости",
    "printing": "Печать журнала",
    "indicators": "Показатели",
    "protection": "Вход и защита",
    "notices": "Уведомления",
    "modules": "Модули и практика",
    "statements": "Ведомости и задолженности",
    "movement": "Движение студентов",
    "substitutions": "Замены",
    "pattern": "Сетка расписания",
    "import": "Загрузка данных",
    "year": "Открыть год: с чего начать",
    "lists": "Списки и поиск",
    "archive": "Архив, закрытые годы, сроки хранения",
    "settings": "Настройки колледжа",
    "operations": "Администратору: копии и состояние",
}
YEAR = 365 * 24 * 60 * 60


@require_http_methods(["GET", "HEAD"])
@signed_in
def home(request: SignedRequest) -> HttpResponse:
    """Lead everyone to the first place of his own; who opens the college's first year (3.2), to the step where he left it."""
    if policy.may(request.actor, OPEN_YEAR):
        years = policy.visible(request.actor, OPEN_YEAR).count()
        if not years:
            return redirect("opening:years")
        begun = unfinished(request.actor) if years == 1 else None
        if begun and is_begun(begun[0]) and first_record(begun[0]) is None:
            return redirect("opening:step", year=begun[0].pk, step=begun[1])
    places = places_of(request.actor, "")
    return redirect(places[0].url if places else "portal:help")


@require_POST
def appearance(request: HttpRequest) -> HttpResponse:
    """Keep theme, contrast, size and intervals in a cookie; works before sign-in and without script."""
    fields = "|".join(request.POST.get(name, "") for name in ("theme", "contrast", "size", "interval"))
    chosen = parse_appearance(fields)
    response = redirect(ours(request, request.POST.get("next", "")))
    value = f"{chosen.theme}|{chosen.contrast}|{chosen.size}|{chosen.interval}"
    response.set_cookie(APPEARANCE_COOKIE, value, max_age=YEAR, samesite="Lax", secure=request.is_secure())
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def search(request: SignedRequest) -> HttpResponse:
    """What the person finds. The question comes in the body: names of people do not stand in addresses and their logs."""
    text = request.POST.get("words", "")
    found = answer_to(request.actor, text, HELP)
    if wants_json(request):
        return JsonResponse({"sections": [section.as_json() for section in found]})
    return render(request, "portal/search.html", {"words": text, "sections": found})


@require_http_methods(["GET", "HEAD"])
def help_page(request: HttpRequest, topic: str) -> HttpResponse:
    """In-product help, one page a topic."""
    if topic not in HELP:
        raise Absent
    return render(request, f"portal/help/{topic}.html", {"topic": topic, "topics": HELP.items()})


@require_http_methods(["GET", "HEAD"])
def health(request: HttpRequest) -> JsonResponse:
    """Whether the server and its database answer."""
    sql.fetch_all("SELECT 1", [])
    return JsonResponse({"status": "ok"})
