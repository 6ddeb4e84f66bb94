"""Recorded values as they stand on paper. Pure."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from zhurnal.assessment.rules import trace
from zhurnal.journal.rules import signs
from zhurnal.journal.rules.attendance import is_valid_absence
from zhurnal.journal.rules.signs import ABSENT
from zhurnal.kernel.dates import full, short
from zhurnal.timetable.rules.lesson import State, SubstitutionMode

NOTHING = "не записано"
NO_LESSON, NO_CAUSE = "занятия не было", "не названа"
USUAL_WEIGHT = 100
WEIGHT = "kind:"
"""How the record of a journal names the weight of a kind of work."""


LESSON = "lesson:"
"""How it names a lesson whose teacher, place or state the office changed (A5.4)."""
_STATES = {State.PLANNED: "по расписанию", State.CANCELLED: "отменено"}
_MODES = {
    SubstitutionMode.OTHER: ", вместо него другая дисциплина",
    SubstitutionMode.JOINT: ", вместе с другой группой",
}


def words_at(target: str, value: object, kinds: Mapping[str, str], people: Mapping[str, str]) -> str:
    """A value of the record of changes by the place that it is of: a result, a weight and a lesson are written otherwise than a cell.

    ``people``: short names by 32 digits.
    """
    if target.startswith(LESSON):
        return lesson_words(value, people)
    if target.startswith(trace.PREFIX):
        return trace.value_words(value) or NOTHING
    if target.startswith(WEIGHT):
        return f"{value / USUAL_WEIGHT:g}".replace(".", ",") if isinstance(value, int) else "как у всех журналов"
    return value_words(value, kinds)


def teacher_of(target: str, value: object) -> str:
    """Who holds a lesson by this value, as 32 digits; "" when it says nothing of that."""
    return str(value.get("teacher") or "") if target.startswith(LESSON) and isinstance(value, dict) else ""


def lesson_words(value: object, people: Mapping[str, str]) -> str:
    """«ведёт Лосев П. И.», «01.12.2026, 3 пара, каб. 204», «отменено»."""
    if isinstance(value, dict) and value.get("teacher"):
        mode = _MODES.get(value.get("mode", ""), "")
        return f"ведёт {people.get(value['teacher'], 'другой преподаватель')}{mode}"
    if isinstance(value, dict) and value:
        day, pair, room = value.get("date"), value.get("pair"), value.get("room")
        said = (
            full(date.fromisoformat(day)) if day else "",
            f"{pair}\u00a0пара" if pair else "",
            f"каб.\u00a0{room}" if room else "",
        )
        return ", ".join(filter(None, said)) or "другое место"
    return _STATES.get(State(value), "") if isinstance(value, str) and value else NO_LESSON


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


def cause_words(kind: str) -> str:
    """Whether a cause of absence is a valid one; which illness or order it was an act does not say (A6.5)."""
    return "уважительная" if is_valid_absence(ABSENT + kind) else "неуважительная"


def sign_words(sign: str) -> str:
    """A sign of the grid as it is read: «опоздал на 5 мин», «был»; any other text as it is."""
    minutes = signs.late_minutes(sign)
    if minutes is not None:
        return f"опоздал на {minutes} мин"
    return "был" if sign == signs.PRESENT else sign
