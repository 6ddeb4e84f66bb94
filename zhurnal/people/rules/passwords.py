"""Which password a person may choose: long, and not what everybody or whoever knows him would try first. Pure."""

import re
from collections.abc import Iterable

from zhurnal.people.rules.layouts import readings

SHORTEST_STAFF, SHORTEST, LONGEST = 12, 8, 128
SHORTEST_WORD = 3
TRIED_FIRST = (
    "password", "qwerty", "йцукен", "пароль", "123456", "zhurnal", "журнал", "admin", "админ", "привет", "любовь", "солнышко",
    "люблю", "zxcvbn", "ячсмить", "фывапр", "asdfgh", "111111", "letmein", "iloveyou", "наташа", "кристина", "россия",
)  # fmt: skip
OF_COLLEGES = ("колледж", "техникум", "училище", "college", "kolledzh", "tekhnikum", "студент", "преподаватель")
GIVEN = "Такой пароль подбирают первым. Придумайте другой."
NAMED = "В пароле ваше имя, логин, группа или название колледжа: его подберут первым. Придумайте другой."


def weak(password: str, names: Iterable[str], *, shortest: int = SHORTEST) -> str:
    """Why this password will not do, as a sentence; "" when it will.

    ``names``: login, the person's own names, groups, the college's names; they are looked for in both keyboard layouts too.
    """
    if len(password) < shortest:
        return f"Пароль короче {shortest} знаков. Возьмите три-четыре слова, которые легко запомнить."
    if len(password) > LONGEST:
        return f"Пароль длиннее {LONGEST} знаков. Сократите его."
    read = readings(password)
    if len(set(read[0])) < 5:
        return "В пароле почти одни и те же знаки. Добавьте других."
    if any(one.startswith(word) for one in read for word in TRIED_FIRST):
        return GIVEN
    if any(word in one for one in read for word in (*_words(names), *OF_COLLEGES)):
        return NAMED
    return ""


def _words(names: Iterable[str]) -> list[str]:
    """The names' own words in small letters, long enough to mean somebody."""
    words = {word for name in names for word in (name.lower(), *re.split(r"[\s\-.,«»\"]+", name.lower()))}
    return [word for word in words if len(word) >= SHORTEST_WORD and not word.isdigit()]
