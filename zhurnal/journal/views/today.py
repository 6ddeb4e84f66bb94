"""The teacher's day."""

from django.http import HttpRequest, HttpResponse

from zhurnal.kernel.errors import Absent


def today(request: HttpRequest, **_place: object) -> HttpResponse:
    """Not built yet."""
    raise Absent


def unfilled(request: HttpRequest, **_place: object) -> HttpResponse:
    """Not built yet."""
    raise Absent
