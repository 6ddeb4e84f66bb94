"""``python -m faults.cells [sqlite|postgresql] [--operations N] [--clients N] [--minutes N] [--control] [--seed N]``: T7, every cell linearizable.

Many clients of one teacher write into the same few cells (each after the version that it saw last) and read them, while the application
is killed and started again. A write that nobody answered is sent again under its own key until it is. The history of each cell is then held
against what a single cell in one place would have said: versions without gaps, each by one write; what is read is what was written; nobody
who asks later sees less than whoever was answered before he asked. ``--control`` reads through a cache that keeps answers for a second:
it must be found out. ``--minutes``: no operation begins after so long, and the number that began is told instead of the number that was wanted.
"""

import argparse
import http.client
import json
import math
import os
import random
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

OK, BROKEN, CANNOT = 0, 1, 2
CLIENTS, OPERATIONS, CELLS = 8, 2000, 3
SHORTEST, LONGEST = 2.0, 6.0  # seconds between two kills
PATIENCE, PAUSE, KEPT = 5, 0.02, 1.0
READS = 0.5  # of the operations
TOLD = ("saved", "repeat")


@dataclass(frozen=True, slots=True)
class Seen:
    """One finished operation: ``wrote`` tells a write that was saved from a look (reads and conflicts)."""

    cell: str
    began: float
    ended: float
    version: int
    value: str
    wrote: bool


def wrong(seen: Iterable[Seen], start: dict[str, tuple[int, str]]) -> list[str]:
    """What no single cell could have said. One pass over the operations of each cell by the time at which they ended."""
    cells: dict[str, list[Seen]] = defaultdict(list)
    for one in seen:
        cells[one.cell].append(one)
    return [said for cell, those in sorted(cells.items()) for said in _of_cell(cell, those, start.get(cell, (0, "")))]


def _of_cell(cell: str, those: list[Seen], start: tuple[int, str]) -> list[str]:
    found: list[str] = []
    writes: dict[int, Seen] = {}
    # «Saved» is also said to whoever wants what is there already: of those one wrote, the others saw. Whoever asked first may have
    # written it, though he heard of it last: his answer was lost, and he asked again under his key.
    looks = set()
    for one in sorted((one for one in those if one.wrote), key=lambda one: one.began):
        first = writes.setdefault(one.version, one)
        if first.value != one.value:
            found.append(f"{cell}: two writes got version {one.version}")
        elif first is not one:
            looks.add(one)
    gaps = set(range(start[0] + 1, max(writes, default=start[0]) + 1)) - set(writes)
    found += [f"{cell}: nobody wrote version {version}" for version in sorted(gaps)]
    for one in those:
        maker = writes.get(one.version)
        value = start[1] if one.version == start[0] else maker.value if maker else None
        if value != one.value:
            found.append(f"{cell}: version {one.version} reads {one.value!r}, written was {value!r}")
        if maker is not None and one.ended < maker.began:
            found.append(f"{cell}: version {one.version} was read before anybody wrote it")
    # By the moment of asking: whoever asks after somebody was answered sees at least what he saw, and writes after it.
    ended = sorted(those, key=lambda one: one.ended)
    last, known = 0, start[0]
    for one in sorted(those, key=lambda one: one.began):
        while last < len(ended) and ended[last].ended < one.began:
            known, last = max(known, ended[last].version), last + 1
        if one.version < known or (one.wrote and one not in looks and one.version == known):
            found.append(f"{cell}: version {one.version} after {known} had been told")
    return found


def heard(cell: str, after: int, value: str, told: dict[str, Any], when: tuple[float, float]) -> list[Seen]:
    """What the answer to a write says that was sent after the version ``after``.

    A key that was known already is answered with what stands there now, which may be the next one's by then: that is a look.
    What it wrote when it was first sent stands behind ``after``, or it would have been a conflict.
    """
    stands = int(told["version"])
    if told["state"] == "saved":
        return [Seen(cell, *when, stands, value, wrote=True)]
    look = Seen(cell, *when, stands, told["value"], wrote=False)
    return [Seen(cell, *when, after + 1, value, wrote=True), look] if told["state"] == "repeat" else [look]


