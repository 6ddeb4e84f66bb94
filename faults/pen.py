"""A teacher who writes mark after mark and keeps, outside of all that breaks, what he was told."""

import http.client
import json
import threading
from dataclasses import dataclass, field
from itertools import count
from uuid import uuid4

TOKEN = "a" * 32
SIGNS = "345"
PATIENCE, PAUSE = 5, 0.02  # seconds: for an answer; before the next attempt
TOLD = ("saved", "repeat")


@dataclass
class Mark:
    """One command: of which cell, after which version, with which key; ``version`` becomes what the server told."""

    key: str
    student: str
    version: int
    value: str


@dataclass
class Pen:
    """``told``: marks acknowledged since the last look; ``waiting``: sent, and nobody knows what became of it."""

    college: str
    course: str
    lesson: str
    cookie: str
    cells: dict[str, tuple[int, str]]  # by student: version and value, as far as the teacher knows
    told: list[Mark] = field(default_factory=list)
    waiting: Mark | None = None
    total: int = 0
    repeats: int = 0
    strange: list[str] = field(default_factory=list)
    turn: "count[int]" = field(default_factory=count)

    def write(self, port: int, stop: threading.Event, *, once: bool = False) -> None:
        """Marks until it is told to stop; ``once``: only what waits."""
        while not stop.is_set() and not (once and self.waiting is None):
            self.waiting = self.waiting or self._next()
            if not self._send(port, self.waiting):
                stop.wait(PAUSE)

    def _next(self) -> Mark:
        student = sorted(self.cells)[next(self.turn) % len(self.cells)]
        version, value = self.cells[student]
        return Mark(
            str(uuid4()), student, version, SIGNS[(SIGNS.find(value) + 1) % len(SIGNS)]
        )  # another than there is

    def _send(self, port: int, mark: Mark) -> bool:
        """Whether an answer came; without one the same command goes again, under the same key."""
        command = {"key": mark.key, "do": "entry", "lesson": self.lesson, "student": mark.student, "slot": 1,
                   "version": mark.version, "value": mark.value, "reason": "Ошибка при вводе"}  # fmt: skip
        headers = {"Content-Type": "application/json", "X-CSRFToken": TOKEN,
                   "Cookie": f"journal={self.cookie}; csrf={TOKEN}"}  # fmt: skip
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        try:
            connection.request(
                "POST", f"/journals/{self.course}/commands/", json.dumps({"commands": [command]}), headers
            )
            answer = connection.getresponse()
            body = answer.read()
            if answer.status != http.HTTPStatus.OK:
                return self._not_saved(answer.status, body)
            (result,) = json.loads(body)["results"]
        except (OSError, http.client.HTTPException, ValueError):
            return False  # nobody knows: lost on the way there, or on the way back
        finally:
            connection.close()
        self._hear(mark, result)
        return True

    def _not_saved(self, status: int, body: bytes) -> bool:
        if status < http.HTTPStatus.INTERNAL_SERVER_ERROR:  # the server lives and refuses: the harness asks wrongly
            self.strange.append(f"{status} {body[-200:]!r}")
        return False

    def _hear(self, mark: Mark, result: dict[str, object]) -> None:
        self.waiting = None
        if result["state"] not in TOLD or (result["key"], result["value"]) != (mark.key, mark.value):
            self.strange.append(json.dumps(result, ensure_ascii=False)[:300])
            self.cells[mark.student] = (int(str(result["version"])), str(result["value"]))
            return
        self.total += 1
        self.repeats += result["state"] == "repeat"
        mark.version = int(str(result["version"]))
        self.cells[mark.student] = (mark.version, mark.value)
        self.told.append(mark)
