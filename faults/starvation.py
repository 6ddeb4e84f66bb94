"""``python -m faults.starvation frozen|gone|busy|full [--seconds N] [--control] [--seed N]``: T15, the database starves while marks are written.

``frozen``: PostgreSQL is stopped in its tracks (SIGSTOP) for some seconds. ``gone``: it is killed and comes back later. ``busy``: somebody else
holds SQLite's lock for writing. ``full``: the disk of SQLite has no room left (a file system of its own, in memory). Before, during
and after it teachers write and open their pages. Asked is: every request gets an answer in time; nothing is told «saved» that is not; no answer shows
the inside; when it is over, everything works again by itself at once. ``--control`` takes the patience of a request away: with ``frozen`` it must be found out.
"""

import argparse
import http.client
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

INSIDE = "ZHURNAL_FAULTS_INSIDE"
SCENES = {"frozen": "postgresql", "gone": "postgresql", "busy": "sqlite", "full": "sqlite"}
PATIENCE = 5  # seconds that the product is told to wait for one answer of PostgreSQL
LIMIT = {"frozen": 3 * PATIENCE, "gone": 15.0, "busy": 25.0, "full": 10.0}  # seconds for the slowest answer
HEALED = 30.0  # seconds from the end of the fault to the first mark
CALM = 3.0  # seconds before the fault
ROOM_MB = 96
OK, BROKEN, CANNOT = 0, 1, 2


@dataclass
class Ear:
    """Opens pages all the time and notes how long it waited and what it was told."""

    port: int
    addresses: list[tuple[str, str]]  # path, cookie
    waited: list[float] = field(default_factory=list)
    answers: Counter[int] = field(default_factory=Counter)
    silent: int = 0
    inside: list[str] = field(default_factory=list)

    def listen(self, stop: threading.Event, rng: random.Random) -> None:
        """Until it is told to stop."""
        while not stop.is_set():
            path, cookie = rng.choice(self.addresses)
            began = time.monotonic()
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
            try:
                connection.request("GET", path, headers={"Cookie": f"journal={cookie}"})
                answer = connection.getresponse()
                body = answer.read()
                self.answers[answer.status] += 1
                if b"Traceback" in body or b"OperationalError" in body:
                    self.inside.append(path)
            except (OSError, http.client.HTTPException):
                self.silent += 1
            finally:
                connection.close()
                self.waited.append(time.monotonic() - began)
            stop.wait(0.05)


@contextmanager
def starving(scene: str, data: Any, url: str) -> Iterator[None]:
    """The fault itself."""
    if scene == "frozen":
        family = [data.server.process.pid, *_children(data.server.process.pid)]
        for pid in family:
            os.kill(pid, signal.SIGSTOP)
        try:
            yield
        finally:
            for pid in reversed(family):
                os.kill(pid, signal.SIGCONT)
    elif scene == "gone":
        data.kill()
        try:
            yield
        finally:
            data.start()
    elif scene == "busy":
        other = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None, timeout=30)
        other.execute("BEGIN IMMEDIATE")
        try:
            yield
        finally:
            other.execute("ROLLBACK")
            other.close()
    else:
        # The log is emptied, and a reader who stays keeps SQLite from writing it over from the beginning: that needs no room.
        reader = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None, timeout=10)
        while reader.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
            time.sleep(0.01)
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        ballast = data.folder / "ballast"
        with ballast.open("wb", buffering=0) as file:
            try:
                while file.write(b"\0" * 4096):
                    pass
            except OSError:
                pass
        try:
            yield
        finally:
            ballast.unlink()
            reader.execute("ROLLBACK")
            reader.close()


def _children(parent: int) -> list[int]:
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            if int(stat.read_text().rsplit(")", 1)[1].split()[1]) == parent:
                found.append(int(stat.parent.name))
        except OSError:
            continue
    return found


