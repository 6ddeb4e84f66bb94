"""What a file is, by its first bytes and never by its name.

Signatures: ZIP (PKWARE APPNOTE 4.3), OLE compound file (MS-CFB 2.2), gzip (RFC 1952), PDF (ISO 32000), 7z, RAR.
"""

import zipfile
from enum import StrEnum
from io import BytesIO

UNREADABLE = (
    zipfile.BadZipFile,
    OSError,
    ValueError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    KeyError,
    IndexError,
)


class What(StrEnum):
    """Kinds of files that people bring, with the words for them."""

    EMPTY = "пустой файл"
    WORKBOOK = "книга Excel"
    OLD_OFFICE = "книга Excel или документ Word старого образца"
    DOCUMENT = "документ Word"
    OPEN_DOCUMENT = "таблица или документ OpenDocument"
    ZIP = "архив ZIP"
    BROKEN_ZIP = "повреждённый архив ZIP"
    GZIP = "сжатый файл GZ"
    OTHER_ARCHIVE = "архив RAR или 7z"
    PDF = "документ PDF"
    PICTURE = "картинка"
    XML = "файл XML"
    HTML = "веб-страница"
    JSON = "файл JSON"
    TEXT = "текстовый файл"
    BINARY = "двоичный файл"


SIGNATURES = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", What.OLD_OFFICE),
    (b"\x1f\x8b", What.GZIP),
    (b"%PDF", What.PDF),
    (b"Rar!\x1a\x07", What.OTHER_ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", What.OTHER_ARCHIVE),
    (b"\x89PNG", What.PICTURE),
    (b"\xff\xd8\xff", What.PICTURE),
    (b"GIF8", What.PICTURE),
    (b"BM6", What.PICTURE),
)


def identify(data: bytes) -> What:
    """What these bytes are; looks into the table of contents of a ZIP, unpacks nothing."""
    if not data:
        return What.EMPTY
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _zip_family(data)
    for signature, what in SIGNATURES:
        if data.startswith(signature):
            return what
    return _textual(data)


def _zip_family(data: bytes) -> What:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
    except UNREADABLE:
        return What.BROKEN_ZIP
    if any(name.startswith("xl/") for name in names):
        return What.WORKBOOK
    if any(name.startswith("word/") for name in names):
        return What.DOCUMENT
    if "content.xml" in names and "mimetype" in names:
        return What.OPEN_DOCUMENT
    return What.ZIP


def _textual(data: bytes) -> What:
    head = data[:4096]
    plain = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if not plain and not data.strip(b"\0 \t\r\n"):
        return What.EMPTY
    if plain.startswith((b"<!doctype html", b"<html")):
        return What.HTML
    if plain.startswith(b"<"):
        return What.XML
    if plain.startswith((b"{", b"[")):
        return What.JSON
    wide = head[:2] in {b"\xff\xfe", b"\xfe\xff"} or 0.2 < head.count(0) / len(head) < 0.6
    odd = sum(byte < 32 and byte not in {0, 9, 10, 12, 13, 26, 27} for byte in head)
    if (head.count(0) > 4 + len(head) // 10 and not wide) or odd > 4 + len(head) // 10:
        return What.BINARY
    return What.TEXT
