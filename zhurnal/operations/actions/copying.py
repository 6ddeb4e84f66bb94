"""Making a copy and laying it into its places."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

from django.conf import settings

from zhurnal.operations import record
from zhurnal.operations.durable import settle
from zhurnal.operations.engines import Trouble, engine
from zhurnal.operations.parcel import pack, state_files
from zhurnal.operations.places import NOWHERE, places, put, rotate
from zhurnal.operations.rules.rotation import copy_name
from zhurnal.operations.secret import own_key
from zhurnal.operations.workplace import workplace


@dataclass(frozen=True, slots=True)
class Made:
    """A copy: where it lies, sentences about places that failed, how much is in it."""

    name: str
    laid: tuple[Path, ...]
    failed: tuple[str, ...]
    rows: int
    files: int
    size: int
    seconds: float


def make_copy(to: tuple[str, ...] = (), now: datetime | None = None) -> Made:
    """Copy database and files, seal, lay down, rotate. Raises ``Trouble`` when it lies nowhere; what broke off stands on the page."""
    at, where = now or datetime.now(UTC), places(to)
    if not where:
        raise Trouble(NOWHERE)
    try:
        made = _made(where, at)
    except (Trouble, OSError, ValueError) as trouble:
        record.note("copy_trouble", {"words": [str(trouble)]}, at)
        raise
    _note(made, at)
    if not made.laid:
        raise Trouble(" ".join(made.failed))
    return made


def _made(where: list[Path], at: datetime) -> Made:
    began = monotonic()
    database, key, root, name = engine(), own_key(), Path(settings.STATE_DIR), copy_name(at)
    with workplace("copy-") as work:
        dump, sealed = work / database.dump_name, work / name
        contents = database.dump(dump)
        files = list(state_files(root, but=tuple(where), database=database.owns))
        manifest = {"made": at.isoformat(timespec="seconds"), "database": database.kind, "contents": contents.as_json()}
        with sealed.open("wb") as target:
            pack(target, key, dump, root, files, manifest)
            settle(target)
        laid, failed = _lay(sealed, where, name)
        size = sealed.stat().st_size
    return Made(name, laid, failed, contents.rows, len(files), size, monotonic() - began)


def _lay(sealed: Path, where: list[Path], name: str) -> tuple[tuple[Path, ...], tuple[str, ...]]:
    proven = str(record.read().get("proof", {}).get("copy", ""))
    laid, failed = [], []
    for place in where:
        try:
            put(sealed, place, name)
        except Trouble as trouble:
            failed.append(str(trouble))
            continue
        laid.append(place)
        rotate(place, [name, proven])
    return tuple(laid), tuple(failed)


def _note(made: Made, at: datetime) -> None:
    if made.laid:
        told = {
            "name": made.name,
            "places": len(made.laid),
            "rows": made.rows,
            "bytes": made.size,
            "failed": list(made.failed),
        }
        record.note("copy", {**told, "seconds": round(made.seconds, 1)}, at)
    record.note("copy_trouble", {"words": list(made.failed)}, at)
