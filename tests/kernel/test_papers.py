"""A paper is known by its bytes and loses what the camera told."""

import struct
import zlib

import pytest

from zhurnal.demo.papers import drawn_paper
from zhurnal.kernel.papers import LARGEST, UnfitError, cleaned

JFIF = b"\xff\xe0\x00\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0"
TABLE = b"\xff\xdb\x00\x05\x00\x01\x02"
SCAN = b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00" + b"picture \xff\x00 \xff\xd0 rest"
PLACE = b"59.9386 N 30.3141 E"


def exif(order, orientation):
    mark = {"<": b"II*\0", ">": b"MM\0*"}[order]
    tags = struct.pack(f"{order}HHHIHH", 1, 0x0112, 3, 1, orientation, 0)
    body = b"Exif\0\0" + mark + struct.pack(f"{order}I", 8) + tags + PLACE
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def jpeg(*segments):
    return b"\xff\xd8" + b"".join(segments) + SCAN + b"\xff\xd9"


@pytest.mark.parametrize("order", ["<", ">"])
def test_a_photograph_loses_its_place_and_stays_turned(order):
    comment = b"\xff\xfe\x00\x08secret"
    paper = cleaned(jpeg(JFIF, exif(order, 6), comment, TABLE) + b"PK\x03\x04 hidden archive")
    assert (paper.ending, paper.media) == ("jpg", "image/jpeg")
    assert PLACE not in paper.content
    assert b"secret" not in paper.content
    assert b"hidden" not in paper.content
    assert JFIF in paper.content
    assert TABLE in paper.content
    assert SCAN in paper.content
    assert paper.content[2:4] == b"\xff\xe1"
    assert cleaned(paper.content).content == paper.content


def test_an_upright_photograph_tells_nothing_at_all():
    assert cleaned(jpeg(JFIF, exif(">", 1), TABLE)).content == jpeg(JFIF, TABLE)


def test_a_png_loses_its_texts():
    picture = drawn_paper()
    body = b"Comment\0" + PLACE
    text = struct.pack(">I", len(body)) + b"tEXt" + body + struct.pack(">I", zlib.crc32(b"tEXt" + body))
    assert cleaned(picture[:33] + text + picture[33:] + b"tail").content == picture


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "Файл пуст"),
        (b"\xff\xd8\xff" + b"0" * LARGEST, "больше 5 МБ"),
        (b"MZ\x90\0", "другого вида"),
        (b"<html><script>", "другого вида"),
        (jpeg(JFIF, TABLE)[:40], "повреждён"),
        (b"\xff\xd8\xff\xe1\x00\x00", "повреждён"),
        (drawn_paper()[:60], "повреждён"),
        (b"%PDF-1.7 /OpenAction << /S /JavaScript >>", "программы или вложения"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_told_in_a_sentence(data, words):
    with pytest.raises(UnfitError, match=words):
        cleaned(data)
