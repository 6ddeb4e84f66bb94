"""Papers: the recovery sheet, the sheet of signed heads."""

import io
from datetime import datetime

import segno

from zhurnal.kernel.typeset import typeset
from zhurnal.operations.rules.recovery import printed
from zhurnal.operations.rules.sealing import key_name


def recovery_sheet(key: bytes, now: datetime) -> bytes:
    """The key of copies as a PDF for the safe."""
    words, drawn = printed(key), io.BytesIO()
    segno.make(words, error="m", micro=False).save(drawn, kind="svg", border=0)
    told = {
        "name": key_name(key),
        "day": f"{now:%d.%m.%Y}",
        "groups": words.split(),
        "picture": drawn.getvalue().decode(),
    }
    return typeset("operations/paper/recovery.typ", told)
