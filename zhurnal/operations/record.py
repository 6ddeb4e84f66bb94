"""What was done to the installation and when: a small file in the state folder, because it must outlive the database.

Parts: ``copy`` (the last copy), ``proof`` (the last restore that was proven), ``drill`` (the last attempt), ``night``, ``heads`` (by
college), ``heads_trouble`` (words by college), ``files`` (what is not as it was installed), ``restoring`` (whether the last restore ended).
Every part holds ``at`` (ISO, UTC) and numbers; no names of people.
"""

import json
import logging
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings

from zhurnal.operations import durable
from zhurnal.operations.engines import Trouble

logger = logging.getLogger(__name__)
Part = dict[str, Any]
UNREAD = "Записи о копиях и подписях {0} не читаются: {1}. Ничего в них не записано, чтобы не потерять прежнее. Проверьте права и диск."


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
    """Write one part, whole or not at all; the others stay as they are, whoever writes them at the same time.

    Raises ``Trouble`` when what stands there cannot be read; what was read and makes no sense is laid aside.
    """
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
        told = _standing(folder / "record.json")
        told[part] = {**change(told.get(part, {})), "at": _written(at)}
        durable.write(folder / "record.json", json.dumps(told, ensure_ascii=False, indent=1))


def _standing(path: Path) -> dict[str, Part]:
    """All parts, before one of them is written: nothing is taken for empty that only cannot be read now."""
    try:
        found = json.loads(path.read_text("utf-8"))
        if not isinstance(found, dict) or not all(isinstance(part, dict) for part in found.values()):
            raise ValueError  # spoilt in the same way as what is no JSON
    except FileNotFoundError:
        return {}
    except ValueError:
        aside = path.with_name(f"{path.name}.spoilt-{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}")
        path.rename(aside)
        logger.error("the record was spoilt and begins anew; the former lies aside as %s", aside.name)
        return {}
    except OSError as error:
        raise Trouble(UNREAD.format(path, error.strerror)) from error
    return found


def moment(told: Mapping[str, Mapping[str, Any]], part: str) -> datetime | None:
    """When a part was written."""
    try:
        return datetime.fromisoformat(str(told[part]["at"]))
    except (KeyError, ValueError, TypeError):
        return None
