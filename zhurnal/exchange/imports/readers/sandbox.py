"""``read(kind, paths)``: files are read in a process of their own, which may hang, crash or eat memory without harm.

A reader that does not come back becomes a sentence in Russian like any other problem. Nothing is unpickled: the answer is
JSON that must fit the declared dataclasses.
"""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from zhurnal.exchange.imports.readers import child
from zhurnal.exchange.imports.readers.codec import NotOurs, loads
from zhurnal.exchange.imports.readers.kinds import Kind
from zhurnal.exchange.imports.readers.limits import LIMITS, Limits
from zhurnal.exchange.imports.readers.problems import Problem, shorten
from zhurnal.exchange.imports.readers.reading import CONTENTS, Reading
from zhurnal.exchange.imports.readers.sources import Source, as_sources
from zhurnal.kernel.turnstile import aside

MODULE = "zhurnal.exchange.imports.readers.child"
HOME = Path(__file__).resolve().parents[4]  # the folder in which the package lies
PASSED_ON = (
    "SYSTEMROOT",
    "SystemRoot",
    "TEMP",
    "TMP",
    "LD_LIBRARY_PATH",
)  # without these Python does not start everywhere
STARTING = {
    "PYTHONPATH": str(HOME),
    "MALLOC_ARENA_MAX": "1",
}  # the second: a thread shall not reserve memory of its own
CHUNK = 64 * 1024
GRACE = 5.0


def read(kind: Kind | str, paths: Iterable[Path | str | Source], limits: Limits = LIMITS) -> Reading:
    """What is in the files, or why it cannot be known. Never raises on account of a file."""
    kind, sources = Kind(kind), as_sources(paths)
    title = sources[0].title if sources else ""
    request = {
        "kind": kind.value,
        "limits": asdict(limits),
        "sources": [[str(source.path.absolute()), source.name] for source in sources],
    }
    answer = _run(json.dumps(request).encode(), limits)
    if answer.code != 0 or answer.reason:
        reason, code = answer.reason or _why(answer.code)
        detail = shorten(answer.data.decode("ascii", "replace")) if answer.code == child.BROKEN else ""
        return Reading(kind, None, (Problem(title, reason, code=code, value=detail),))
    try:
        content = loads(CONTENTS[kind], answer.data)
    except NotOurs:
        return Reading(
            kind, None, (Problem(title, "Файл прочитать не удалось: ответ чтения испорчен.", code="bad_answer"),)
        )
    return Reading(kind, content, content.problems)


class Answer:
    """What a child said before it ended or was ended."""

    def __init__(self) -> None:
        self.code = -1
        self.data = b""
        self.reason: tuple[str, str] | None = None


def _run(request: bytes, limits: Limits) -> Answer:
    answer = Answer()
    command = [sys.executable, "-X", "utf8", "-B", "-m", MODULE]
    environment = {name: os.environ[name] for name in PASSED_ON if name in os.environ} | STARTING
    try:
        process = subprocess.Popen(  # noqa: S603  our own interpreter and our own module, nothing from outside in the words
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=HOME,
            env=environment,
            close_fds=True,
        )
    except OSError:
        answer.reason = ("Файл прочитать не удалось: на сервере не запускается чтение файлов.", "no_process")
        return answer
    with aside(), process:
        talk = threading.Thread(target=_talk, args=(process, request, answer, limits.answer_bytes), daemon=True)
        talk.start()
        talk.join(limits.seconds)
        if talk.is_alive():
            answer.reason = (
                f"Файл читается дольше {limits.seconds:g} с, чтение остановлено. Разделите его на части.",
                "timeout",
            )
        _end(process, GRACE if answer.reason is None else 0)
        talk.join(GRACE)
    answer.code = process.returncode
    return answer


def _talk(process: "subprocess.Popen[bytes]", request: bytes, answer: Answer, ceiling: int) -> None:
    if process.stdin is None or process.stdout is None:
        return
    try:
        process.stdin.write(request)
        process.stdin.close()
    except OSError:
        pass  # it ended before it listened; its exit code tells
    parts, size = [], 0
    while part := process.stdout.read1(CHUNK):  # type: ignore[attr-defined]  # a pipe is buffered here
        size += len(part)
        if size > ceiling:
            answer.reason = (
                "В файле слишком много всего: результат не помещается. Разделите его на части.",
                "too_large",
            )
            return
        parts.append(part)
    answer.data = b"".join(parts)


def _end(process: "subprocess.Popen[bytes]", grace: float) -> None:
    """A process that has said everything gets a moment to leave by itself."""
    try:
        process.wait(grace)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _why(code: int) -> tuple[str, str]:
    if code == child.OUT_OF_MEMORY:
        return "Файл требует слишком много памяти, чтение остановлено. Разделите его на части.", "memory"
    if code == child.BROKEN:
        return "Файл устроен так, что прочитать его не удалось. Пришлите его разработчикам.", "broken_reader"
    if code == child.BAD_REQUEST:
        return "Файл прочитать не удалось: чтение не поняло, что от него хотят.", "bad_request"
    return "Чтение файла прервалось: он повреждён или слишком велик.", "crash"
