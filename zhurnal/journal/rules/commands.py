"""The shape of a command, and of its answer. A cell is a command, not a form (``peers.md`` § 6)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from zhurnal.kernel.refusal import Refusal

BATCH_LIMIT = 200
KINDS = ("entry", "roll_call", "topic", "homework", "work", "personal_homework")
TOPIC_LIMIT = 500
HOMEWORK_LIMIT = 2000
REASON_LIMIT = 500


@dataclass(frozen=True, slots=True)
class Command:
    """One change of one place, with the version it was based on and the client's key."""

    key: UUID
    do: str
    lesson: UUID
    version: int
    value: object
    student: UUID | None = None
    slot: int = 0
    on: date | None = None
    reason: str = ""
    id: UUID | None = None


@dataclass(slots=True)
class Outcome:
    """What became of a command. ``state``: saved, repeat, refused, conflict."""

    key: UUID | None
    state: str
    version: int = 0
    value: object = None
    author: str = ""
    at: datetime | None = None
    code: str = ""
    message: str = ""
    needs: str = ""
    ask: bool = False
    id: object = None

    def as_json(self) -> dict[str, object]:
        """Only what is there."""
        found: dict[str, object] = {
            "key": str(self.key) if self.key else None,
            "state": self.state,
            "version": self.version,
            "value": self.value,
        }
        if self.author:
            found["author"] = self.author
        if self.at:
            found["at"] = self.at.isoformat(timespec="seconds")
        for name in ("code", "message", "needs", "id"):
            if getattr(self, name):
                found[name] = getattr(self, name)
        if self.ask:
            found["ask"] = True
        return found


def refused(key: UUID | None, refusal: Refusal, *, version: int = 0, value: object = None) -> Outcome:
    """An outcome from a refusal."""
    return Outcome(
        key, "refused", version, value, code=refusal.code, message=str(refusal), needs=refusal.needs, ask=refusal.ask
    )


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A command that is not one; told by its place in the batch."""

    key: UUID | None
    message: str


def read_command(raw: object) -> Command | Unreadable:
    """A command from JSON; everything is checked, nothing raises."""
    if not isinstance(raw, Mapping):
        return Unreadable(None, "Запись не разобрать.")
    key = _uuid(raw.get("key"))
    if key is None:
        return Unreadable(None, "У записи нет ключа.")
    do, lesson, version = raw.get("do"), _uuid(raw.get("lesson")), raw.get("version", 0)
    if do not in KINDS or lesson is None:
        return Unreadable(key, "Запись не разобрать: неизвестно, что и куда.")
    if isinstance(version, bool) or not isinstance(version, int) or not 0 <= version < 2**31:
        return Unreadable(key, "У записи нет версии. Обновите страницу.")
    slot, student = raw.get("slot", 0), _uuid(raw.get("student"))
    if isinstance(slot, bool) or not isinstance(slot, int) or not -20 <= slot <= 20:
        return Unreadable(key, "Такого вида работы в занятии нет.")
    if do == "entry" and student is None:
        return Unreadable(key, "У отметки нет студента.")
    on = _date(raw.get("on"))
    if raw.get("on") is not None and on is None:
        return Unreadable(key, "Такой даты нет.")
    reason = read_text(raw.get("reason") or "", REASON_LIMIT)
    if reason is None:
        return Unreadable(key, f"Причина — до {REASON_LIMIT} знаков.")
    return Command(key, str(do), lesson, version, raw.get("value"), student, slot, on, reason, _uuid(raw.get("id")))


def read_text(value: object, limit: int) -> str | None:
    """Plain text without control characters, up to ``limit`` characters; None when it is not a text or is longer."""
    if not isinstance(value, str):
        return None
    text = "".join(c for c in value if c == "\n" or c.isprintable()).strip()
    return text if len(text) <= limit else None


def read_due(value: object) -> tuple[bool, date | None]:
    """(readable, date) of an optional ISO date."""
    if value is None or value == "":
        return True, None
    found = _date(value)
    return found is not None, found


def _uuid(value: object) -> UUID | None:
    if not isinstance(value, str) or not 32 <= len(value) <= 36:
        return None
    try:
        return UUID(value)
    except ValueError:
        return None


def _date(value: object) -> date | None:
    if not isinstance(value, str) or len(value) != 10:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None
