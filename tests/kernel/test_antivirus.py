"""Uploaded files go through whoever listens at ZHURNAL_ANTIVIRUS: here real sockets that speak clamd's INSTREAM."""

import io
import socket
import struct
import threading
import time
from contextlib import closing
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict

from tests import worlds
from zhurnal.exchange.forms import FileForm as ProgrammeForm
from zhurnal.exchange.forms import ListForm
from zhurnal.journal.forms import AbsenceForm
from zhurnal.kernel import antivirus, env
from zhurnal.kernel.antivirus import Unfit, Watch, looked_through, watch
from zhurnal.opening.forms import FileForm as CalendarForm
from zhurnal.tasks.forms import CommentForm

EICAR = (
    b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE" + b"!$H+H*"
)  # in two, or this file would be one
LIMIT = 300_000


class Clamd:
    """Speaks INSTREAM and PING as clamd does. ``manner``: how it misbehaves."""

    def __init__(self, door: socket.socket, manner: str = "") -> None:
        self.door, self.manner, self.seen, self.held = door, manner, [], []
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                line, _who = self.door.accept()
            except OSError:
                return
            threading.Thread(target=self._hear, args=(line,), daemon=True).start()

    def _hear(self, line: socket.socket) -> None:
        if self.manner == "mute":
            self.held.append(line)
            return
        with closing(line), line.makefile("rb") as heard:
            word = b""
            while not word.endswith(b"\0"):
                word += heard.read(1)
            if word == b"zPING\0":
                line.sendall(b"PONG\0")
                return
            assert word == b"zINSTREAM\0"
            data = b""
            while size := struct.unpack(">I", heard.read(4))[0]:
                data += heard.read(size)
                if len(data) > LIMIT:
                    line.sendall(b"INSTREAM size limit exceeded. ERROR\0")
                    return
            self.seen.append(data)
            if self.manner == "hangs up":
                return
            found = b"stream: Eicar-Test-Signature FOUND" if EICAR in data else b"stream: OK"
            line.sendall((b"stream: OK, as far as I looked" if self.manner == "mumbles" else found) + b"\0")


@pytest.fixture
def clamd(settings):
    doors = []

    def start(manner="", path=None):
        door = socket.socket(socket.AF_UNIX if path else socket.AF_INET)
        doors.append(door)
        door.bind(str(path) if path else ("127.0.0.1", 0))
        door.listen()
        settings.ANTIVIRUS = str(path) if path else door.getsockname()
        return Clamd(door, manner)

    yield start
    for door in doors:
        door.close()


def test_a_mute_one_holds_two_threads_and_the_others_are_told_soon(clamd, monkeypatch):
    monkeypatch.setattr(antivirus, "PATIENCE", 4.0)
    monkeypatch.setattr(antivirus, "TURN", 0.5)
    clamd("mute")
    told: list[tuple[float, str]] = []

    def bring():
        began = time.monotonic()
        with pytest.raises(Unfit) as said:
            looked_through(io.BytesIO(b"plan"), "план.xlsx")
        told.append((time.monotonic() - began, str(said.value)))

    threads = [threading.Thread(target=bring) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    busy = [seconds for seconds, words in told if "занят другими" in words]
    assert (len(told), len(busy)) == (6, 4)
    assert max(busy) < 3.5  # the control: without turns all six wait for the whole patience
    bring()  # and the turns are given back
    assert "не ответил" in told[-1][1]


def looked(data, name="план.xlsx"):
    file = io.BytesIO(data)
    file.seek(0, io.SEEK_END)
    looked_through(file, name)
    return file.read() if file.tell() == 0 else None


@pytest.mark.parametrize("by", ["host and port", "a socket of this machine"])
def test_what_it_names_is_refused_and_what_it_passes_is_taken(clamd, tmp_path, by):
    server = clamd(path=None if by == "host and port" else tmp_path / "clamd.ctl")
    assert looked(b"a" * 200_000) == b"a" * 200_000
    assert server.seen == [b"a" * 200_000]
    with pytest.raises(Unfit, match=r"«план.xlsx» антивирус нашёл угрозу"):
        looked(b"before " + EICAR)
    assert watch() is Watch.ON


@pytest.mark.parametrize("manner", ["mute", "hangs up", "mumbles", "away"])
def test_a_silent_one_refuses_every_file(clamd, settings, monkeypatch, manner):
    monkeypatch.setattr(antivirus, "PATIENCE", 0.3)
    monkeypatch.setattr(antivirus, "SHORT", 0.3)
    server = clamd(manner)
    if manner == "away":
        server.door.shutdown(socket.SHUT_RDWR)  # who waits at the door would let one more in
        server.door.close()
    with pytest.raises(Unfit, match="антивирус сервера не ответил"):
        looked(b"honest")
    if manner in {"mute", "away"}:
        assert watch() is Watch.SILENT


def test_a_file_above_its_limit_is_refused(clamd):
    clamd()
    with pytest.raises(Unfit, match="не ответил"):
        looked(b"a" * (LIMIT * 20))


def test_without_it_files_go_by_the_own_checks(settings):
    settings.ANTIVIRUS = ""
    looked_through(io.BytesIO(EICAR), "a.txt")
    assert watch() is Watch.OFF


def bad(name):
    return SimpleUploadedFile(name, EICAR)


@pytest.mark.parametrize(
    ("form", "field"),
    [
        (lambda: ListForm({"name": "rooms"}, MultiValueDict({"uploads": [bad("a.csv")]}), years=()), "uploads"),
        (lambda: ProgrammeForm({}, {"upload": bad("a.docx")}), "upload"),
        (lambda: CalendarForm({}, {"calendar": bad("a.xml")}), "calendar"),
        (lambda: CommentForm({"text": "вот"}, MultiValueDict({"documents": [bad("a.pdf")]})), "documents"),
        (lambda: AbsenceForm({}, MultiValueDict({"papers": [bad("a.png")]}), today=date(2026, 11, 24)), "papers"),
    ],
    ids=["lists", "programmes", "calendar", "tasks", "papers"],
)  # fmt: skip
def test_every_form_says_what_it_found(clamd, form, field):
    clamd()
    assert "антивирус нашёл угрозу" in form().errors[field][0]


@pytest.mark.django_db
def test_a_page_refuses_the_file_and_keeps_nothing(clamd, frozen_time):
    """A parent's photograph: refused before its kind is looked at."""
    from zhurnal.journal.models import Excuse

    college, _other = worlds.two_colleges()
    client, student = college.client("parent"), college.people["student"].pk
    told = {"since": "2026-11-24", "until": "2026-11-24", "cause": "illness", "comment": ""}
    clamd()
    answer = client.post(f"/diary/{student}/absence/", {**told, "papers": bad("a.png")})
    assert answer.status_code == 422
    assert "антивирус нашёл угрозу" in answer.content.decode()
    assert Excuse.objects.of(college.id).count() == 0


def test_the_setting_is_a_path_or_a_place(monkeypatch):
    for value, told in (
        ("", ""),
        ("/run/clamav/clamd.ctl", "/run/clamav/clamd.ctl"),
        ("127.0.0.1:3310", ("127.0.0.1", 3310)),
        ("[::1]:3310", ("::1", 3310)),
    ):
        monkeypatch.setenv("ZHURNAL_ANTIVIRUS", value)
        assert env.peer("ZHURNAL_ANTIVIRUS", "") == told
    for value in ("clamd", "host:", "host:99999", ":3310"):
        monkeypatch.setenv("ZHURNAL_ANTIVIRUS", value)
        with pytest.raises(ValueError, match="host:port"):
            env.peer("ZHURNAL_ANTIVIRUS", "")
