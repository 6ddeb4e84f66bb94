"""``python3 run.py bench forecast [--data PATH]… [--train PATH]``: the table of ``docs/benchmarks.md``, on any files of these shapes.

``--data``: a folder (looked through to its depth) with files of OULAD's shape, of UCI's (G1, G2, G3), or both; without it ``../shared/data/marks``.
``--train``: more files of OULAD's shape to learn from; nothing is tested on them. If ``--data`` holds no earlier presentation to learn
from, the folder that stands without it is learnt from, and the output says so.
"""

import argparse
import platform
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from bench.forecast import periods, presentations, speed
from bench.forecast.marks import Student, open_university, period_marks
from bench.forecast.tables import Missing

ROOT = Path(__file__).resolve().parents[2]
USUAL = ROOT.parent / "shared/data/marks"


def main(arguments: list[str]) -> int:
    """Measure what the files allow; 1 when a promise is not kept, 2 when there was nothing to measure."""
    parser = argparse.ArgumentParser(prog="run.py bench forecast", description=__doc__)
    parser.add_argument("--data", type=Path, default=USUAL)
    parser.add_argument("--train", type=Path)
    given = parser.parse_args(arguments)
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    print(
        f"### Forecast · {datetime.now(UTC):%Y-%m-%d} · commit {commit.stdout.strip()} · Python {platform.python_version()}\n"
    )
    if not given.data.is_dir():
        print(f"There is no folder {given.data}: name one with --data.")
        return 2
    kept: list[bool] = []
    try:
        kept += presentations.run(open_university(given.data), _more(given.data, given.train))
    except Missing as missing:
        print(f"Marks with dates were not measured: {missing}.\n")
    try:
        for name, pupils in period_marks(given.data).items():
            kept += periods.run(name, pupils)
    except Missing as missing:
        print(f"Period marks were not measured: {missing}.\n")
    if not kept:
        return 2
    kept.append(speed.run())
    print("All promises kept." if all(kept) else "NOT all promises kept: see above.")
    return 0 if all(kept) else 1


def _more(data: Path, train: Path | None) -> list[Student]:
    """Students to learn from beside those of ``--data``."""
    if train is not None:
        return open_university(train)
    if len({student.presentation for student in open_university(data)}) > 1 or not USUAL.is_dir():
        return []
    print(f"{data} holds one presentation only: learnt from {USUAL}.\n")
    return open_university(USUAL)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
