"""HTTP/2 by hand: requests that no library would send, which a proxy turns into HTTP/1.1 for the server (RFC 9113 § 10.3)."""

import struct
from collections.abc import Iterator, Mapping

from faults.ambiguous import ENDED, HIDDEN, HOST, INNER

HEADERS, RESET, AWAY = 1, 3, 7
STATUSES = {0x88: "200", 0x89: "204", 0x8A: "206", 0x8B: "304", 0x8C: "400", 0x8D: "404", 0x8E: "500"}
_OPENING = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
_SETTINGS, _DATA = 4, 0
_ENDS_STREAM, _ENDS_HEADERS = 1, 4


def _frame(kind: int, flags: int, stream: int, body: bytes) -> bytes:
    return struct.pack(">I", len(body))[1:] + struct.pack(">BBI", kind, flags, stream) + body


def _text(text: str) -> bytes:
    data, rest = text.encode("latin-1"), b""
    if len(data) < 127:  # an integer of seven bits, else the rest by sevens (RFC 7541 § 5.1)
        return bytes([len(data)]) + data
    number = len(data) - 127
    while number > 127:
        rest, number = rest + bytes([number % 128 + 128]), number // 128
    return bytes([127]) + rest + bytes([number]) + data


def asked(more: tuple[tuple[str, str], ...] = (), body: str = "", **pseudo: str) -> bytes:
    """One whole connection: a request with these headers. ``pseudo``: other values of method, scheme, authority, path."""
    first = {"method": "POST", "scheme": "https", "authority": HOST, "path": "/health/"} | pseudo
    pairs = [*((f":{name}", value) for name, value in first.items()), *more]
    packed = b"".join(b"\x00" + _text(name) + _text(value) for name, value in pairs)
    opened = _OPENING + _frame(_SETTINGS, 0, 0, b"")
    if not body:
        return opened + _frame(HEADERS, _ENDS_HEADERS | _ENDS_STREAM, 1, packed)
    return opened + _frame(HEADERS, _ENDS_HEADERS, 1, packed) + _frame(_DATA, _ENDS_STREAM, 1, body.encode("latin-1"))


def said(answer: bytes) -> list[str]:
    """What came back in words: statuses, «?» for one that is packed otherwise, «reset», «away»."""
    return [word for kind, body in _frames(answer) if (word := _word(kind, body))]


def _word(kind: int, body: bytes) -> str:
    if kind == HEADERS:
        return STATUSES.get(body[0] if body else 0, "?")
    return {RESET: "reset", AWAY: "away"}.get(kind, "")


def _frames(data: bytes) -> Iterator[tuple[int, bytes]]:
    while len(data) >= 9:
        size = int.from_bytes(data[:3], "big")
        yield data[3], data[9 : 9 + size]
        data = data[9 + size :]


_LINE = "\r\nTransfer-Encoding: chunked"
FRAMED: Mapping[str, bytes] = {
    "a length above the data": asked((("content-length", "200"),), "abc"),
    "a length below the data": asked((("content-length", "0"),), INNER),
    "two lengths": asked((("content-length", "0"), ("content-length", str(len(INNER)))), INNER),
    "a coding": asked((("transfer-encoding", "chunked"),), ENDED),
    "a coding and a length": asked((("content-length", str(len(ENDED))), ("transfer-encoding", "chunked")), ENDED),
    "a coding with an underscore": asked((("transfer_encoding", "chunked"),), ENDED),
    "a connection": asked((("connection", "close, x-own"), ("x-own", "a"))),
    "a line in a value": asked((("x-own", f"a{_LINE}"),), ENDED),
    "a bare LF in a value": asked((("x-own", "a\nTransfer-Encoding: chunked"),), ENDED),
    "a line in a name": asked(((f"x-own: a{_LINE}\r\nx-other", "b"),), ENDED),
    "a colon in a name": asked((("transfer-encoding: chunked\r\nx", "b"),), ENDED),
    "a capital in a name": asked((("Transfer-Encoding", "chunked"),), ENDED),
    "a request in the path": asked(path=f"/health/ HTTP/1.1\r\nHost: {HOST}\r\n\r\nGET {HIDDEN}"),
    "a space in the path": asked(path="/health/ HTTP/1.1"),
    "a request in the method": asked(method=f"GET {HIDDEN} HTTP/1.1\r\nHost: {HOST}\r\n\r\nPOST"),
    "a line in the authority": asked(authority=f"{HOST}{_LINE}"),
    "a zero in a value": asked((("x-own", "a\x00b"),)),
    "another host": asked((("host", "elsewhere.example"),)),
    "a forwarded header": asked((("x-forwarded-for", "203.0.113.7"), ("x-forwarded-proto", "http"))),
    "a forwarded header with underscores": asked((("x_forwarded_for", "203.0.113.7"), ("x_forwarded_proto", "http"))),
}
"""By name, after «HTTP/2: »."""
