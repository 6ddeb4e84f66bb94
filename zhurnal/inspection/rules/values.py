"""Recorded values as they stand on paper. Pure."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from zhurnal.assessment.rules import trace
from zhurnal.journal.rules import signs
from zhurnal.kernel.dates import short

NOTHING = "не записано"
USUAL_WEIGHT = 100
WEIGHT = "kind:"
"""How the record of a journal names the weight of a kind of work."""


def words_at(target: str, value: object, kinds: Mapping[str, str]) -> str:
    """A value of the record of changes by the place that it is of: a result and a weight are written otherwise than a cell."""
    if target.startswith(trace.PREFIX):
        return trace.value_words(value) or NOTHING
    if target.startswith(WEIGHT):
        return f"{value / USUAL_WEIGHT:g}".replace(".", ",") if isinstance(value, int) else "как у всех журналов"
    return value_words(value, kinds)


def value_words(value: object, kinds: Mapping[str, str]) -> str:
    """A value of the record of changes: a sign, a text, a task, a column, attendance taken or not. ``kinds``: of work, code → name."""
    if isinstance(value, dict):
        if "value" in value:
            return f"{sign_words(value['value'])} (отработка {short(date.fromisoformat(value['on']))})"
        if "kind" in value:
            return _column(value, kinds)
        text, due = str(value.get("text") or ""), value.get("due")
        return (f"{text} (к {short(date.fromisoformat(due))})" if due else text) or NOTHING
    if isinstance(value, bool):
        return "явка отмечена" if value else "явка не отмечена"
    return sign_words(str(value)) if value else NOTHING


def _column(value: dict[str, Any], kinds: Mapping[str, str]) -> str:
    """«Устный опрос: Закон Ома, вес 2»."""
    name, title, weight = kinds.get(value["kind"]) or "столбец", value.get("title"), value.get("weight")
    said = f"{name}: {title}" if title else name
    return said if weight in (None, USUAL_WEIGHT) else f"{said}, вес {weight / USUAL_WEIGHT:g}".replace(".", ",")


def sign_words(sign: str) -> str:
    """A sign of the grid as it is read: «опоздал на 5 мин», «был»; any other text as it is."""
    minutes = signs.late_minutes(sign)
    if minutes is not None:
        return f"опоздал на {minutes} мин"
    return "был" if sign == signs.PRESENT else sign
