"""The paper: eight slips on A4 with what a camera reads, and the register in which people sign."""

import io
from collections.abc import Sequence

import segno

from zhurnal.credentials.actions.issue import FamilySlip
from zhurnal.curriculum.models import Group
from zhurnal.kernel.dates import full
from zhurnal.kernel.typeset import typeset
from zhurnal.people.actor import PersonActor


def slips_paper(actor: PersonActor, group: Group, slips: Sequence[FamilySlip], address: str) -> bytes:
    """The PDF. ``address``: of the page of first sign-in; what the camera reads is the same with login and code behind «#».

    What stands behind «#» is never sent to a server and so stands in no log.
    """
    return typeset(
        "credentials/paper/slips.typ",
        {
            "college": actor.college_name,
            "group": group.name,
            "title": f"Листки доступа {group.name}",
            "day": full(actor.today),
            "by": actor.name,
            "address": address.partition("://")[2],
            "slips": [
                {
                    "name": one.name,
                    "of": f"родитель: {one.of}, {group.name}" if one.of else group.name,
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
