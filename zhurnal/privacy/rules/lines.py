"""A reading as a line of the spool, and back. Pure.

A line is JSON of ids and names of actions, without a name of anybody. Every write begins and ends with a line's end, so that half a
line left by a full disk spoils no other.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Whose:
    """A circle of people whose data were shown, from a day on."""

    kind: str
    key: UUID
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One reading. Of a row (``model``, ``target``), or of the named ``whose``."""

    event: UUID
    at: datetime
    college: UUID
    person: UUID | None
    account: UUID | None
    session: UUID | None
    who: str
    door: str
    action: str
    model: str
    target: UUID | None
    file: bool
    people: tuple[UUID, ...] = ()
    whose: tuple[Whose, ...] = ()


def written(line: Line) -> bytes:
    """The line as bytes, its ends included."""
    told: dict[str, Any] = {
        "e": line.event.hex, "t": line.at.isoformat(), "c": line.college.hex, "d": line.door, "n": line.action,
    }  # fmt: skip
    ids = {"p": line.person, "a": line.account, "s": line.session, "i": line.target}
    told |= {name: value.hex for name, value in ids.items() if value is not None}
    told |= {name: value for name, value in {"w": line.who, "m": line.model}.items() if value}
    if line.file:
        told["f"] = 1
    if line.people:
        told["u"] = [one.hex for one in line.people]
    if line.whose:
        told["r"] = [[one.kind, one.key.hex, one.since.isoformat() if one.since else ""] for one in line.whose]
    return b"\n" + json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def read(data: bytes) -> Iterator[Line | None]:
    """The lines of a file; None for each that cannot be read."""
    for text in data.split(b"\n"):
        if text:
            try:
                yield _line(json.loads(text))
            except (ValueError, KeyError, TypeError, AttributeError):
                yield None


def _line(told: dict[str, Any]) -> Line:
    return Line(
        UUID(told["e"]), datetime.fromisoformat(told["t"]), UUID(told["c"]), _id(told, "p"), _id(told, "a"), _id(told, "s"),
        told.get("w", ""), told["d"], told["n"], told.get("m", ""), _id(told, "i"), bool(told.get("f")),
        tuple(UUID(one) for one in told.get("u", ())),
        tuple(Whose(kind, UUID(key), date.fromisoformat(since) if since else None) for kind, key, since in told.get("r", ())),
    )  # fmt: skip


def _id(told: dict[str, Any], name: str) -> UUID | None:
    return UUID(told[name]) if name in told else None
