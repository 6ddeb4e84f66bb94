"""What the subject carries away: one archive with the same data for a machine (JSON) and for reading (HTML)."""

import json
from collections.abc import Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from django.template.loader import render_to_string

from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person
from zhurnal.privacy.queries.held import Part


def parcel(actor: PersonActor, subject: Person, parts: Sequence[Part]) -> bytes:
    """The archive's bytes."""
    head = {
        "о ком": str(subject), "колледж": actor.college_name, "взято": f"{actor.now:%d.%m.%Y %H:%M}", "взял": actor.full_name,
        "не вошло": "пароли и ключи входа (их не выдают никому) и строки, где названы и другие люди: их выписку даёт ответственный",
    }  # fmt: skip
    tables = [
        {
            "таблица": one.title, "откуда": one.source, "сколько хранится": one.kept, "кто видит по роли": one.seen,
            "строки": list(one.rows), "не вошло более старых строк": one.more,
        }
        for one in parts
    ]  # fmt: skip
    text = json.dumps({**head, "сведения": tables}, ensure_ascii=False, indent=1)
    shown = [{"part": one, "columns": list(one.rows[0]) if one.rows else []} for one in parts]
    page = render_to_string("privacy/held.html", {"head": head, "parts": shown, "subject": subject})
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr("данные.json", text)
        archive.writestr("данные.html", page)
    return out.getvalue()