def run(scene: str, seconds: float, folder: Path, seed: int, *, control: bool) -> dict[str, Any]:
    """The figures of one scene."""
    from faults.judge import Judge
    from faults.loops import Product
    from faults.pen import Pen
    from faults.stores import store

    os.environ["ZHURNAL_DATABASE_PATIENCE"] = "0" if control else str(PATIENCE)
    rng, place = random.Random(seed), folder / "room"
    place.mkdir()
    if scene == "full":
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={ROOM_MB}m", "none", str(place)], check=True)
    state = folder / "state"
    state.mkdir()
    place.chmod(0o755)
    folder.chmod(0o755)
    try:
        with store(SCENES[scene], place, power=False, waits=True) as data:
            product = Product(data.url, state, "")
            try:
                made = product.ask("prepare", teachers=3)
                subprocess.run([sys.executable, "-m", "zhurnal", "collectstatic", "--noinput", "-v0"], check=True,
                               env={**os.environ, "ZHURNAL_STATE": str(state), "ZHURNAL_SECRET_KEY": "faults", "ZHURNAL_DATABASE": data.url})  # fmt: skip
                pens = [Pen(made["college"], **pen) for pen in made["pens"]]
                judge = Judge(product.ask, made["college"], pens)
                product.serve()
                ear = Ear(product.port, [(path, pen.cookie) for pen in pens for path in
                                         ("/today/", f"/journals/{pen.course}/", f"/lessons/{pen.lesson}/")])  # fmt: skip
                stop = threading.Event()
                threads = [
                    threading.Thread(target=pen.write, args=(product.port, stop), daemon=True) for pen in pens[:2]
                ]
                threads += [threading.Thread(target=ear.listen, args=(stop, random.Random(rng.random())), daemon=True)]
                for thread in threads:
                    thread.start()
                time.sleep(CALM)
                before, read = sum(pen.total for pen in pens), ear.answers[200]
                if set(ear.answers) - {200}:
                    message = f"pages did not open before the fault: {dict(ear.answers)}"
                    raise RuntimeError(message)
                with starving(scene, data, data.url):
                    begun = sum(pen.total for pen in pens)
                    time.sleep(seconds)
                    during, read_during = sum(pen.total for pen in pens) - begun, ear.answers[200] - read
                began, known = time.monotonic(), sum(pen.total for pen in pens)
                while sum(pen.total for pen in pens) == known and time.monotonic() - began < HEALED:
                    time.sleep(0.02)
                healed = time.monotonic() - began
                time.sleep(1)
                stop.set()
                for thread in threads:
                    thread.join()
                # What waits is answered now, without any fault.
                ending = threading.Event()
                for pen in pens[:2]:
                    pen.write(product.port, ending, once=True)
                product.kill()
                judge.look()
                judge.chains()
            finally:
                product.close()
    finally:
        if scene == "full":
            subprocess.run(["umount", str(place)], check=True)
    strange = [said for pen in pens for said in pen.strange]
    return {
        "scene": scene, "control": control, "seconds": seconds, "told before": before, "told during": during, "told": sum(p.total for p in pens),
        "pages": len(ear.waited), "pages before": read, "pages during": read_during, "slowest page": round(max(ear.waited), 2),
        "answers": {str(status): count for status, count in sorted(ear.answers.items())}, "silent": ear.silent,
        "insides": len(ear.inside), "healed in": round(healed, 2),
        **judge.counts,
        "strange": strange[:3],
    }  # fmt: skip


def faults_of(found: dict[str, Any]) -> list[str]:
    """What was asked and did not hold."""
    limit = LIMIT[found["scene"]]
    return [
        said
        for said, holds in (
            ("no mark was told before the fault", found["told before"]),
            ("no page was opened before the fault", found["pages before"]),
            (
                "marks were taken as if nothing were amiss",
                found["told during"] <= 2,
            ),  # of two teachers, on their way when it begins
            ("marks lost, doubled or chains broken", not found["lost"] + found["doubled"] + found["breaks"]),
            (f"a page waited {found['slowest page']} s, {limit} s are allowed", found["slowest page"] <= limit),
            ("requests without any answer", not found["silent"]),
            ("an answer shows the inside", not found["insides"]),
            (f"not healed in {HEALED} s", found["healed in"] < HEALED),
            ("the harness asked wrongly", not found["strange"]),
        )
        if not holds
    ]


def main(arguments: list[str]) -> int:
    """0: everything held (or, with ``--control``, something did not)."""
    parser = argparse.ArgumentParser(prog="python -m faults.starvation", description=__doc__)
    parser.add_argument("scene", choices=tuple(SCENES))
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--control", action="store_true")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**9))
    wanted = parser.parse_args(arguments)
    if not os.environ.get(INSIDE):
        missing = [name for name in ("unshare", "ip") if shutil.which(name) is None]
        if os.name == "nt" or os.geteuid() != 0 or missing:
            sys.stderr.write(
                "Faults need Linux, root and the commands unshare and ip (packages util-linux, iproute2).\n"
            )
            return CANNOT
        apart = ["unshare", "--mount", "--pid", "--net", "--fork", "--kill-child", "--mount-proc"]
        command = [*apart, sys.executable, "-m", "faults.starvation", *arguments]
        return subprocess.run(command, env={**os.environ, INSIDE: "1"}, check=False).returncode
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    with tempfile.TemporaryDirectory(prefix="zhurnal-starvation-") as folder:
        found = run(wanted.scene, wanted.seconds, Path(folder), wanted.seed, control=wanted.control)
    broken = faults_of(found)
    sys.stdout.write(json.dumps({**found, "seed": wanted.seed, "broken": broken}, ensure_ascii=False) + "\n")
    return (OK if broken else BROKEN) if wanted.control else (BROKEN if broken else OK)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
