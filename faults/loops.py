"""The loops: write, break, bring back, look, send again."""

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

from bench.server import free_port, wait
from faults.judge import Judge
from faults.pen import Pen
from faults.stores import Store, store

TEACHERS = 4
SHORTEST, LONGEST = 0.15, 0.6  # seconds from the first mark to the fault
EARLY = 0.05  # of the loops break without waiting for a mark
UNTOLD = 20  # seconds after which a loop breaks though nothing was told
TELLS_EVERY = 50  # loops
CHAINS_EVERY = 50  # loops
AT_REST = 60  # seconds in which what waits must be answered at the end
# What is taken away by --control: (fault, database) → what the zygote does wrongly, or nothing where PostgreSQL itself does.
CONTROLS = {("application", "sqlite"): "early", ("application", "postgresql"): "early", ("power", "sqlite"): "unsynced"}


class Product:
    """The zygote and the one process that serves at a time."""

    def __init__(self, url: str, folder: Path, wrong: str) -> None:
        environment = {**os.environ, "ZHURNAL_DATABASE": url, "ZHURNAL_STATE": str(folder), "ZHURNAL_SECRET_KEY": "faults",
                       "ZHURNAL_WORKER": "0", "DJANGO_SETTINGS_MODULE": "config.settings", "ZHURNAL_LOG": "CRITICAL",
                       "ZHURNAL_DATABASE_POOL": "0", "ZHURNAL_FAULTS_CONTROL": wrong}  # fmt: skip
        self.zygote = subprocess.Popen([sys.executable, "-m", "faults.zygote"], env=environment, text=True,
                                       stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)  # fmt: skip
        self.port, self.pid = free_port(), 0

    def ask(self, do: str, **given: object) -> dict[str, Any]:
        """One command of the zygote."""
        return self._say({"do": do, "with": given})

    def _say(self, command: dict[str, object]) -> dict[str, Any]:
        assert self.zygote.stdin
        assert self.zygote.stdout
        self.zygote.stdin.write(json.dumps(command) + "\n")
        self.zygote.stdin.flush()
        told: dict[str, Any] = json.loads(self.zygote.stdout.readline())
        if "fault" in told:
            raise RuntimeError(told["fault"])
        return told

    def serve(self) -> None:
        """A new process of the application, ready."""
        self.port = free_port()
        self.pid = self._say({"do": "serve", "port": self.port})["pid"]
        wait(self.port)

    def kill(self) -> None:
        """−9, in the middle of whatever it does."""
        os.kill(self.pid, signal.SIGKILL)

    def close(self) -> None:
        """The end of the zygote, and with it of the namespace's processes."""
        assert self.zygote.stdin
        self.zygote.stdin.close()
        self.zygote.wait(20)


def run(
    fault: str, database: str, loops: int, folder: Path, seed: int, *, control: bool, minutes: float
) -> dict[str, Any]:
    """The counts of a run: marks told, lost, doubled, breaks of chains, answers that came only to the second sending.

    After so many minutes no loop begins, and the number of those that came is told.
    """
    rng, ends = random.Random(seed), time.monotonic() + minutes * 60
    wrong = CONTROLS.get((fault, database), "") if control else ""
    with store(database, folder, power=fault == "power", waits=not control or fault == "application") as data:
        product = Product(data.url, folder, wrong)
        try:
            made = product.ask("prepare", teachers=TEACHERS)
            os.sync()  # what is lost later was written later, also where nothing waits for the disk
            pens = [Pen(made["college"], **pen) for pen in made["pens"]]
            judge = Judge(product.ask, made["college"], pens)
            recovery, silent, ran, unreadable = [], 0, 0, False
            for number in range(loops):
                if time.monotonic() > ends:
                    break
                ran += 1
                before = sum(pen.total for pen in pens)
                product.serve()
                early = rng.random() < EARLY
                _write_and_break(fault, product, data, pens, rng.uniform(SHORTEST, LONGEST), early=early)
                began = time.monotonic()
                data.start()
                recovery.append(time.monotonic() - began)
                if not judge.looked(control=control):
                    unreadable = True
                    break
                if (number + 1) % CHAINS_EVERY == 0:
                    judge.chains()
                _as_meant(pens)
                if (number + 1) % TELLS_EVERY == 0:
                    told = sum(pen.total for pen in pens)
                    sys.stderr.write(f"{number + 1} of {loops}: {told} told, {dict(judge.found)}\n")
                silent += sum(pen.total for pen in pens) == before
            if not unreadable:
                _at_rest(product, pens, judge)
        finally:
            product.close()
    return {
        "fault": fault, "database": database, "control": control, "loops": ran, "told": sum(pen.total for pen in pens),
        **judge.counts,
        "repeats": sum(pen.repeats for pen in pens), "unknown arrived": judge.found["unknown arrived"],
        "silent loops": silent, "slowest recovery": round(max(recovery, default=0), 2), "examples": judge.examples,
    }  # fmt: skip


def _as_meant(pens: list[Pen]) -> None:
    """A refusal is no fault that was made on purpose: the harness asks wrongly, and its counts mean nothing."""
    if strange := [said for pen in pens for said in pen.strange]:
        raise RuntimeError("\n".join(strange[:3]))


def _write_and_break(fault: str, product: Product, data: Store, pens: list[Pen], after: float, *, early: bool) -> None:
    """``early``: the clock runs from the first sending and not from the first mark told."""
    stop, before = threading.Event(), sum(pen.total for pen in pens)
    threads = [threading.Thread(target=pen.write, args=(product.port, stop)) for pen in pens]
    for thread in threads:
        thread.start()
    began = time.monotonic()
    while not early and sum(pen.total for pen in pens) == before and time.monotonic() - began < UNTOLD:
        time.sleep(0.002)
    time.sleep(after)
    if fault == "power" and data.disk:
        data.disk.cut()
    if fault != "application":
        data.kill()
    product.kill()
    stop.set()
    for thread in threads:
        thread.join()
    product_gone(product.pid)
    if fault == "power" and data.disk:
        data.disk.again()


def product_gone(pid: int) -> None:
    """Until the killed process is no more."""
    while Path(f"/proc/{pid}").exists() and _state(pid) != "Z":
        time.sleep(0.005)


def _state(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return "Z"


def _at_rest(product: Product, pens: list[Pen], judge: Judge) -> None:
    """Without faults: what waits is sent until it is answered; then everything is looked at once more."""
    product.serve()
    stop = threading.Event()
    give_up = threading.Timer(AT_REST, stop.set)
    give_up.start()
    threads = [threading.Thread(target=pen.write, args=(product.port, stop), kwargs={"once": True}) for pen in pens]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    give_up.cancel()
    _as_meant(pens)
    if any(pen.waiting for pen in pens):
        message = f"What waits has not been answered in {AT_REST} s without any fault."
        raise RuntimeError(message)
    product.kill()
    judge.look()
    judge.chains()
