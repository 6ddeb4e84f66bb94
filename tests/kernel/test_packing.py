"""Packed answers: the same bytes come out, their length says little, and whoever cannot unpack gets them plain."""

import gzip

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from zhurnal.kernel.packing import gzip_page, packed

LONG = ("Калугин Степан, 5 4 н 3 " * 400).encode()


def answer(body=LONG, accept="gzip", **headers):
    response = gzip_page(lambda _request: HttpResponse(body, headers=headers))(
        RequestFactory().get("/", HTTP_ACCEPT_ENCODING=accept)
    )
    return response, response.headers


@pytest.mark.parametrize("content", [b"", b"a", LONG, bytes(range(256)) * 20])
def test_what_was_packed_comes_out(content):
    assert gzip.decompress(packed(content, 100)) == content


def test_the_length_is_hidden_by_a_name_of_random_length():
    assert len({len(packed(LONG, 100)) for _try in range(50)}) > 10
    assert len({len(packed(LONG, 1)) for _try in range(5)}) == 1  # control: without the name it is always the same


def test_a_long_answer_is_packed_and_says_so():
    response, headers = answer(ETag='"one"')
    assert gzip.decompress(response.content) == LONG
    assert headers["Content-Encoding"] == "gzip"
    assert headers["ETag"] == 'W/"one"'
    assert "Accept-Encoding" in headers["Vary"]
    assert int(headers["Content-Length"]) == len(response.content) < len(LONG)


@pytest.mark.parametrize(
    "asked", [{"accept": ""}, {"accept": "br"}, {"body": b"short"}, {"Content-Encoding": "br"}], ids=str
)
def test_others_get_it_as_it_is(asked):
    response, headers = answer(**asked)
    assert response.content == asked.get("body", LONG)
    assert headers.get("Content-Encoding") == asked.get("Content-Encoding")
