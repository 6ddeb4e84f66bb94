"""The timetable of a person."""

from django.http import HttpRequest, HttpResponse

from zhurnal.kernel.errors import Absent


def timetable(request: HttpRequest, **_place: object) -> HttpResponse:
    """Not built yet."""
    raise Absent
