"""A change in words for people: which field was what, and becomes what."""

from typing import Any

from zhurnal.curriculum.rules import graphic
from zhurnal.exchange.imports.plan.entities import ENTITIES
from zhurnal.exchange.lists.disciplines import JOURNALS
from zhurnal.exchange.rules.changes import Change, What
from zhurnal.kernel.wording import EMPTY
from zhurnal.timetable.rules.lesson import State

STATES = {State.PLANNED.value: "идёт", State.CANCELLED.value: "отменено"}
DAYS = frozenset({"date", "birth_date", "entered", "left", "since", "until", "closed_on"})
TITLES = frozenset({"name", "title", "surname", "given", "patronymic", "date", "pair", "index", "position", "kind"})
SEXES = {"m": "мужской", "f": "женский"}


def difference(change: Change, names: dict[str, str] | None = None) -> list[tuple[str, str, str]]:
    """(field, before, after) of the fields that people know; ``names``: id → how it is called. A new row has no before."""
    labels = {name: label for name, label in ENTITIES[change.entity].fields.items() if name in change.after}
    if change.what is What.CREATE:
        known = {name: said(name, change.after[name], names) for name in labels if name not in TITLES}
        return [
            (labels[name], "", value) for name, value in known.items() if value not in (EMPTY, "0", STATES["planned"])
        ]
    return [
        (label, said(name, change.before.get(name), names), said(name, change.after[name], names))
        for name, label in labels.items()
    ]


def said(name: str, value: Any, names: dict[str, str] | None = None) -> str:
    """A value of a field as a person reads it."""
    if value is None or value == "":
        return EMPTY
    text = str(value)
    if name.endswith("_id"):
        return (names or {}).get(text, "другое")
    if name == "state":
        return STATES.get(text, text)
    if isinstance(value, bool):
        return "да" if value else "нет"
    if name == "kind":
        return JOURNALS.get(text, text)
    if name == "graphic":
        return graphic.words(text)
    if name == "sex":
        return SEXES.get(text, text)
    if name in DAYS or (name in {"starts", "ends"} and "-" in text):
        return f"{text[8:10]}.{text[5:7]}.{text[:4]}"
    return text[:5] if name in ("starts", "ends") and ":" in text else text
