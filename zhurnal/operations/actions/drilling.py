"""The drill: the newest copy is restored into a database that is thrown away, counted, walked, and a journal is opened in it.

Only what was proven is recorded as proof; a drill that could not run is told as one that failed.
"""

import json
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import Any

from django.conf import settings

from zhurnal.kernel import env
from zhurnal.operations import record
from zhurnal.operations.actions.restoring import Opened, compare, opened
from zhurnal.operations.engines import Trouble, engine, loaded
from zhurnal.operations.places import newest, places

NO_COPY = "Нет ни одной копии, которую можно проверить. Сделайте её: zhurnal backup."
NOT_HELD = "В копии не сходится история: {0}"
NO_ANSWER = "Журнал не открылся в восстановленной базе. Причина в строках выше; не удаляйте прежние копии."
OVERTIME = 3600


@dataclass(frozen=True, slots=True)
class Drilled:
    """What was proven."""

    copy: str
    rows: int
    tables: int
    chains: int
    records: int
    journals: int
    files: int
    seconds: float


def drill(path: Path | None = None, key: bytes | None = None, to: tuple[str, ...] = ()) -> Drilled:
    """Prove the newest copy, or the named one. Raises ``Trouble``; either way the attempt is recorded."""
    began, at = monotonic(), datetime.now(UTC)
    try:
        done = _drilled(path or newest(places(to)), key, at, began)
    except Trouble as trouble:
        record.note("drill", {"held": False, "words": str(trouble)}, at)
        raise
    told = {name: getattr(done, name) for name in Drilled.__slots__}
    record.note("drill", {"held": True, "words": ""}, at)
    record.note("proof", told, at)
    return done


def _drilled(path: Path | None, key: bytes | None, at: datetime, began: float) -> Drilled:
    if path is None:
        raise Trouble(NO_COPY)
    database = engine()
    with opened(path, key) as copy, loaded(database, copy.dump, f"drill{at:%H%M%S%f}") as address:
        compare(database, address, copy.contents)
        proof = _proof(address, copy)
        files = len(copy.manifest["sums"]) - 1
    if proof["broken"]:
        raise Trouble(NOT_HELD.format("; ".join(proof["broken"][:3])))
    told = copy.contents
    return Drilled(
        path.name, told.rows, len(told.tables), proof["chains"], proof["records"], proof["journals"], files,
        round(monotonic() - began, 1),
    )  # fmt: skip


def _proof(address: str, copy: Opened) -> dict[str, Any]:
    """Another process with the restored database and files as its own: what it says is what a server would do."""
    copy.files.mkdir(exist_ok=True)
    own = {"ZHURNAL_DATABASE": address, "ZHURNAL_STATE": str(copy.files), "ZHURNAL_SECRET_KEY": settings.SECRET_KEY}
    own |= {"ZHURNAL_WORKER": "0", "ZHURNAL_DATABASE_POOL": "0"}
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-B", "-m", "zhurnal", "prove", "--json"],
        cwd=settings.BASE_DIR, env=env.of_child(own), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=False, timeout=OVERTIME,
    )  # fmt: skip
    try:
        found: dict[str, Any] = json.loads(done.stdout)
    except ValueError as error:
        raise Trouble(NO_ANSWER) from error
    return found
