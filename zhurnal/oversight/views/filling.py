"""Today's filling."""

from django.http import HttpRequest, HttpResponse

from zhurnal.kernel.errors import Absent


def filling(request: HttpRequest, **_place: object) -> HttpResponse:
    """Not built yet."""
    raise Absent
