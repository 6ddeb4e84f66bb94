"""Answers put together from pieces that are compressed already.

A kept part of a page is compressed once, when it is kept, and takes a fifth of its room. A page is then the pieces one after
another with what is its own between them, and at the end the checksum of the whole, reckoned from those of the pieces (as
zlib's ``crc32_combine`` does, which Python does not show). A piece may point back into those before it as long as what stands
between has the length for which it was compressed; behind a place of any length a piece begins anew.
"""

import re
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

_LEVEL = 6  # once for each kept part: the smallest answer
_RAW = -zlib.MAX_WBITS
_LAST = b"\x03\x00"  # an empty last block
_STORED = 65_535  # bytes, the longest block that is not compressed
_POLYNOMIAL, _ONE, _TOP = 0xEDB88320, 1 << 31, 31  # of CRC-32, its bits the other way round, as in zlib
_PLACE = re.compile("\x00([a-z]+)\x00")


@dataclass(frozen=True, slots=True)
class Piece:
    """Compressed text; ``shift`` carries a checksum over its ``length``."""

    packed: bytes
    length: int
    checksum: int
    shift: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where an answer has what is its own; ``width``: of how many bytes, if always of the same number."""

    name: str
    width: int | None = None


Part = Piece | Place


def piece_of(text: bytes) -> Piece:
    """A piece that can stand anywhere."""
    return _Press().piece(text)


def parts_of(text: str, **widths: int) -> tuple[Part, ...]:
    """The pieces of a text, divided where it has places (``\\x00name\\x00``). ``widths``: of places whose own is always as long."""
    parts: list[Part] = []
    press = _Press()
    for number, part in enumerate(_PLACE.split(text)):  # text, name, text, …, text
        if number % 2 == 0:
            if part:
                parts.append(press.piece(part.encode()))
        elif part in widths:
            parts.append(Place(part, widths[part]))
            press.pass_over(widths[part])
        else:
            parts.append(Place(part))
            press = _Press()
    return tuple(parts)


class _Press:
    """Compresses what follows one upon another."""

    def __init__(self) -> None:
        self._press = zlib.compressobj(_LEVEL, zlib.DEFLATED, _RAW)

    def piece(self, text: bytes) -> Piece:
        packed = self._press.compress(text) + self._press.flush(zlib.Z_SYNC_FLUSH)
        return Piece(packed, len(text), zlib.crc32(text), _shift(len(text)))

    def pass_over(self, width: int) -> None:
        """So many bytes that stand there; no text has zeros, so that nothing points at them."""
        self._press.compress(bytes(width))
        self._press.flush(zlib.Z_SYNC_FLUSH)


def filled(parts: Iterable[Part], own: Mapping[str, Sequence[Piece | bytes]]) -> list[Piece | bytes]:
    """The parts with what is the answer's own in their places."""
    whole: list[Piece | bytes] = []
    for part in parts:
        if isinstance(part, Place):
            inside = own[part.name]
            if part.width is not None and [part.width] != [len(value) for value in inside if isinstance(value, bytes)]:
                message = f"what stands at {part.name} is not of {part.width} bytes"
                raise ValueError(message)
            whole += inside
        else:
            whole.append(part)
    return whole


def text_of(whole: Iterable[Piece | bytes]) -> bytes:
    """The text for whoever takes nothing compressed."""
    return zlib.decompress(deflated(whole)[0], _RAW)


def deflated(whole: Iterable[Piece | bytes]) -> tuple[bytes, int, int]:
    """The compressed text, its checksum and its length uncompressed."""
    packed, checksum, length = [], 0, 0
    for part in whole:
        if isinstance(part, Piece):
            packed.append(part.packed)
            checksum = _product(part.shift, checksum) ^ part.checksum
            length += part.length
        else:
            packed += [_stored(part[at : at + _STORED]) for at in range(0, len(part), _STORED)]
            checksum = zlib.crc32(part, checksum)
            length += len(part)
    return b"".join((*packed, _LAST)), checksum, length


def _stored(text: bytes) -> bytes:
    """A block that is not compressed (RFC 1951, 3.2.4)."""
    return b"".join((b"\0", len(text).to_bytes(2, "little"), (len(text) ^ 0xFFFF).to_bytes(2, "little"), text))


def _product(one: int, other: int) -> int:
    """The product of two polynomials over two elements, modulo that of CRC-32."""
    found = 0
    for place in range(_TOP, -1, -1):
        if one >> place & 1:
            found ^= other
        other = other >> 1 ^ _POLYNOMIAL if other & 1 else other >> 1
    return found


@cache
def _power(doubled: int) -> int:
    """x to the power of 2 ** doubled."""
    return _ONE >> 1 if doubled == 0 else _product(_power(doubled - 1), _power(doubled - 1))


def _shift(length: int) -> int:
    """x to the power of so many bytes."""
    found, bits = _ONE, length * 8
    for place in range(bits.bit_length()):
        if bits >> place & 1:
            found = _product(_power(place), found)
    return found
