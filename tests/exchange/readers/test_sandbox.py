"""Files are read in a process of their own, which may hang, crash and eat memory without harm."""

import subprocess
import sys
import time

import pytest

from tests.exchange.readers.made import ASC_2012, PLX, ROSTER_1P1, codes, zipped
from zhurnal.exchange.imports.readers import sandbox
from zhurnal.exchange.imports.readers.codec import NotOurs, dumps, loads
from zhurnal.exchange.imports.readers.kinds import Kind, reader_of
from zhurnal.exchange.imports.readers.limits import MEGABYTE, Limits
from zhurnal.exchange.imports.readers.plan import Plan
from zhurnal.exchange.imports.readers.problems import Problem
from zhurnal.exchange.imports.readers.sandbox import HOME, read
from zhurnal.exchange.imports.readers.sources import Source


@pytest.mark.parametrize(
    ("kind", "data"),
    [(Kind.ROSTER, zipped(ROSTER_1P1)), (Kind.TIMETABLE, ASC_2012.encode("cp1251")), (Kind.PLAN, PLX.encode("utf-16"))],
)
def test_result_is_the_same_as_without_a_process(tmp_path, kind, data):
    file = tmp_path / "x"
    file.write_bytes(data)
    source = Source(file, "имя от человека.dat")
    reading = read(kind, [source])
    assert reading.content == reader_of(kind)([source], Limits())
    assert reading.problems == reading.content.problems
    assert {problem.file for problem in reading.problems} <= {"имя от человека.dat", *ROSTER_1P1}


def fake_child(monkeypatch, body: str) -> None:
    """The parent starts this instead of the reader."""
    real = subprocess.Popen

    def start(command, **options):
        return real([sys.executable, "-c", body], **options)

    monkeypatch.setattr(sandbox.subprocess, "Popen", start)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("import os; os.abort()", "crash"),
        ("import sys; sys.exit(81)", "memory"),
        ("import sys; print('KeyError asc.py:1', end=''); sys.exit(82)", "broken_reader"),
        ("print('not json')", "bad_answer"),
        ("print('[1,2,3]')", "bad_answer"),
        ("print('x' * 3_000_000)", "too_large"),
        ("import time; time.sleep(60)", "timeout"),
        ("import sys\nwhile True: sys.stdout.write('x' * 100)", "too_large"),
    ],
)
def test_child_that_goes_wrong_becomes_a_sentence(monkeypatch, tmp_path, body, code):
    fake_child(monkeypatch, body)
    began = time.monotonic()
    reading = read("plan", [tmp_path / "план.plx"], Limits(seconds=2, answer_bytes=2 * MEGABYTE))
    assert (reading.content, codes(reading.problems), reading.problems[0].file) == (None, [code], "план.plx")
    assert time.monotonic() - began < 10


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no ceiling for memory")
def test_memory_has_a_ceiling(tmp_path):
    file = tmp_path / "users.csv"
    file.write_text(
        "sourcedId,givenName,familyName\n" + "".join(f"u{n},Имя,Фамилия{n}\n" for n in range(190_000)), "utf-8"
    )
    reading = read("roster", [file], Limits(memory=160 * MEGABYTE))
    assert codes(reading.problems) == ["memory"]


def test_child_knows_no_django():
    script = (
        "import sys, zhurnal.exchange.imports.readers.child; print(sorted(m for m in sys.modules if 'django' in m))"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=HOME, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_bad_request_is_answered_with_its_code():
    command = [sys.executable, "-m", sandbox.MODULE]
    assert subprocess.run(command, cwd=HOME, input=b"{}", capture_output=True, check=False).returncode == 83


@pytest.mark.parametrize("text", ["", "null", "{}", "[1]", '[["a"]]', "NaN", "[" * 100_000])
def test_codec_takes_only_what_was_agreed(text):
    with pytest.raises(NotOurs):
        loads(Plan, text)


def test_codec_brings_surrogates_home_safely():
    assert loads(Problem, dumps(Problem("a\ud800", "b"))).file == "a?"
