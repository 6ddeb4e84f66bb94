"""What a field said before its last change, read out of the words of the record of changes: no second copy of documents is kept. Pure."""

from datetime import date

from zhurnal.registers.rules.fields import Field
from zhurnal.registers.rules.reading import EMPTY, change_words, read_value

AGAIN = "возвращено прежнее значение"
"""The reason that stands beside a change which takes another one back."""


def earlier(field: Field, words: str, now: str, today: date) -> str | None:
    """The value before the change of these words, ``now`` being the present one.

    None where they do not tell it: of special categories the record keeps none, a term destroyed them, the field says something
    else by now, or they can be read in two ways.
    """
    arrow = change_words(field, "", now).removeprefix(EMPTY)
    places = [place for place in range(len(words)) if arrow and words.startswith(arrow, place)]
    told = {words[:place] for place in places if words[place + len(arrow) :][:2] in ("", "; ")}
    if len(told) != 1:
        return None
    text = told.pop()
    read = read_value(field, "" if text == EMPTY else text, today)
    return (
        read.value if not read.trouble and change_words(field, read.value, now).startswith(f"{text}{arrow}") else None
    )
