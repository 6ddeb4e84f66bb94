"""Imports."""

from django.http import HttpRequest, HttpResponse

from zhurnal.kernel.errors import Absent


def imports(request: HttpRequest, **_place: object) -> HttpResponse:
    """Not built yet."""
    raise Absent


def preview(request: HttpRequest, **_place: object) -> HttpResponse:
    """Not built yet."""
    raise Absent


def apply(request: HttpRequest, **_place: object) -> HttpResponse:
    """Not built yet."""
    raise Absent


def undo(request: HttpRequest, **_place: object) -> HttpResponse:
    """Not built yet."""
    raise Absent
