"""Documents beside a task: photographs, PDF, Word and Excel, known by their first bytes, never by the name alone. Pure."""

import re
from dataclasses import dataclass
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from zhurnal.kernel.papers import LARGEST, UnfitError, cleaned

TOO_LARGE = "Файл больше 5 МБ. Сожмите его или разделите на части."
MOST = 5  # documents at one word
NAME = 100  # characters of a name
_UNFIT = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')
_OFFICE = {
    "word/document.xml": ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "xl/workbook.xml": ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
_ACTIVE = ("vbaproject.bin", "activex", "embeddings/")


@dataclass(frozen=True, slots=True)
class Document:
    """A document that was found fit: its name for people, its ending, its media type, its bytes."""

    name: str
    ending: str
    media: str
    content: bytes


def checked(name: str, data: bytes) -> Document:
    """The document, pictures without what the camera told; ``UnfitError`` tells what can be taken instead."""
    if data.startswith(b"PK\x03\x04"):
        ending, media = _office(data)
        return Document(_named(name), ending, media, data)
    try:
        paper = cleaned(data)
    except UnfitError as unfit:
        if len(data) > LARGEST:
            raise UnfitError(TOO_LARGE) from None
        if not data or data.startswith((b"\xff\xd8\xff", b"\x89PNG", b"%PDF-")):
            raise UnfitError(str(unfit)) from None
        raise UnfitError("Подойдут PDF, Word (docx), Excel (xlsx) и фотографии (JPEG, PNG).") from None
    return Document(_named(name), paper.ending, paper.media, paper.content)


def _office(data: bytes) -> tuple[str, str]:
    if len(data) > LARGEST:
        raise UnfitError(TOO_LARGE)
    try:
        with ZipFile(BytesIO(data)) as book:
            names = set(book.namelist())
    except (BadZipFile, ValueError, NotImplementedError):
        raise UnfitError("Файл повреждён и не открывается. Сохраните его ещё раз.") from None
    if any(mark in name.lower() for name in names for mark in _ACTIVE):
        raise UnfitError("В файле есть программы или вложения. Сохраните его без них или как PDF.")
    found = next((kind for part, kind in _OFFICE.items() if part in names), None)
    if found is None:
        raise UnfitError("Подойдут PDF, Word (docx), Excel (xlsx) и фотографии (JPEG, PNG).")
    return found


def _named(name: str) -> str:
    """The name without a folder, an ending and signs that no system takes."""
    plain = re.split(r"[/\\]", name)[-1].rpartition(".")
    return _UNFIT.sub(" ", plain[0] or plain[2]).strip(" .")[:NAME] or "Документ"
