"""Requests to open a closed lesson."""

from django.http import HttpRequest, HttpResponse

from zhurnal.kernel.errors import Absent


def requests(request: HttpRequest, **_place: object) -> HttpResponse:
    """Not built yet."""
    raise Absent


def decide(request: HttpRequest, **_place: object) -> HttpResponse:
    """Not built yet."""
    raise Absent
