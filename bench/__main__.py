"""``python3 run.py bench [sqlite|postgresql|both] [parts…]``: measure, on databases made for it and thrown away.

Parts: ``cpu`` (CPU, statements and size per request), ``hours`` (the ledger of hours and its forms, as ``cpu``), ``load`` (a mixed load over HTTP), ``morning`` (limits that must hold, with
a storm of sign-ins; ``careless`` is its control), ``browser`` (Chromium),
``buffers`` (blocks with one college and with sixty), ``demo`` (loading the college), ``timetable`` (a term's lessons for 60 groups),
``imports`` (students, a week of day sheets, a curriculum), ``nightly`` (forecasts of a college, stored), ``results`` (closing the term of 30 groups),
``print`` (a spread, the journals of a group, of the college), ``reports`` (each report and dashboard by name),
``walk`` (the forecast on the demonstration's own past, learnt from the days before those that are judged); these three load the demonstration.
``start``, asked alone: ``run.py`` from an empty folder, and again.
``python3 run.py bench forecast [--data PATH] [--train PATH]`` asks no database: see ``bench/forecast/``.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.postgres import cluster

PARTS = (
    "cpu",
    "hours",
    "load",
    "morning",
    "careless",
    "browser",
    "demo",
    "buffers",
    "timetable",
    "imports",
    "nightly",
    "results",
    "print",
    "reports",
    "walk",
    "start",
)
LIMITED = ("morning", "careless", "start")  # they say yes or no, and only when asked
DATABASES = ("sqlite", "postgresql")


def main(arguments: list[str]) -> int:
    """Run each wanted part on each wanted database, in a process of its own."""
    if arguments[:1] == ["forecast"]:
        return subprocess.run([sys.executable, "-m", "bench.forecast", *arguments[1:]], check=False).returncode
    databases = [name for name in arguments if name in DATABASES] or list(DATABASES)
    parts = [name for name in arguments if name in PARTS] or [name for name in PARTS if name not in LIMITED]
    unknown = set(arguments) - {*DATABASES, *PARTS, "both"}
    if unknown:
        sys.stderr.write(f"unknown: {', '.join(sorted(unknown))}; {__doc__}\n")
        return 2
    worst = 0
    for name in databases:
        with tempfile.TemporaryDirectory(prefix="zhurnal-bench-") as folder:
            if name == "sqlite":
                worst = max(worst, _inside(parts, f"sqlite:///{Path(folder) / 'bench.sqlite3'}", folder))
            else:
                with cluster(durable=True) as url:
                    worst = max(worst, _inside(parts, url, folder))
    return worst


def _inside(parts: list[str], database: str, folder: str) -> int:
    environment = {
        **os.environ,
        "ZHURNAL_DATABASE": database,
        "ZHURNAL_STATE": folder,
        "ZHURNAL_SECRET_KEY": "bench",
        "ZHURNAL_WORKER": "0",
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    return subprocess.run([sys.executable, "-m", "bench.inside", *parts], env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
