"""The list of journals."""

from django.http import HttpRequest, HttpResponse

from zhurnal.kernel.errors import Absent


def journals(request: HttpRequest, **_place: object) -> HttpResponse:
    """Not built yet."""
    raise Absent
