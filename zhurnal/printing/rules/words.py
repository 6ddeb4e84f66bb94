"""Words of the printed journal. Pure."""

import hashlib
import json
from collections.abc import Iterable
from datetime import date

from zhurnal.kernel.dates import MONTHS_ALONE, full, short

OUT_OF_SUBGROUP = "не в подгруппе"


def surname_first(surname: str, given: str, patronymic: str) -> str:
    """«Абрамов К. О.» (with no-break spaces): the name in a paper list."""
    initials = "\u00a0".join(f"{part[0]}." for part in (given, patronymic) if part)
    return f"{surname}\u00a0{initials}".strip("\u00a0")


def month_title(day: date, columns: int) -> str:
    """«Октябрь 2026 г.», «окт. 2026», «окт.»: as the columns give room."""
    name = MONTHS_ALONE[day.month - 1]
    brief = name if len(name) < 5 else f"{name[:3]}."
    if columns < 4:
        return brief if columns < 2 else f"{brief} {day.year}"
    return f"{name.capitalize()} {day.year} г."


def entered_note(day: date, order: str) -> str:
    """«зачислен 14.10, приказ № 104-с»."""
    return f"зачислен {short(day)}" + (f", приказ {order}" if order else "")


def moved_note(day: date) -> str:
    """«в подгруппе с 14.10»: no order moves a student between subgroups."""
    return f"в подгруппе с {short(day)}"


def left_note(day: date, said: str, order: str) -> str:
    """«академический отпуск с 10.11, приказ № 118-с от 10.11.2026»."""
    return f"{said or 'выбыл'} с {short(day)}" + (f", приказ {order}" if order else "")


def correction(who: str, before: str, after: str, author: str, at: date) -> str:
    """«Бережной М. А., 19.11, ЛР: запись «3» ошибочна, верно «4» — О. С. Кравцова, 24.11.2026»."""
    right = f"верно «{after}»" if after else "зачёркнута"
    wrong = f"запись «{before}» ошибочна, {right}" if after else f"запись «{before}» {right}"
    return f"{who}: {wrong} — {author}, {full(at)}"


def check_sum(record: object) -> str:
    """«7F3A 19C4»: the same while nothing of what is recorded on the page has changed."""
    text = json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    digits = hashlib.sha256(text.encode()).hexdigest()[:8].upper()
    return f"{digits[:4]} {digits[4:]}"


def joined(words: Iterable[str], by: str = ", ") -> str:
    """The words that there are."""
    return by.join(word for word in words if word)


def surname_of(short_name: str) -> str:
    """«Кравцова» of «О. С. Кравцова»."""
    return short_name.replace("\u00a0", " ").rpartition(" ")[2]
