"""Papers of control as files."""

from django.http import HttpResponse

from zhurnal.kernel.export.answer import disposition
from zhurnal.kernel.typeset import Sheets, typeset


def pdf(template: str, data: Sheets, name: str) -> HttpResponse:
    """A document set from its template, to be kept or printed."""
    response = HttpResponse(typeset(template, data), content_type="application/pdf")
    response.headers["Content-Disposition"] = disposition(f"{name}.pdf")
    return response
