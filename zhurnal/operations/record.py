"""What was done to the installation and when: a small file in the state folder, because it must outlive the database.

Parts: ``copy`` (the last copy), ``proof`` (the last restore that was proven), ``drill`` (the last attempt), ``night``, ``heads`` (by
college), ``heads_trouble`` (words by college), ``restoring`` (whether the last restore ended).
Every part holds ``at`` (ISO, UTC) and numbers; no names of people.
"""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings

from zhurnal.operations import durable

Part = dict[str, Any]


def own_folder() -> Path:
    """The room's folder in the state folder."""
    folder = Path(settings.STATE_DIR) / "operations"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def read() -> dict[str, dict[str, Any]]:
    """All parts; nothing when none was written, or when the file is spoiled."""
    try:
        found = json.loads((Path(settings.STATE_DIR) / "operations" / "record.json").read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def note(part: str, facts: Mapping[str, Any], at: datetime | None = None) -> None:
    """Write one part, whole or not at all; the others stay as they are, whoever writes them at the same time."""
    _changed(part, lambda _before: dict(facts), at)


def note_of(part: str, college_id: UUID, facts: Mapping[str, Any], at: datetime | None = None) -> None:
    """The same of a part that is kept by college: only this one's facts are changed."""
    own = {**facts, "at": _written(at)}
    _changed(part, lambda before: {**_by_college(before), college_id.hex: own}, at)


def told_of(told: Mapping[str, Part], part: str, college_id: UUID) -> Part:
    """What a part that is kept by college says of one; nothing where it says nothing."""
    return _by_college(told.get(part, {})).get(college_id.hex, {})


def _by_college(part: Mapping[str, Any]) -> dict[str, Part]:
    return {one: facts for one, facts in part.items() if isinstance(facts, dict)}


def _written(at: datetime | None) -> str:
    return (at or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="seconds")


def _changed(part: str, change: Callable[[Part], Part], at: datetime | None) -> None:
    folder = own_folder()
    with durable.alone(folder / "record.lock"):
        told = read()
        told[part] = {**change(told.get(part, {})), "at": _written(at)}
        durable.write(folder / "record.json", json.dumps(told, ensure_ascii=False, indent=1))


def moment(told: Mapping[str, Mapping[str, Any]], part: str) -> datetime | None:
    """When a part was written."""
    try:
        return datetime.fromisoformat(str(told[part]["at"]))
    except (KeyError, ValueError, TypeError):
        return None
