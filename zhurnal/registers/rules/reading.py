"""What was typed into a field, made one form; what cannot be read gets a sentence that says how to write it."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from zhurnal.kernel.typed import one_line
from zhurnal.registers.rules.fields import Field, Kind

LONGEST = 200  # characters of a value
EMPTY = "пусто"  # how the record of changes calls a field that says nothing
NONE = "нет"  # an answer too: somebody has no phone of his own, a foreigner no СНИЛС
YOUNGEST, OLDEST = 12, 90  # years
_DATE = re.compile(r"(\d{1,2})[./\s-](\d{1,2})[./\s-](\d{4})|(\d{2})(\d{2})(\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_EMAIL = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[^@\s.,;]{2,}")
_FOREIGN = re.compile(r"\+\d{8,15}")


@dataclass(frozen=True, slots=True)
class Read:
    """The value as it is kept ("" is empty), or why it cannot be."""

    value: str
    trouble: str = ""


def read_value(field: Field, typed: str, today: date) -> Read:
    """Read what stands in the cell of a field."""
    text = one_line(typed)
    if not text:
        return Read("")
    if len(text) > LONGEST:
        return Read("", f"Слишком длинно: знаков {len(text)}, а помещается {LONGEST}. Сократите.")
    if text.lower() == NONE and not field.column and field.kind is not Kind.CHOICE:
        return Read(NONE)
    if field.kind is Kind.CHOICE:
        return _choice(field, text)
    if field.kind is Kind.DATE:
        return _birth(text, today)
    return {Kind.PHONE: _phone, Kind.EMAIL: _email, Kind.SNILS: _snils}.get(field.kind, Read)(text)


def _choice(field: Field, text: str) -> Read:
    key = next((key for key, word in field.words.items() if text.lower() in (key, word.lower())), "")
    words = ", ".join(field.words.values())
    return Read(key) if key else Read("", f"Такого ответа в списке нет. Выберите один из них: {words}.")


def _birth(text: str, today: date) -> Read:
    found, iso = _DATE.fullmatch(text), _ISO.fullmatch(text)
    try:
        if iso:
            born = date.fromisoformat(text)
        elif found:
            day, month, year = (int(part) for part in found.groups() if part)
            born = date(year, month, day)
        else:
            return Read("", "Дату не прочитать. Пишите день, месяц и год: 05.03.2010.")
    except ValueError:
        return Read("", "Такой даты нет. Проверьте день и месяц.")
    age = (today - born) / timedelta(days=365.25)
    if not YOUNGEST <= age <= OLDEST:
        return Read("", "Возраст не похож на возраст студента. Проверьте год рождения.")
    return Read(born.isoformat())


def _phone(text: str) -> Read:
    digits = re.sub(r"[\s()–—-]", "", text)
    plain = digits.removeprefix("+")
    if plain.isascii() and plain.isdigit():
        if len(plain) == 11 and plain[0] in "78":
            plain = plain[1:]
        if len(plain) == 10 and not (digits.startswith("+") and digits[1] != "7"):
            return Read(f"+7 {plain[:3]} {plain[3:6]}-{plain[6:8]}-{plain[8:]}")
        if _FOREIGN.fullmatch(digits):
            return Read(digits)
    return Read("", "Телефон не прочитать. Пишите десять цифр после +7: +7 900 123-45-67, или слово «нет».")


def _email(text: str) -> Read:
    if _EMAIL.fullmatch(text):
        return Read(text)
    return Read("", "Адрес почты не прочитать. Он выглядит так: ivanov@mail.ru.")


def _snils(text: str) -> Read:
    digits = re.sub(r"[\s-]", "", text)
    if not (digits.isascii() and digits.isdigit() and len(digits) == 11):
        return Read("", "В СНИЛС одиннадцать цифр: 112-233-445 95. Если его нет, напишите «нет».")
    if int(digits[:9]) > 1_001_998 and snils_check(digits[:9]) != int(digits[9:]):  # older numbers have no check
        return Read("", "Контрольное число СНИЛС не сходится. Проверьте цифры по карточке.")
    return Read(f"{digits[:3]}-{digits[3:6]}-{digits[6:9]} {digits[9:]}")


def snils_check(nine: str) -> int:
    """The two last digits of a СНИЛС by its first nine."""
    total = sum(int(digit) * (9 - place) for place, digit in enumerate(nine))
    return total % 101 % 100


def shown_value(field: Field, value: str) -> str:
    """The value as people read it."""
    if field.kind is Kind.CHOICE:
        return field.words.get(value, value)
    if field.kind is Kind.DATE and value:
        return f"{value[8:10]}.{value[5:7]}.{value[:4]}"
    return value


def change_words(field: Field, before: str, after: str) -> str:
    """«было → стало» for the record of changes; of special categories the record keeps only that they changed."""
    if field.special:
        return ""
    return f"{shown_value(field, before) or EMPTY} → {shown_value(field, after) or EMPTY}"
