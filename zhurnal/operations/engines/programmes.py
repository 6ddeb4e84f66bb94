"""Programmes of PostgreSQL: found on the path or where distributions put them, asked without a shell, the password never in their words."""

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from zhurnal.operations.engines import Trouble

NONE = "На этой машине нет программы {0}. Поставьте клиент PostgreSQL: apt install postgresql-client."
FAILED = "Программа {0} не справилась: {1}"


def programme(name: str) -> str:
    """The full path of a programme; the newest when there are several. Raises ``Trouble``."""
    homes = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=_version, reverse=True)
    found = str(homes[0]) if homes else shutil.which(name)
    if found is None:
        raise Trouble(NONE.format(name))
    return found


def _version(path: Path) -> int:
    number = path.parent.parent.name.partition(".")[0]
    return int(number) if number.isdigit() else 0


def run(name: str, words: Sequence[str], more: Mapping[str, str]) -> None:
    """Run it to its end; ``more`` goes into its environment. Raises ``Trouble`` with the last line of what it said."""
    done = subprocess.run(  # noqa: S603  (a list of words, no shell)
        [programme(name), *words],
        env={**os.environ, **more},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines() or ["причина не названа"]
        raise Trouble(FAILED.format(name, said[-1][:300]))
