"""Commands."""

from django.http import HttpRequest, HttpResponse

from zhurnal.kernel.errors import Absent


def commands(request: HttpRequest, **_place: object) -> HttpResponse:
    """Not built yet."""
    raise Absent


def live(request: HttpRequest, **_place: object) -> HttpResponse:
    """Not built yet."""
    raise Absent


def cell(request: HttpRequest, **_place: object) -> HttpResponse:
    """Not built yet."""
    raise Absent
