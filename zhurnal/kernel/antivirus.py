"""What people upload goes through the antivirus of the machine before anybody reads or keeps it (checklist 42).

clamd, or whatever speaks its INSTREAM: the file's bytes go over a socket, a word comes back. Closed when it is silent: whatever is not
«OK» in so many letters refuses the file. Without ``ZHURNAL_ANTIVIRUS`` there is none, and the journal's own checks of files stand alone.
"""

import logging
import socket
import struct
from contextlib import closing, suppress
from enum import StrEnum
from threading import BoundedSemaphore
from time import monotonic
from typing import IO

from django.conf import settings

PIECE = 1 << 16
PATIENCE = 20.0  # seconds for a whole file; a page waits so long
SHORT = 2.0  # for the question whether it is there
ANSWER = 4096
AT_ONCE = 2  # in each process: a mute one may hold no more threads than these
TURN = 2.0  # seconds for one's turn

INFECTED = "В файле «{0}» антивирус нашёл угрозу, он не принят. Проверьте компьютер, на котором файл сделан."
SILENT = "Файл «{0}» не принят: антивирус сервера не ответил, а без него файлы не принимаются. Повторите позже или сообщите администратору."
BUSY = "Файл «{0}» не принят: антивирус сервера занят другими файлами. Повторите через минуту."

logger = logging.getLogger(__name__)
_turns = BoundedSemaphore(AT_ONCE)


class Unfit(Exception):
    """The file is not taken; the text is a Russian sentence."""


class Watch(StrEnum):
    """Whether somebody looks."""

    OFF = "off"
    ON = "on"
    SILENT = "silent"


def looked_through(file: IO[bytes], name: str) -> None:
    """The whole file, from its beginning, to which it is put back. Raises ``Unfit``."""
    if not settings.ANTIVIRUS:
        return
    if not _turns.acquire(timeout=TURN):
        logger.error("the antivirus is busy with other files")
        raise Unfit(BUSY.format(name))
    try:
        file.seek(0)
        word = _streamed(file)
    except OSError as trouble:
        logger.error("the antivirus did not answer: %s", type(trouble).__name__)
        raise Unfit(SILENT.format(name)) from trouble
    finally:
        _turns.release()
        file.seek(0)
    if word.endswith("FOUND"):
        logger.error("the antivirus found something in an uploaded file")
        raise Unfit(INFECTED.format(name))
    if word != "stream: OK":
        logger.error("the antivirus gave no verdict")
        raise Unfit(SILENT.format(name))


def watch() -> Watch:
    """For the page of the administrator: asked without a file."""
    if not settings.ANTIVIRUS:
        return Watch.OFF
    try:
        with closing(_line(SHORT)) as line:
            line.sendall(b"zPING\0")
            return Watch.ON if _word(line, monotonic() + SHORT) == "PONG" else Watch.SILENT
    except OSError:
        return Watch.SILENT


def _streamed(file: IO[bytes]) -> str:
    until = monotonic() + PATIENCE
    with closing(_line(PATIENCE)) as line:
        with suppress(BrokenPipeError, ConnectionResetError):  # it may end early, and says why
            line.sendall(b"zINSTREAM\0")
            while piece := file.read(PIECE):
                _wait(line, until)
                line.sendall(struct.pack(">I", len(piece)) + piece)
            line.sendall(struct.pack(">I", 0))
        return _word(line, until)


def _line(patience: float) -> socket.socket:
    """Connected: to a host and port, or to a socket of this machine."""
    if isinstance(settings.ANTIVIRUS, tuple):
        return socket.create_connection(settings.ANTIVIRUS, timeout=patience)
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        line.settimeout(patience)
        line.connect(settings.ANTIVIRUS)
    except OSError:
        line.close()
        raise
    return line


def _word(line: socket.socket, until: float) -> str:
    """What it answers, to its end. Nothing, when it only hangs up."""
    told = b""
    while b"\0" not in told and len(told) < ANSWER:
        _wait(line, until)
        piece = line.recv(ANSWER)
        if not piece:
            break
        told += piece
    return told.partition(b"\0")[0].decode("utf-8", "replace").strip()


def _wait(line: socket.socket, until: float) -> None:
    """No longer than what is left of the whole patience, however slowly it speaks."""
    left = until - monotonic()
    if left <= 0:
        raise TimeoutError
    line.settimeout(left)
