"""The drill: the newest copy is restored into a database that is thrown away, counted, walked, a journal and a diary are opened in it.

Only what was proven is recorded as proof; a drill that could not run is told as one that failed.
"""

import json
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import Any

from django.conf import settings

from zhurnal.kernel import env
from zhurnal.kernel.models import Change
from zhurnal.operations import record
from zhurnal.operations.actions.restoring import Opened, compare, opened
from zhurnal.operations.engines import Engine, Trouble, engine, loaded
from zhurnal.operations.places import newest, places
from zhurnal.operations.rules.contents import Contents

NO_COPY = "Нет ни одной копии, которую можно проверить. Сделайте её: zhurnal backup."
NOT_HELD = "В копии не сходится история: {0}"
NO_ANSWER = "Журнал не открылся в восстановленной базе. Причина в строках выше; не удаляйте прежние копии."
TOO_LONG = "Проверка восстановленной базы не закончилась за час. Проверьте диск и повторите: zhurnal drill."
NOTHING = (
    "Нечего проверять: в копии нет ни одной записи истории. Проверка станет возможна после первых записей в журнале."
)
NOT_ALL = "Проверено не всё: {0} {1} из {2}. Копия не считается проверенной."
SHRUNK = "В копии строк {0}, а в прошлой проверенной было {1}. Если так и должно быть, проверьте её по имени: zhurnal drill {2}"
BROKEN_OFF = "Проверка прервана ({0})."
OVERTIME = 3600
RECORDS = Change._meta.db_table
LEAST = 0.5  # of the rows of the last proof; a journal grows, but sessions and finished works go


class Nothing(Trouble):
    """The installation is empty: nothing was proven, and nothing is wrong."""


@dataclass(frozen=True, slots=True)
class Drilled:
    """What was proven: all chains and every record of them, a journal and a diary of each college with lessons and students."""

    copy: str
    rows: int
    tables: int
    chains: int
    records: int
    journals: int
    diaries: int
    files: int
    seconds: float

    @property
    def opened(self) -> str:
        """Which pages opened, in Russian; that there was nothing to open is said as well."""
        if not self.journals:
            return "журнал и дневник не открывались: в копии нет группы, у которой есть и занятия, и студенты"
        return f"открыто журналов {self.journals}, дневников {self.diaries}"


def drill(path: Path | None = None, key: bytes | None = None, to: tuple[str, ...] = ()) -> Drilled:
    """Prove the newest copy, or the named one. Raises ``Nothing`` or ``Trouble``; whatever ends it, the attempt is recorded.

    The newest must not be far smaller than the last that was proven; whoever names a copy has looked at it.
    """
    began, at = monotonic(), datetime.now(UTC)
    try:
        least = 0.0 if path else LEAST * _rows_proven()
        done = _drilled(path or newest(places(to)), key, at, began, least)
    except BaseException as error:
        words = str(error) if isinstance(error, Trouble) else BROKEN_OFF.format(type(error).__name__)
        with suppress(OSError, Trouble):  # a full disk or a record that cannot be read does not hide what it did
            record.note("drill", {"held": False, "words": words, "nothing": isinstance(error, Nothing)}, at)
        raise
    told = {name: getattr(done, name) for name in Drilled.__slots__}
    record.note("drill", {"held": True, "words": ""}, at)
    record.note("proof", told, at)
    return done


def _rows_proven() -> int:
    return int(record.read().get("proof", {}).get("rows", 0))


def _drilled(path: Path | None, key: bytes | None, at: datetime, began: float, least: float) -> Drilled:
    if path is None:
        raise Trouble(NO_COPY)
    database = engine()
    with opened(path, key) as copy:
        if copy.contents.rows < least:
            raise Trouble(SHRUNK.format(copy.contents.rows, _rows_proven(), path))
        if not copy.contents.records:
            raise Nothing(NOTHING)
        files = len(copy.manifest["sums"]) - 1
        proof, found = _tried(database, copy, at)
    told = copy.contents
    convinced(proof, told, found)
    return Drilled(
        path.name, told.rows, len(told.tables), proof["chains"], proof["records"], proof["journals"], proof["diaries"],
        files, round(monotonic() - began, 1),
    )  # fmt: skip


def _tried(database: Engine, copy: Opened, at: datetime) -> tuple[dict[str, Any], Contents]:
    with loaded(database, copy.dump, f"drill{at:%H%M%S%f}") as address:
        found = compare(database, address, copy.contents)
        return answer(address, copy), found


def convinced(proof: dict[str, Any], told: Contents, found: Contents) -> None:
    """Raises ``Trouble`` unless all was walked and opened. ``proof`` is what a process that walked the restored database counted on
    its way, ``found`` what a plain cursor counts there, ``told`` what the copy's manifest says: three that must agree.
    """
    if proof["broken"]:
        raise Trouble(NOT_HELD.format("; ".join(proof["broken"][:3])))
    due = [
        ("цепочек", proof["chains"], len(told.chains)),
        ("цепочек", proof["chains"], len(found.chains)),
        ("записей истории", proof["records"], told.records),
        ("записей истории", proof["records"], found.tables.get(RECORDS, 0)),
        ("открыто журналов", proof["journals"], proof["journals_due"]),
        ("открыто дневников", proof["diaries"], proof["diaries_due"]),
        ("занятий в журнале", proof["lessons"], proof["lessons_due"]),
        ("студентов в журнале", proof["students"], proof["students_due"]),
    ]
    for what, seen, wanted in due:
        if seen != wanted:
            raise Trouble(NOT_ALL.format(what, seen, wanted))


def answer(address: str, copy: Opened) -> dict[str, Any]:
    """Another process with the restored database and files as its own: what it says is what a server would do."""
    copy.files.mkdir(exist_ok=True)
    own = {"ZHURNAL_DATABASE": address, "ZHURNAL_STATE": str(copy.files), "ZHURNAL_SECRET_KEY": settings.SECRET_KEY}
    own |= {"ZHURNAL_WORKER": "0", "ZHURNAL_DATABASE_POOL": "0"}
    try:
        done = subprocess.run(
            [sys.executable, "-X", "utf8", "-B", "-m", "zhurnal", "prove", "--json"],
            cwd=settings.BASE_DIR, env=env.of_child(own), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=True, timeout=OVERTIME,
        )  # fmt: skip
        found: dict[str, Any] = json.loads(done.stdout)
    except subprocess.TimeoutExpired as error:
        raise Trouble(TOO_LONG) from error
    except (subprocess.CalledProcessError, ValueError) as error:
        raise Trouble(NO_ANSWER) from error
    return found
