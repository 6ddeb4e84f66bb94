"""The diary of a student."""

from django.http import HttpRequest, HttpResponse

from zhurnal.kernel.errors import Absent


def own(request: HttpRequest, **_place: object) -> HttpResponse:
    """Not built yet."""
    raise Absent


def day(request: HttpRequest, **_place: object) -> HttpResponse:
    """Not built yet."""
    raise Absent


def week(request: HttpRequest, **_place: object) -> HttpResponse:
    """Not built yet."""
    raise Absent


def marks(request: HttpRequest, **_place: object) -> HttpResponse:
    """Not built yet."""
    raise Absent
