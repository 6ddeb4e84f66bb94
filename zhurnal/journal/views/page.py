"""The journal's page."""

from django.http import HttpRequest, HttpResponse

from zhurnal.kernel.errors import Absent


def page(request: HttpRequest, **_place: object) -> HttpResponse:
    """Not built yet."""
    raise Absent
