"""``python3 run.py faults [application|database|power] [sqlite|postgresql] [--loops N] [--minutes N] [--control] [--seed N]``

T3 (kill −9 of PostgreSQL), T4 (kill −9 of the application) and T5 (power cut under the disk of the database): in each loop four
teachers write marks, the fault falls at a random moment, the same commands are sent again, and every mark that was ever told
«saved» must be there once, at its version, with its value. ``--control`` takes away what protects (``loops.CONTROLS``):
then marks must be lost, or the harness proves nothing; it ends with code 0 only if they are.
"""

import argparse
import json
import math
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

FAULTS = ("application", "database", "power")
DATABASES = ("sqlite", "postgresql")
INSIDE = "ZHURNAL_FAULTS_INSIDE"  # set in the namespaces
OK, LOST, CANNOT = 0, 1, 2
FEW = 10  # of so many loops one may have passed without a mark
MANY = 20  # loops in which some answer must have been lost on its way


def main(arguments: list[str]) -> int:
    """Run the wanted loops; 0: nothing was lost (or, with ``--control``, something was)."""
    parser = argparse.ArgumentParser(prog="run.py faults", description=__doc__)
    parser.add_argument("fault", choices=FAULTS)
    parser.add_argument("database", choices=DATABASES, nargs="?", default="sqlite")
    parser.add_argument("--loops", type=int, default=100)
    parser.add_argument("--minutes", type=float, default=math.inf, help="after so many no loop begins")
    parser.add_argument("--control", action="store_true", help="without what protects: marks must be lost")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**9))
    wanted = parser.parse_args(arguments)
    if (wanted.fault, wanted.database) == ("database", "sqlite"):
        sys.stderr.write("SQLite has no server to kill: its database dies with the application.\n")
        return CANNOT
    if not os.environ.get(INSIDE):
        return _in_namespaces(arguments)
    from faults.loops import run

    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    sys.stderr.write(f"seed {wanted.seed}\n")  # now, for a run that does not come to its end
    with tempfile.TemporaryDirectory(prefix="zhurnal-faults-") as folder:
        began = time.monotonic()
        found = run(
            wanted.fault, wanted.database, wanted.loops, Path(folder), wanted.seed,
            control=wanted.control, minutes=wanted.minutes,
        )  # fmt: skip
        found |= {"seed": wanted.seed, "seconds": round(time.monotonic() - began, 1)}
        sys.stdout.write(json.dumps(found, ensure_ascii=False) + "\n")
    return verdict(found, control=wanted.control)


def verdict(found: Mapping[str, Any], *, control: bool) -> int:
    """The exit code. A run that wrote nothing, or in which no answer was ever lost on its way, shows nothing and is not green."""
    broken = found["lost"] + found["doubled"] + found["breaks"]
    if control:
        return OK if broken else LOST
    met = found["repeats"] + found["unknown arrived"]
    shows = found["told"] and found["silent loops"] * FEW < found["loops"] and (met or found["loops"] < MANY)
    return OK if shows and not broken else LOST


def _in_namespaces(arguments: list[str]) -> int:
    """The same command with processes, mounts and a network of its own; they end with it."""
    missing = [name for name in ("unshare", "ip") if shutil.which(name) is None]
    if os.name == "nt" or os.geteuid() != 0 or missing:
        sys.stderr.write("Faults need Linux, root and the commands unshare and ip (packages util-linux, iproute2).\n")
        return CANNOT
    apart = ["unshare", "--mount", "--pid", "--net", "--fork", "--kill-child", "--mount-proc"]
    command = [*apart, sys.executable, "-m", "faults", *arguments]
    return subprocess.run(command, env={**os.environ, INSIDE: "1"}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
