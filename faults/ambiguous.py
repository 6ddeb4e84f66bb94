"""Requests whose end two readers may see in different places, and headers that two readers may take for one (RFC 9112 § 11.2)."""

from collections.abc import Mapping

HOST = "journal.college.ru"
HIDDEN = "/smuggled/"
_H = f"Host: {HOST}\r\n"
INNER = f"GET {HIDDEN} HTTP/1.1\r\n{_H}\r\n"
ENDED = f"0\r\n\r\n{INNER}"
CHUNKED = f"{len(INNER):x}\r\n{INNER}\r\n0\r\n\r\n"
_PATH = "/health/"


def _post(headers: str, body: str, version: str = "1.1") -> bytes:
    return f"POST {_PATH} HTTP/{version}\r\n{_H}{headers}\r\n{body}".encode("latin-1")


def _get(headers: str) -> bytes:
    return f"GET {_PATH} HTTP/1.1\r\n{headers}Connection: close\r\n\r\n".encode("latin-1")


def _both(transfer: str) -> bytes:
    """A length that covers all, and a transfer coding that ends before the inner request."""
    return _post(f"Content-Length: {len(ENDED)}\r\n{transfer}\r\n", ENDED)


CASES: Mapping[str, bytes] = {
    "both, the length is longer": _both("Transfer-Encoding: chunked"),
    "both, the length is shorter": _post("Content-Length: 4\r\nTransfer-Encoding: chunked\r\n", CHUNKED),
    "both, the coding first": _post(f"Transfer-Encoding: chunked\r\nContent-Length: {len(ENDED)}\r\n", ENDED),
    "both, of HTTP/1.0": _post(f"Content-Length: {len(ENDED)}\r\nTransfer-Encoding: chunked\r\n", ENDED, "1.0"),
    "two lengths": _post(f"Content-Length: 0\r\nContent-Length: {len(INNER)}\r\n", INNER),
    "two lengths, the other way": _post(f"Content-Length: {len(INNER)}\r\nContent-Length: 0\r\n", INNER),
    "two lengths that agree": _post("Content-Length: 3\r\nContent-Length: 3\r\n", "abc"),
    "two lengths in a line": _post(f"Content-Length: 0, {len(INNER)}\r\n", INNER),
    "a length with a sign": _post(f"Content-Length: +{len(INNER)}\r\n", INNER),
    "a length below nothing": _post("Content-Length: -1\r\n", INNER),
    "a length in hexadecimal": _post(f"Content-Length: 0x{len(INNER):x}\r\n", INNER),
    "a length that overflows": _post(f"Content-Length: {2**64 + 3}\r\n", INNER),
    "a length with an underscore": _post("Content-Length: 3\r\nContent_Length: 0\r\n", "abc"),
    "a folded coding": _both("Transfer-Encoding:\r\n chunked"),
    "a folded header": _post(f"X-Own: a\r\n Content-Length: {len(INNER)}\r\nContent-Length: 0\r\n", INNER),
    "a folded first header": f"GET {_PATH} HTTP/1.1\r\n X-Own: a\r\n{_H}\r\n".encode(),
    "a space before the colon": _both("Transfer-Encoding : chunked"),
    "a tab before the coding": _both("Transfer-Encoding:\tchunked"),
    "a vertical tab": _both("Transfer-Encoding: \x0bchunked"),
    "another coding": _both("Transfer-Encoding: xchunked"),
    "identity": _both("Transfer-Encoding: identity"),
    "chunked, then identity": _both("Transfer-Encoding: chunked, identity"),
    "two codings": _both("Transfer-Encoding: identity\r\nTransfer-Encoding: chunked"),
    "a coding in capitals": _both("TRANSFER-ENCODING: CHUNKED"),
    "a coding with an underscore": _both("Transfer_Encoding: chunked"),
    "a quoted coding": _both('Transfer-Encoding: "chunked"'),
    "a header after a bare CR": _both("X-Own: a\rTransfer-Encoding: chunked"),
    "a header after a bare LF": _both("X-Own: a\nTransfer-Encoding: chunked"),
    "a zero in a header": _both("X-Own: a\x00b\r\nTransfer-Encoding: chunked"),
    "a chunk that overflows": _post("Transfer-Encoding: chunked\r\n", f"1{'0' * 16}3\r\nabc\r\n0\r\n\r\n{INNER}"),
    "a chunk below nothing": _post("Transfer-Encoding: chunked\r\n", f"-1\r\n{ENDED}"),
    "a chunk in 0x": _post("Transfer-Encoding: chunked\r\n", f"0x3\r\nabc\r\n{ENDED}"),
    "a chunk with a bare LF": _post("Transfer-Encoding: chunked\r\n", f"3\nabc\n0\n\n{INNER}"),
    "a chunk extension with a bare LF": _post("Transfer-Encoding: chunked\r\n", f"3;a\nbc\r\nabc\r\n{ENDED}"),
    "a chunk longer than told": _post("Transfer-Encoding: chunked\r\n", f"3\r\nabcdef\r\n{ENDED}"),
    "a trailer with a length": _post(
        "Transfer-Encoding: chunked\r\n", f"3\r\nabc\r\n0\r\nContent-Length: 9\r\n\r\n{INNER}"
    ),
    "a body of a GET": _get(f"{_H}Content-Length: {len(INNER)}\r\n") + INNER.encode(),
    "two hosts": _get(f"{_H}Host: elsewhere.example\r\n"),
    "no host": _get(""),
    "another host in the address": f"GET http://elsewhere.example{_PATH} HTTP/1.1\r\n{_H}Connection: close\r\n\r\n".encode(),
    "a line break in the address": f"GET {_PATH}?a\rb HTTP/1.1\r\n{_H}Connection: close\r\n\r\n".encode(),
    "HTTP/0.9": f"GET {_PATH}\r\n\r\n".encode(),
}
"""By name; whatever a reader makes of one, ``HIDDEN`` is asked by nobody but inside of a body."""

FORGED: Mapping[str, bytes] = {
    f"{name} forged": _get(f"{_H}{name}: {value}\r\n")
    for value, names in {
        "203.0.113.7": ("X-Forwarded-For", "X_Forwarded_For", "X-Forwarded_For", "x_forwarded-for"),
        "http": ("X-Forwarded-Proto", "X_Forwarded_Proto", "x-forwarded_proto"),
    }.items()
    for name in names
}
"""By name; the product must see what the proxy wrote and nothing of these."""

INSIDE: Mapping[str, str] = {
    name: path
    for path in ("/metrics/", "/ready/")
    for name in (path, f"/{path}", path.replace("r", "%72"), f"/a/..{path}", f"/.{path}", path + "x", path + "?a=1")
}
"""Addresses that only this machine may ask, written in several ways; the page behind."""
