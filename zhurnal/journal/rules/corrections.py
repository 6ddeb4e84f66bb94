"""Which changes of the record are corrections of the journal's entries, and how they are told (A3.3). Pure.

One rule for the printed journal and for the package of a year: what had stood in a cell, in a topic or in homework was replaced or
struck out. A first value corrects nothing; closing a term, a roll call and steps of a statement are no entries.
"""

from datetime import date
from typing import Any

from zhurnal.journal.rules import signs, targets
from zhurnal.kernel.dates import short

KINDS = {"cell": "отметка, явка", "topic": "тема занятия", "homework": "домашнее задание"}
STRUCK = "зачёркнуто"


def is_correction(target: str, before: Any, after: Any) -> bool:
    """Whether the change replaced or struck out something that was written."""
    return target.partition(":")[0] in KINDS and replaced(before, after)


def replaced(before: Any, after: Any) -> bool:
    """Whether something had been written and reads otherwise now."""
    return stood(before) and _meant(before) != _meant(after)


def stood(before: Any) -> bool:
    """Whether something had been written in the place."""
    return bool(_meant(before))


def _meant(value: Any) -> Any:
    """The value without what nobody reads: which line of the work programme a topic was taken from."""
    if not isinstance(value, dict):
        return value
    written = value.get("text") or value.get("value")
    return (written, value.get("due"), value.get("on")) if written else None


def kind_words(target: str) -> str:
    """What kind of entry a target names."""
    kind = target.partition(":")[0]
    if kind == "cell":
        return "явка" if targets.slot_of(target) == 0 else "отметка"
    return KINDS.get(kind, kind)


def value_words(value: Any) -> str:
    """A recorded value: of a cell («4», «опоздал на 5 мин», «был»), of a topic its text; with the day of an отработка or until which homework
    is set; "" for none.
    """
    due = on = ""
    if isinstance(value, dict):
        due, on = str(value.get("due") or ""), str(value.get("on") or "")
        value = value.get("value") or value.get("text")
    said = str(value or "")
    minutes = signs.late_minutes(said)
    if minutes is not None:
        return f"опоздал на {minutes} мин"
    if said and due:
        return f"{said} (к {short(date.fromisoformat(due))})"
    if said and on:
        return f"{said} (отработка {short(date.fromisoformat(on))})"
    return "был" if said == signs.PRESENT else signs.ABSENT if signs.is_absence(said) else said
