"""Lines of the log: as text or as JSON, without anything personal (checklist 90).

An exception's own words may hold what somebody typed («duplicate key … (surname)=(…)»), so of an exception only its kind, the
places in the code and, from the database, the name of the constraint are written. One event is one line.
"""

import json
import logging
import re
import traceback
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

SECRET = re.compile(r"(/calendar/[^/\s]*/)[^\s?\"']*")
"""Addresses that open without a sign-in: Django writes the path of every answer from 400 on."""
Caught = tuple[type[BaseException], BaseException, TracebackType | None]


def _places(trace: TracebackType | None) -> list[str]:
    return [
        f"{frame.filename.rpartition('site-packages/')[2]}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(trace)
    ]


def _told(caught: BaseException) -> dict[str, Any]:
    """The kind of an exception and of those that led to it, the database's own names, where it came from."""
    kinds: list[str] = []
    current: BaseException | None = caught
    constraint = ""
    while current is not None and len(kinds) < 5:
        kinds.append(f"{type(current).__module__}.{type(current).__qualname__}")
        diagnosis = getattr(current, "diag", None)
        constraint = constraint or str(getattr(diagnosis, "constraint_name", None) or "")
        current = current.__cause__
    found: dict[str, Any] = {"kinds": kinds, "places": _places(caught.__traceback__)}
    return {**found, **({"constraint": constraint} if constraint else {})}


class _Bare(logging.Formatter):
    """What both forms share: an exception without its words, kept from the other handlers' cache."""

    def event(self, record: logging.LogRecord) -> dict[str, Any]:
        """The parts of a line."""
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        found: dict[str, Any] = {
            "at": moment,
            "level": record.levelname,
            "from": record.name,
            "said": SECRET.sub(r"\1…", record.getMessage()),
        }
        if record.exc_info and record.exc_info[1] is not None:
            found["error"] = _told(record.exc_info[1])
        return found


class Json(_Bare):
    """One JSON object a line, for collectors."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        return json.dumps(self.event(record), ensure_ascii=False, default=str)


class Line(_Bare):
    """Text for people; signs that could begin a new line or colour a terminal are written out."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, and the places of an exception below it."""
        told = self.event(record)
        said = "".join(sign if sign.isprintable() else repr(sign)[1:-1] for sign in told["said"])
        error = told.get("error", {})
        below = [", ".join(error["kinds"]), error.get("constraint", ""), *error["places"]] if error else []
        return "\n    ".join([f"{told['at']} {told['level']} {told['from']} {said}", *filter(None, below)])
