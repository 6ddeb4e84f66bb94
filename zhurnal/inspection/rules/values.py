"""Recorded values as they stand on paper. Pure."""

from datetime import date

from zhurnal.kernel.dates import short

NOTHING = "не записано"


def value_words(value: object) -> str:
    """A value of the record of changes: a sign, a text, a task, a column, attendance taken or not."""
    if isinstance(value, dict):
        if "value" in value:
            return f"{value['value']} (отработка {short(date.fromisoformat(value['on']))})"
        text = str(value.get("text") or value.get("title") or "")
        due = value.get("due")
        return (
            (f"{text} (к {short(date.fromisoformat(due))})" if due else text) or str(value.get("kind") or "") or NOTHING
        )
    if isinstance(value, bool):
        return "явка отмечена" if value else "явка не отмечена"
    return str(value) if value else NOTHING
