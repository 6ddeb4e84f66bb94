"""Orders to the children that set pages. A warm child saves its start (0.2 s); it leaves after some documents or a quiet minute."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from zhurnal.kernel.turnstile import aside
from zhurnal.kernel.typeset import child

Sheets = Mapping[str, object]
"""What a template is given: JSON values only. A template reads it by ``#let data = json(bytes(sys.inputs.data))``."""

SECONDS = 120.0  # the longest a document may take
WARM_SECONDS = 60.0
PER_CHILD = 12  # documents: the setter remembers what it set and grows (stack: 1.1 GB after ten of 20 pages)
BULK_BYTES = (
    200_000  # of orders: a child that was given so much is not kept (a group's journals, 250 KB, leave 150 MB in it)
)
AT_ONCE = 2
PASSED_ON = ("PATH", "SYSTEMROOT", "LANG", "LC_ALL", "TMPDIR", "TEMP", "TMP", "VIRTUAL_ENV")


class TypesetError(Exception):
    """The document could not be set: a fault of the template or of the machine, never of what people wrote."""


@dataclass(slots=True)
class _Child:
    process: "subprocess.Popen[bytes]"
    documents: int = 0
    bytes_given: int = 0


_places = threading.BoundedSemaphore(AT_ONCE)
_lock = threading.Lock()
_warm: list[_Child] = []
_timers: list[threading.Timer] = []


def typeset(template: str, data: Sheets, *, archive: bool = False) -> bytes:
    """Set a document.

    ``template``: path of a ``.typ`` file from the package («printing/paper/journal.typ»), ``archive``: PDF/A-2b for the
    archive (A12.6). Raises ``TypesetError``. Waits while as many documents are being set as the machine bears.
    """
    order = json.dumps(
        {
            "template": template,
            "data": json.dumps(data, ensure_ascii=False),
            "archive": "a-2b" if archive else "",
        },
        ensure_ascii=False,
    ).encode()
    with aside(), _places:
        worker = _taken() or _started()
        try:
            said = _ask(worker, order)
        except BaseException:
            _end(worker)
            raise
        _put_back(worker, len(order))
    return said


def expect() -> None:
    """A document is about to be asked for: a child starts while its data are read, unless one is warm."""
    with _lock:
        if _warm:
            return
        try:
            _keep(_started())
        except TypesetError:
            return  # ``typeset`` will say so


def _started() -> _Child:
    command = [sys.executable, "-X", "utf8", "-B", "-I", str(Path(child.__file__))]
    environment = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    try:
        process = subprocess.Popen(  # noqa: S603  our own interpreter and our own file, nothing from outside in the words
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            close_fds=True,
        )
    except OSError as error:
        raise TypesetError("no_process") from error
    return _Child(process)


def _ask(worker: _Child, order: bytes) -> bytes:
    """Send the order and read the answer; whoever takes too long is ended, and the pipe then tells."""
    watch = threading.Timer(SECONDS, worker.process.kill)
    watch.daemon = True
    watch.start()
    try:
        orders, answers = cast(IO[bytes], worker.process.stdin), cast(IO[bytes], worker.process.stdout)
        orders.write(len(order).to_bytes(child.LENGTH, "big") + order)
        orders.flush()
        mark, size = answers.read(1), answers.read(child.LENGTH)
        said = answers.read(int.from_bytes(size, "big"))
    except OSError as error:
        raise TypesetError("broken_pipe") from error
    finally:
        watch.cancel()
    if mark == child.FAILED:
        raise TypesetError(said.decode(errors="replace"))
    if mark != child.DONE or len(said) != int.from_bytes(size, "big"):
        raise TypesetError("ended")
    return said


def _taken() -> _Child | None:
    with _lock:
        while _timers:
            _timers.pop().cancel()
        while _warm:
            worker = _warm.pop()
            if worker.process.poll() is None:
                return worker
            _end(worker)
    return None


def _put_back(worker: _Child, size: int) -> None:
    worker.documents += 1
    worker.bytes_given += size
    with _lock:
        if worker.documents < PER_CHILD and worker.bytes_given < BULK_BYTES and not _warm:
            _keep(worker)
            return
    _end(worker)


def _keep(worker: _Child) -> None:
    """Have it wait for the next document; whoever calls holds the lock."""
    _warm.append(worker)
    timer = threading.Timer(WARM_SECONDS, _cool)
    timer.daemon = True
    timer.start()
    _timers.append(timer)


def _cool() -> None:
    """Nobody printed for a while: the memory is given back."""
    with _lock:
        idle = _warm[:]
        _warm.clear()
        _timers.clear()
    for worker in idle:
        _end(worker)


def _end(worker: _Child) -> None:
    process = worker.process
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            try:
                pipe.close()
            except OSError:  # what was not sent cannot be sent any more
                continue
