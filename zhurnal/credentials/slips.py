"""The paper: eight slips on A4 with what a camera reads, and the register in which people sign."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import segno
from django.http import HttpResponse
from django.urls import reverse

from zhurnal.credentials.actions.issue import FamilySlip
from zhurnal.curriculum.models import Group
from zhurnal.kernel.dates import full
from zhurnal.kernel.export.answer import disposition, file_name
from zhurnal.kernel.typeset import typeset
from zhurnal.organisation.queries import college_by_id
from zhurnal.people.actor import PersonActor
from zhurnal.people.gate import SignedRequest

NO_PAPER = (
    "Листки сейчас не напечатать. Ничего не изменилось: прежние листки и пароли действуют. Повторите через минуту."
)


@dataclass(frozen=True, slots=True)
class Batch:
    """For whom slips are printed: a short name, the same for the register's head, and who signs."""

    name: str
    whose: str
    signer: str


def batch_of(group: Group) -> Batch:
    """The families of a group."""
    return Batch(group.name, f"группа {group.name}", "Заведующий отделением")


def paper_of(request: SignedRequest, batch: Batch) -> Callable[[Sequence[FamilySlip]], bytes]:
    """What makes the paper of slips, with the address of this site."""
    college = college_by_id(str(request.actor.college_id))
    address = request.build_absolute_uri(reverse("people:first", args=[college.code])) if college else ""
    return lambda slips: slips_paper(request.actor, batch, slips, address)


def answer_of(batch: Batch, data: bytes) -> HttpResponse:
    """The paper as an answer."""
    response = HttpResponse(data, content_type="application/pdf")
    response.headers["Content-Disposition"] = disposition(file_name(f"Листки доступа {batch.name}", "pdf"))
    return response


def slips_paper(actor: PersonActor, batch: Batch, slips: Sequence[FamilySlip], address: str) -> bytes:
    """The PDF. ``address``: of the page of first sign-in; what the camera reads is the same with login and code behind «#».

    What stands behind «#» is never sent to a server and so stands in no log.
    """
    return typeset(
        "credentials/paper/slips.typ",
        {
            "college": actor.college_name,
            "whose": batch.whose,
            "signer": batch.signer,
            "title": f"Листки доступа {batch.name}",
            "day": full(actor.today),
            "by": actor.name,
            "address": address.partition("://")[2],
            "slips": [
                {
                    "name": one.name,
                    "of": one.under,
                    "login": one.slip.login,
                    "code": one.slip.code,
                    "until": full(one.slip.expires),
                    "picture": _picture(f"{address}#{one.slip.login}:{one.slip.code}"),
                }
                for one in slips
            ],
        },
    )


def _picture(text: str) -> str:
    """The code for a camera as SVG: a slip folded in a pocket is still read (a quarter of it may be spoiled)."""
    drawn = io.BytesIO()
    segno.make(text, error="m", micro=False).save(drawn, kind="svg", border=0)
    return drawn.getvalue().decode()
