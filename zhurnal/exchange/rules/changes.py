"""What an import would do, row by row: values that the preview shows, the application carries out and the undoing takes back.

Values of fields are JSON: dates and times in ISO form, ids as 32 hexadecimal digits. A row that does not exist yet is named
«@entity:key» until the application gives it an id.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from hashlib import sha256
from typing import Any

Value = Any  # text, whole number, True, False, None


class What(StrEnum):
    """What happens to a row."""

    CREATE = "create"
    CHANGE = "change"
    CLOSE = "close"  # ended or cancelled, never deleted
    ASK = "ask"  # left as it is until a person decides
    REFUSE = "refuse"  # the file's row cannot be taken


WRITTEN = frozenset({What.CREATE, What.CHANGE, What.CLOSE})


class Choice(StrEnum):
    """What a person may answer to a question about a person."""

    SAME = "same"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Change:
    """One row. ``pk`` is known for rows that exist, and after the application for all; ``asks``: answers that are offered,
    as values, or as «value|words» where the words belong to the row; ``wrong``: columns of the file's row in whose cells the
    trouble stands, where it stands in cells.
    """

    entity: str
    key: str
    what: What
    title: str
    pk: str = ""
    before: Mapping[str, Value] = field(default_factory=dict)
    after: Mapping[str, Value] = field(default_factory=dict)
    note: str = ""
    file: str = ""
    line: int = 0
    asks: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()


NAMES = tuple(item.name for item in fields(Change))


def stays(change: Change) -> bool:
    """Whether it is a lesson that stands already and that the file does not touch: it carries entries, has begun, or is a person's."""
    return change.what is What.ASK and change.entity == "lesson" and bool(change.pk) and not change.asks


def disputed(change: Change) -> bool:
    """Whether the file and a person say different things of a lesson, and whoever loads the file may say whose word holds."""
    return change.what is What.ASK and change.entity == "lesson" and bool(change.asks)


def reference(entity: str, key: str) -> str:
    """How a row that is only planned is named in the values of others."""
    return f"@{entity}:{key}"


def digest(changes: Iterable[Change], said: Iterable[str] = ()) -> str:
    """The same for two plans that would do the same, and of which the same was ``said``."""
    return sha256("\n".join((dumps(changes), *said)).encode()).hexdigest()


def dumps(changes: Iterable[Change]) -> str:
    """Changes as JSON."""
    rows = [
        {name: getattr(change, name) for name in NAMES} for change in changes
    ]  # flat: asdict would copy every value
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def made(rows: Iterable[Mapping[str, Any]]) -> list[Change]:
    """Changes out of the JSON of ``dumps``."""
    return [
        Change(**{**row, "what": What(row["what"]), "asks": tuple(row["asks"]), "wrong": tuple(row.get("wrong", ()))})
        for row in rows
    ]


def counted(changes: Iterable[Change], hidden: frozenset[str] = frozenset()) -> dict[str, int]:
    """How many rows of each fate; rows that only serve others are not counted."""
    found = Counter(change.what.value for change in changes if change.entity not in hidden)
    return {what.value: found[what.value] for what in What}
