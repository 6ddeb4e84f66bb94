"""A paper that somebody brought: a photograph or a PDF, cleaned of what the camera tells (place, time, device).

The kind is known by the first bytes, never by the name or by what the browser says (checklist 39, 84).
"""

import struct
from dataclasses import dataclass

LARGEST = 5 * 1024 * 1024  # bytes
TOO_LARGE = "Файл больше 5 МБ. Сделайте фотографию поменьше или пришлите снимок экрана."
MOST = 3  # papers at one message

_SOI, _SOS, _EOI, _APP0, _APP1, _APP14, _APP15, _COM = 0xD8, 0xDA, 0xD9, 0xE0, 0xE1, 0xEE, 0xEF, 0xFE
_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"bKGD", b"pHYs"}
_ACTIVE = (b"/JavaScript", b"/JS ", b"/JS(", b"/Launch", b"/EmbeddedFile", b"/RichMedia")
_ORIENTATION = 0x0112


class UnfitError(ValueError):
    """The file cannot be taken; the words tell a parent why and what to do."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A cleaned paper: the ending of its name, its media type, its bytes."""

    ending: str
    media: str
    content: bytes


def cleaned(data: bytes) -> Paper:
    """The paper without what the camera told; ``UnfitError`` for anything but a whole JPEG, PNG or PDF."""
    if not data:
        raise UnfitError("Файл пуст. Выберите его ещё раз.")
    if len(data) > LARGEST:
        raise UnfitError(TOO_LARGE)
    try:
        if data.startswith(b"\xff\xd8\xff"):
            return Paper("jpg", "image/jpeg", _jpeg(data))
        if data.startswith(_PNG):
            return Paper("png", "image/png", _png(data))
    except (IndexError, struct.error):
        raise UnfitError("Файл повреждён и не открывается. Сфотографируйте документ ещё раз.") from None
    if data.startswith(b"%PDF-"):
        if any(mark in data for mark in _ACTIVE):
            raise UnfitError("В этом PDF есть программы или вложения. Пришлите фотографию документа.")
        return Paper("pdf", "application/pdf", data)
    raise UnfitError("Подойдёт фотография (JPEG, PNG) или PDF. Этот файл — другого вида.")


def _jpeg(data: bytes) -> bytes:
    """All segments but those of applications and comments; how the picture is turned stays."""
    kept, place, turned = [data[:2]], 2, 1
    while True:
        if data[place] != 0xFF:
            raise IndexError
        marker = data[place + 1]
        if marker == 0xFF:  # a filling byte
            place += 1
            continue
        if marker == _SOS:
            end = data.rindex(bytes([0xFF, _EOI])) + 2 if bytes([0xFF, _EOI]) in data[place:] else 0
            if not end:
                raise IndexError
            return b"".join([kept[0], _turn(turned), *kept[1:], data[place:end]])
        (length,) = struct.unpack_from(">H", data, place + 2)
        segment = data[place : place + 2 + length]
        if length < 2 or len(segment) < 2 + length:
            raise IndexError
        if marker == _APP1 and segment[4:10] == b"Exif\0\0":
            turned = _turned(segment[10:])
        if marker in {_APP0, _APP14} or not (_APP0 <= marker <= _APP15 or marker == _COM):
            kept.append(segment)
        place += 2 + length


def _turned(tiff: bytes) -> int:
    """The orientation that the camera wrote (1–8); 1 where it wrote none that can be read."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    try:
        if order is None:
            return 1
        (start,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, start)
        for number in range(min(count, 200)):
            tag, _kind, _many, value = struct.unpack_from(f"{order}HHIH", tiff, start + 2 + 12 * number)
            if tag == _ORIENTATION:
                return value if 1 <= value <= 8 else 1
    except struct.error:
        return 1
    return 1


def _turn(orientation: int) -> bytes:
    """A segment that tells nothing but how the picture is turned; nothing for an upright one."""
    if orientation == 1:
        return b""
    body = b"Exif\0\0MM\0\x2a" + struct.pack(">IHHHIHHI", 8, 1, _ORIENTATION, 3, 1, orientation, 0, 0)
    return bytes([0xFF, _APP1]) + struct.pack(">H", len(body) + 2) + body


def _png(data: bytes) -> bytes:
    """The chunks that make the picture; texts, dates and camera data are left out, and whatever follows the end."""
    kept, place = [_PNG], len(_PNG)
    while True:
        length, name = struct.unpack_from(">I4s", data, place)
        chunk = data[place : place + 12 + length]
        if len(chunk) < 12 + length:
            raise IndexError
        if name in _PNG_KEPT:
            kept.append(chunk)
        if name == b"IEND":
            return b"".join(kept)
        place += 12 + length
