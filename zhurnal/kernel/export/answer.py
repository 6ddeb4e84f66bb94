"""The file goes to the browser: written to its end first, so that a failure is an answer and not half a file."""

import re
from tempfile import SpooledTemporaryFile
from typing import IO, cast
from urllib.parse import quote

from django.http import FileResponse

from zhurnal.kernel.export.table import MEDIA, Format, Table
from zhurnal.kernel.export.write import write

_IN_MEMORY = 1024 * 1024  # a larger file lies on the disk until it is sent
_UNFIT = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')


def answer(table: Table, form: Format, name: str = "") -> FileResponse:
    """The table as a file to be kept, named ``name`` (else by its title) in the reader's own letters."""
    file = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115  (the answer closes it when it is sent)
    try:
        write(table, form, cast(IO[bytes], file))
    except BaseException:
        file.close()
        raise
    file.seek(0)
    response = FileResponse(file, content_type=MEDIA[form])
    response.headers["Content-Disposition"] = disposition(file_name(name or table.named, form))
    return response


def file_name(name: str, ending: str) -> str:
    """A name that every system accepts: «Форма 2. Ноябрь 2026.xlsx»."""
    return f"{_UNFIT.sub(' ', name)[:120].strip(' .') or 'Таблица'}.{ending}"


def disposition(name: str) -> str:
    """The header by RFC 6266: the name in UTF-8 (RFC 5987), and a plain one for those who cannot read it."""
    plain = f"journal.{name.rpartition('.')[2]}"
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
