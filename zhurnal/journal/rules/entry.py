"""What a typed text means in a cell. The same cases bind the browser: ``tests/cases/entry.json``."""

from dataclasses import dataclass

from zhurnal.journal.rules import signs
from zhurnal.kernel.refusal import Refusal

# Latin letters that look like the Russian signs, in lower case.
_LOOKALIKES = str.maketrans({"h": "н", "c": "с", "o": "о", "b": "в", "a": "а", "e": "е"})
_WORDS = {
    "зач": "зач",
    "зач.": "зач",
    "зачет": "зач",
    "зачёт": "зач",
    "зачтено": "зач",
    "незач": "незач",
    "незач.": "незач",
    "незачет": "незач",
    "незачёт": "незач",
    "не зачтено": "незач",
    "незачтено": "незач",
    "осв": "осв",
    "осв.": "осв",
    "освобожден": "осв",
    "освобождён": "осв",
    "н": "н",
    "нб": "нб",
    "ну": "ну",
    "нп": "нп",
    "нн": "нн",
    "+": "+",
}


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign of the closed set; ``attendance`` tells to which kind of cell it belongs («осв» to both)."""

    value: str
    attendance: bool


UNKNOWN = "Знака «%(text)s» в журнале нет. Можно 5, 4, 3, 2, зач., незач., н, о с минутами, осв."
NO_ONE = "В колледже нет отметки 1."
BAD_LATE = "Опоздание — от 1 до %(limit)s минут."


def parse(typed: object) -> Sign | Refusal:
    """The sign for a typed text (any case, Latin look-alikes, spaces around); "" strikes the cell out.

    Full-width and other foreign digits are not signs (checklist 14).
    """
    if not isinstance(typed, str):
        return Refusal("unknown_sign", UNKNOWN, {"text": str(typed)[:20]})
    text = " ".join(typed.split()).lower()
    if text == "":
        return Sign("", attendance=False)
    if text in signs.MARKS:
        return Sign(text, attendance=False)
    if text == "1":
        return Refusal("no_one", NO_ONE)
    text = text.translate(_LOOKALIKES)
    if text in _WORDS:
        value = _WORDS[text]
        return Sign(value, attendance=not signs.is_mark(value))
    if text[0] == "о" and text[1:].strip().isascii() and text[1:].strip().isdigit():
        minutes = int(text[1:].strip()[:6])
        if not 1 <= minutes <= signs.LATE_LIMIT:
            return Refusal("bad_late", BAD_LATE, {"limit": signs.LATE_LIMIT})
        return Sign(f"о{minutes}", attendance=True)
    return Refusal("unknown_sign", UNKNOWN, {"text": typed.strip()[:20]})


def place_refusal(sign: Sign, slot: int) -> Refusal | None:
    """Whether the sign may stand in that slot (0 attendance, n marks, −n отработка)."""
    if sign.value in ("", signs.RELEASED):
        return None
    if slot == 0 and not sign.attendance:
        return Refusal("not_attendance", "В явку ставят н, о с минутами или осв., отметку — в вид работы.")
    if slot != 0 and sign.attendance:
        return Refusal("not_mark", "В вид работы ставят отметку, «н» и опоздание — в явку.")
    return None


def together_refusal(sign: Sign, slot: int, others: dict[int, str]) -> Refusal | None:
    """«н» and a mark never share one lesson (A2.5). ``others``: the lesson's other cells of this student by slot.

    An отработка (negative slot) is the exception it exists for: it stands only where «н» stands.
    """
    absent = signs.is_absence(others.get(0, ""))
    if slot == 0 and signs.is_absence(sign.value):
        standing = next((value for number, value in sorted(others.items()) if number > 0 and value), "")
        if standing:
            text = "В этом занятии уже стоит %(mark)s. Убрать отметку и поставить н?"
            return Refusal("mark_stands", text, {"mark": standing})
    if slot == 0 and not signs.is_absence(sign.value) and any(n < 0 and value for n, value in others.items()):
        return Refusal("makeup_stands", "За это занятие записана отработка. Сначала уберите её.")
    if slot > 0 and sign.value and absent:
        return Refusal("absent", "Студента не было на занятии. Отметку можно записать как отработку.")
    if slot < 0 and sign.value and not absent:
        return Refusal("not_absent", "Отработка записывается тому, кого не было на занятии.")
    return None
