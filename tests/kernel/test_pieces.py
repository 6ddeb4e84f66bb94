"""Answers of pieces that are compressed already: the same bytes come out, whatever stands between them."""

import gzip
import zlib

import pytest
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from zhurnal.kernel.packing import InPieces, gzip_page
from zhurnal.kernel.pieces import Place, deflated, filled, parts_of, piece_of, text_of

KEPT = "Калугин Степан, 5 4 н 3 " * 400


@given(st.lists(st.tuples(st.booleans(), st.binary(max_size=20), st.integers(0, 4000)), max_size=8))
def test_any_pieces_with_any_bytes_between_are_one_text(made):
    whole = [piece_of(text * times) if kept else text * times for kept, text, times in made]
    packed, checksum, length = deflated(whole)
    text = b"".join(text * times for _kept, text, times in made)
    assert text_of(whole) == text
    assert (zlib.decompress(packed, -zlib.MAX_WBITS), checksum, length) == (text, zlib.crc32(text), len(text))


def test_bytes_longer_than_a_block_are_divided():
    packed, checksum, _length = deflated([b"x" * 200_000, piece_of(b"y")])
    assert zlib.decompress(packed, -zlib.MAX_WBITS) == b"x" * 200_000 + b"y"
    assert checksum == zlib.crc32(b"x" * 200_000 + b"y")


def test_places_are_filled_anew_each_time():
    parts = parts_of(f"\x00token\x00{KEPT}\x00body\x00!")
    assert [part.name for part in parts if isinstance(part, Place)] == ["token", "body"]
    whole = filled(parts, {"token": [b"t1"], "body": [piece_of(b"inside"), b"own"]})
    assert text_of(whole) == b"t1" + KEPT.encode() + b"insideown!"
    with pytest.raises(KeyError):
        filled(parts, {"token": [b"t1"]})


def test_pieces_between_places_of_one_length_know_each_other():
    text = f"\x00token\x00{KEPT}\x00token\x00{KEPT[::-1]}\x00body\x00{KEPT}\x00token\x00{KEPT}"
    for token in ("a" * 64, KEPT[:33] + "\0"):  # what is there may be like the text
        parts = parts_of(text, token=len(token.encode()))
        whole = filled(parts, {"token": [token.encode()], "body": [b"x" * 1000]})
        packed, checksum, _length = deflated(whole)
        plain = text.replace("\x00token\x00", token).replace("\x00body\x00", "x" * 1000).encode()
        assert (text_of(whole), checksum) == (plain, zlib.crc32(plain))
    apart = deflated(filled(parts_of(text), {"token": [token.encode()], "body": [b""]}))[0]
    assert len(packed) - 1000 < len(apart)
    with pytest.raises(ValueError, match="not of 64 bytes"):
        filled(parts_of(text, token=64), {"token": [b"short"], "body": [b""]})


def answer(accept="gzip"):
    response = gzip_page(lambda _request: InPieces([*parts_of(KEPT), b"t1"], headers={"ETag": '"1"'}))(
        RequestFactory().get("/", HTTP_ACCEPT_ENCODING=accept)
    )
    return response, response.headers


def test_whoever_takes_gzip_gets_it_and_a_name_of_random_length():
    seen = [answer() for _again in range(20)]
    assert {gzip.decompress(response.content) for response, _headers in seen} == {KEPT.encode() + b"t1"}
    assert len({len(response.content) for response, _headers in seen}) > 3
    response, headers = seen[0]
    assert (headers["Content-Encoding"], headers["ETag"], headers["Vary"]) == ("gzip", 'W/"1"', "Accept-Encoding")
    assert headers["Content-Length"] == str(len(response.content))
    assert len(response.content) < len(KEPT.encode()) / 5


def test_whoever_does_not_gets_the_text():
    response, headers = answer(accept="br")
    assert response.content == KEPT.encode() + b"t1"
    assert "Content-Encoding" not in headers
    assert headers["ETag"] == '"1"'