class Client(threading.Thread):
    """Writes and reads in turn by chance, until all operations are done."""

    def __init__(self, place: dict[str, Any], port: "Port", budget: "Budget", seed: int, *, cached: bool) -> None:
        super().__init__(daemon=True)
        self.place, self.port, self.budget, self.rng = place, port, budget, random.Random(seed)
        self.cells = dict(place["cells"])
        self.seen: list[Seen] = []
        self.strange: list[str] = []
        self.cached, self.kept = cached, (0.0, [])

    def run(self) -> None:
        """One operation after another; the fault of a thread is told, not swallowed."""
        try:
            while self.budget.take():
                (self._read if self.rng.random() < READS else self._write)()
        except Exception as error:
            self.strange.append(repr(error))
            raise

    def _ask(self, method: str, path: str, body: str = "") -> Any:
        """The answer, asked for again until there is one."""
        headers = {"Content-Type": "application/json", "X-CSRFToken": "a" * 32, "Accept": "application/json",
                   "Cookie": f"journal={self.place['cookie']}; csrf={'a' * 32}"}  # fmt: skip
        while True:
            connection = http.client.HTTPConnection("127.0.0.1", self.port.number, timeout=PATIENCE)
            try:
                connection.request(method, path, body or None, headers)
                answer = connection.getresponse()
                data = answer.read()
                if answer.status == http.HTTPStatus.OK:
                    return json.loads(data)
                if answer.status < http.HTTPStatus.INTERNAL_SERVER_ERROR:
                    message = f"{answer.status} {data[-200:]!r}"
                    raise RuntimeError(message)
            except (OSError, http.client.HTTPException, ValueError):
                pass  # killed on the way there or back: the same again
            finally:
                connection.close()
            time.sleep(PAUSE)

    def _read(self) -> None:
        began = time.monotonic()
        if not (self.cached and began - self.kept[0] < KEPT):
            answer = self._ask("GET", f"/journals/{self.place['course']}/live/?after=0")
            self.kept = (time.monotonic(), answer["cells"])
        ended = time.monotonic()
        for student, lesson, slot, value, version, *_flags in self.kept[1]:
            cell = _plain(student)
            if _plain(lesson) == _plain(self.place["lesson"]) and slot == 1 and cell in self.cells:
                self._saw(Seen(cell, began, ended, version, value, wrote=False))

    def _write(self) -> None:
        cell = self.rng.choice(sorted(self.cells))
        version, value = self.cells[cell]
        other = self.rng.choice([sign for sign in "2345" if sign != value])
        command = {"key": str(uuid4()), "do": "entry", "lesson": self.place["lesson"], "student": cell, "slot": 1,
                   "version": version, "value": other, "reason": "Ошибка при вводе"}  # fmt: skip
        began = time.monotonic()
        answer = self._ask("POST", f"/journals/{self.place['course']}/commands/", json.dumps({"commands": [command]}))
        (told,) = answer["results"]
        if told["state"] not in (*TOLD, "conflict"):
            self.strange.append(json.dumps(told, ensure_ascii=False)[:300])
            return
        for one in heard(cell, version, other, told, (began, time.monotonic())):
            self._saw(one)

    def _saw(self, one: Seen) -> None:
        self.seen.append(one)
        if one.version >= self.cells[one.cell][0]:
            self.cells[one.cell] = (one.version, one.value)


class Port:
    """Where the application is heard now."""

    def __init__(self) -> None:
        self.number = 0


class Budget:
    """How many operations are left, for all clients together, and until when they may begin."""

    def __init__(self, left: int, until: float = math.inf) -> None:
        self.left, self.until, self.began, self._lock = left, until, 0, threading.Lock()

    def take(self) -> bool:
        """Whether there is one more."""
        with self._lock:
            if not self.left or time.monotonic() > self.until:
                self.left = 0
                return False
            self.left, self.began = self.left - 1, self.began + 1
            return True


def _plain(key: str) -> str:
    return key.replace("-", "")


def run(
    database: str, operations: int, clients: int, folder: Path, seed: int, *, control: bool, minutes: float = math.inf
) -> dict[str, Any]:
    """The counts of a run."""
    from faults.loops import Product, product_gone
    from faults.stores import store

    rng, kills = random.Random(seed), 0
    with store(database, folder, power=False, waits=True) as data:
        product = Product(data.url, folder, "")
        try:
            place = product.ask("prepare", teachers=1)["pens"][0]
            cells = {_plain(student): tuple(cell) for student, cell in sorted(place["cells"].items())[:CELLS]}
            place["cells"] = cells
            port, budget = Port(), Budget(operations, time.monotonic() + minutes * 60)
            product.serve()
            port.number = product.port
            crowd = [Client(place, port, budget, rng.randrange(10**9), cached=control) for _ in range(clients)]
            for one in crowd:
                one.start()
            while any(one.is_alive() for one in crowd):
                for one in crowd:
                    one.join(rng.uniform(SHORTEST, LONGEST) / clients)
                if any(one.is_alive() for one in crowd) and budget.left > clients:
                    product.kill()
                    product_gone(product.pid)
                    kills += 1
                    product.serve()
                    port.number = product.port
            product.kill()
        finally:
            product.close()
    if strange := [said for one in crowd for said in one.strange]:
        raise RuntimeError("\n".join(strange[:3]))
    seen = [one for client in crowd for one in client.seen]
    said = wrong(seen, cells)
    return {"database": database, "control": control, "clients": clients, "operations": budget.began, "kills": kills,
            "looks": sum(not one.wrote for one in seen), "writes": sum(one.wrote for one in seen),
            "wrong": len(said), "examples": said[:5]}  # fmt: skip


def main(arguments: list[str]) -> int:
    """0: no cell said what it could not (or, with ``--control``, one did)."""
    parser = argparse.ArgumentParser(prog="python -m faults.cells", description=__doc__)
    parser.add_argument("database", choices=("sqlite", "postgresql"), nargs="?", default="sqlite")
    parser.add_argument("--operations", type=int, default=OPERATIONS)
    parser.add_argument("--clients", type=int, default=CLIENTS)
    parser.add_argument("--minutes", type=float, default=math.inf, help="no operation begins after so many")
    parser.add_argument("--control", action="store_true")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**9))
    wanted = parser.parse_args(arguments)
    if os.name == "nt":
        sys.stderr.write("The harness forks: it needs Linux.\n")
        return CANNOT
    with tempfile.TemporaryDirectory(prefix="zhurnal-cells-") as folder:
        began = time.monotonic()
        found = run(
            wanted.database,
            wanted.operations,
            wanted.clients,
            Path(folder),
            wanted.seed,
            control=wanted.control,
            minutes=wanted.minutes,
        )
        found |= {"seed": wanted.seed, "seconds": round(time.monotonic() - began, 1)}
        sys.stdout.write(json.dumps(found, ensure_ascii=False) + "\n")
    if wanted.control:
        return OK if found["wrong"] else BROKEN
    shows = found["writes"] > wanted.clients and found["looks"] and found["kills"]
    return OK if shows and not found["wrong"] else BROKEN


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
