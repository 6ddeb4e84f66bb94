"""What was done to the installation and when: a small file in the state folder, because it must outlive the database.

Parts: ``copy`` (the last copy), ``proof`` (the last restore that was proven), ``drill`` (the last attempt), ``night``, ``heads``,
``heads_trouble`` (words by college), ``restoring`` (whether the last restore ended).
Every part holds ``at`` (ISO, UTC) and numbers; no names of people.
"""

import json
import os
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings


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
    """Write one part, whole or not at all."""
    moment = (at or datetime.now(UTC)).astimezone(UTC)
    told = {**read(), part: {**facts, "at": moment.isoformat(timespec="seconds")}}
    fresh = own_folder() / f"record.{os.getpid()}.fresh"
    fresh.write_text(json.dumps(told, ensure_ascii=False, indent=1), "utf-8")
    fresh.replace(own_folder() / "record.json")


def moment(told: Mapping[str, Mapping[str, Any]], part: str) -> datetime | None:
    """When a part was written."""
    try:
        return datetime.fromisoformat(str(told[part]["at"]))
    except (KeyError, ValueError, TypeError):
        return None
