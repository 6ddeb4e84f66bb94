"""Causes of absence."""

from django.http import HttpRequest, HttpResponse

from zhurnal.kernel.errors import Absent


def excuses(request: HttpRequest, **_place: object) -> HttpResponse:
    """Not built yet."""
    raise Absent


def set_excuse(request: HttpRequest, **_place: object) -> HttpResponse:
    """Not built yet."""
    raise Absent
