"""Which password a person may choose: long, and not what everybody or whoever knows him would try first. Pure."""

import re
from collections.abc import Iterable, Set

from zhurnal.people.rules.layouts import readings
from zhurnal.people.rules.logins import latin

SHORTEST_STAFF, SHORTEST, LONGEST = 12, 8, 128
SHORTEST_WORD, SHORTEST_TRIED = 3, 4
EDGES = re.compile(r"^[^a-zа-яё]+|[^a-zа-яё]+$")
REPEATED = re.compile(r"(.+?)\1+")
TRIED_FIRST = (
    "password", "qwerty", "йцукен", "пароль", "123456", "zhurnal", "журнал", "admin", "админ", "привет", "любовь", "солнышко",
    "люблю", "zxcvbn", "ячсмить", "фывапр", "asdfgh", "111111", "letmein", "iloveyou", "наташа", "кристина", "россия",
)  # fmt: skip
OF_COLLEGES = ("колледж", "техникум", "училище", "college", "kolledzh", "tekhnikum", "студент", "преподаватель")
GIVEN = "Такой пароль подбирают первым. Придумайте другой."
NAMED = "В пароле ваше имя, логин, группа или название колледжа: его подберут первым. Придумайте другой."


def weak(password: str, names: Iterable[str], *, shortest: int = SHORTEST, leaked: Set[str] = frozenset()) -> str:
    """Why this password will not do, as a sentence; "" when it will.

    ``names``: login, the person's own names, groups, the college's names; they are looked for in both keyboard layouts too.
    ``leaked``: the passwords that many people have or that became known, in small letters.
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
    if not leaked.isdisjoint(_tried(password)):
        return GIVEN
    if any(word in one for one in read for word in (*_words(names), *OF_COLLEGES)):
        return NAMED
    return ""


def _tried(password: str) -> set[str]:
    """By which entries of a list a guesser comes to this password: itself in both layouts and by its sounds («наташа»: natasha), the
    same without the digits and signs around it, and the word that it says again and again.
    """
    whole = {*readings(password), latin(password)}
    bare = whole | {EDGES.sub("", one) for one in whole}
    once = {found[1] for one in bare if (found := REPEATED.fullmatch(one))}
    return {one for one in bare | once if len(one) >= SHORTEST_TRIED}


def _words(names: Iterable[str]) -> list[str]:
    """The names' own words in small letters, long enough to mean somebody."""
    words = {word for name in names for word in (name.lower(), *re.split(r"[\s\-.,«»\"]+", name.lower()))}
    return [word for word in words if len(word) >= SHORTEST_WORD and not word.isdigit()]
