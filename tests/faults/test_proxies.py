"""What the check of proxies may call whole, and that the guide still holds what it runs (the runs themselves: docs/reliability.md)."""

from collections import Counter
from pathlib import Path

import pytest

from faults.ambiguous import CASES, FORGED, HIDDEN, HOST
from faults.frames import FRAMED, asked, said
from faults.fronts import caddy_words, documented, nginx_words
from faults.proxies import Log, forged, statuses, unlawful

SENT = f"GET / HTTP/1.1\r\nHost: {HOST}\r\nX-Forwarded-Proto: https\r\nX-Forwarded-For: 127.0.0.1\r\n"


@pytest.mark.parametrize(
    ("more", "wrong"),
    [
        ("", []),
        ("X-Own: a\r\n", []),
        ("X_Forwarded_For: 203.0.113.7\r\n", ["x-forwarded-for: ['127.0.0.1', '203.0.113.7']"]),
        ("X-Forwarded_Proto: http\r\n", ["x-forwarded-proto: ['https', 'http']"]),
        ("Host: elsewhere\r\n", [f"host: ['{HOST}', 'elsewhere']"]),
    ],
)
def test_a_header_that_the_server_takes_for_the_proxys_is_forged(more, wrong):
    assert forged(f"{SENT}{more}\r\nX_Forwarded_For: in the body".encode()) == wrong


def test_what_the_product_answered_and_the_proxy_does_not_know_is_unlawful():
    passed = Counter({"POST /health/": 1, "GET /health/": 1})
    assert unlawful(passed, Counter({"GET /health/": 1})) == []
    assert unlawful(passed, passed + Counter({f"GET {HIDDEN}": 1})) == [f"GET {HIDDEN}"]


def test_logs_of_all_three_are_read_alike(tmp_path):
    log = tmp_path / "log"
    log.write_text(
        'granian 127.0.0.1 - "GET /health/ HTTP/1.1" 200 1\n127.0.0.1 "POST /health/?a=1 HTTP/1.1" 400 "-"\n"GET http://b.example/health/ HTTP/1.1"\n"GET /health/" 200\n'
        '{"msg":"begun"}\n{"request":{"method":"GET","uri":"/health/?next"}}\n',
        "utf-8",
    )
    read = Log(log)
    assert read.fresh() == Counter({"GET /health/": 4, "POST /health/": 1})
    assert read.fresh() == Counter()


def test_the_guide_holds_what_is_run():
    folder = Path("/nowhere")
    nginx, caddy = nginx_words(folder, 8443, 9000), caddy_words(folder, 8443, 9000)
    assert "listen 127.0.0.1:8443 ssl" in nginx
    assert "ssl_protocols TLSv1.2 TLSv1.3;" in nginx
    assert "/nowhere/privkey.pem" in nginx
    assert "request_header -*_*" in caddy
    for words in (nginx, caddy):
        assert "127.0.0.1:9000" in words
        assert "127.0.0.1:8000" not in words
    told = documented("ZHURNAL_STATE")
    assert all(name in told for name in ("ZHURNAL_SECRET_KEY=", "ZHURNAL_PROXIES=1", "ZHURNAL_HTTPS=1"))


def test_frames_are_whole():
    assert said(b"\x00\x00\x01\x01\x04\x00\x00\x00\x01\x8d" + b"\x00\x00\x00\x03\x00\x00\x00\x00\x01") == [
        "404",
        "reset",
    ]
    packed = asked(path="/" + "a" * 300)
    assert b"\x05:path\x7f\xae\x01/aaa" in packed
    assert statuses(b"HTTP/1.1 403 Forbidden\r\n\r\nHTTP/1.1 404 ") == ["403", "404"]
    assert min(len(CASES), len(FRAMED)) >= 20
    assert FORGED
