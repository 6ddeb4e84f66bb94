"""A made-up paper: a sheet with lines where words would be. Nobody's, and nothing can be read on it."""

import struct
import zlib

WIDTH, HEIGHT, MARGIN, LINE = 420, 594, 48, 26


def drawn_paper() -> bytes:
    """A PNG of a sheet."""
    rows = b"".join(b"\0" + _row(number) for number in range(HEIGHT))
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in parts
    )


def _row(number: int) -> bytes:
    """White, with a grey line of words every ``LINE`` rows; the lines differ in length."""
    place, within = divmod(number - 2 * MARGIN, LINE)
    if not 0 <= place < 14 or within > 5:
        return b"\xff" * WIDTH
    length = WIDTH - 2 * MARGIN - (place * 37) % 120
    return b"\xff" * MARGIN + b"\x90" * length + b"\xff" * (WIDTH - MARGIN - length)
