"""How errors look to people: a sentence, never a traceback (issue of trust: an error shows a number that is in the log)."""

import logging
import secrets
from collections.abc import Callable

from django.contrib.sessions.exceptions import SessionInterrupted
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from zhurnal.kernel.errors import Absent, BadRequest, CommitUnknown, Refused

UNKNOWN = (
    "Записано ли это, неизвестно: база данных не успела ответить. Обновите страницу и посмотрите, прежде чем повторять."
)
SIGNED_OUT = "Сеанс закончился. Войдите снова: ваши записи целы."

log = logging.getLogger("zhurnal.errors")

_TITLES = {
    400: "Запрос не разобрать",
    401: "Нужно войти снова",
    403: "Сейчас нельзя",
    404: "Такой страницы у вас нет",
    409: "Кто-то успел раньше",
    413: "Слишком много данных",
    500: "Сбой на нашей стороне",
}


def wants_json(request: HttpRequest) -> bool:
    """Whether the asker is a program of ours, not a page."""
    return request.content_type == "application/json" or "application/json" in request.headers.get("Accept", "")


def answer(request: HttpRequest, status: int, message: str, code: str = "", **more: object) -> HttpResponse:
    """An error as JSON or as a page, by what was asked."""
    if wants_json(request):
        return JsonResponse({"message": message, "code": code, **more}, status=status)
    page = {"title": _TITLES.get(status, _TITLES[400]), "message": message, "status": status, **more}
    return render(request, "ui/error.html", page, status=status)


class AnswersMiddleware:
    """Turns the expected exceptions of doors and actions into answers, and the unexpected into a numbered apology."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Called by Django for an exception of a view."""
        if isinstance(exception, Absent):
            return not_found(request, exception)
        if isinstance(exception, Refused):
            return answer(request, 403, str(exception.refusal), exception.refusal.code, ask=exception.refusal.ask)
        if isinstance(exception, BadRequest):
            return answer(request, exception.status, exception.message, "bad_request")
        if isinstance(exception, RequestDataTooBig):
            return answer(request, 413, "Слишком много данных в одном запросе. Ваши записи целы: отправьте их частями.")
        if isinstance(exception, SuspiciousOperation):
            return bad_request(request, exception)
        return failure(request, exception)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400; or 401 to whoever was put out of his session while he was being answered."""
    if isinstance(exception, SessionInterrupted):
        return answer(request, 401, SIGNED_OUT, "signed_out")
    return answer(request, 400, "Запрос не разобрать. Обновите страницу и попробуйте ещё раз.", "bad_request")


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403 without a reason of ours."""
    return answer(request, 403, "Это действие вам недоступно.", "forbidden")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form is old or foreign."""
    return answer(request, 403, "Страница устарела. Обновите её и повторите: набранное не записано.", "csrf")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: not there, or not yours; the two look alike."""
    return answer(request, 404, "Возможно, ссылка устарела или страница не в вашем ведении.", "absent")


def failure(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """500 with a number by which the log finds it; nothing personal is logged."""
    number = secrets.token_hex(4).upper()
    where = request.resolver_match.view_name if request.resolver_match else "?"
    log.error("error %s at %s %s", number, request.method, where, exc_info=exception)
    message = UNKNOWN if isinstance(exception, CommitUnknown) else "Действие не выполнено."
    message += f" Сообщите администратору номер {number}: по нему найдут причину."
    try:
        return answer(request, 500, message, "failure", number=number)
    except Exception:
        log.exception("error %s: the error page failed too", number)
        return HttpResponse(message, status=500, content_type="text/plain; charset=utf-8")
