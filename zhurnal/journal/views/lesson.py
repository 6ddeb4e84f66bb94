"""The lesson's page."""

from django.http import HttpRequest, HttpResponse

from zhurnal.kernel.errors import Absent


def lesson_page(request: HttpRequest, **_place: object) -> HttpResponse:
    """Not built yet."""
    raise Absent


def ask_to_open(request: HttpRequest, **_place: object) -> HttpResponse:
    """Not built yet."""
    raise Absent
