"""Which password a person may choose: long, and not what everybody would try first. Pure."""

from collections.abc import Iterable

SHORTEST = 10
TRIED_FIRST = ("password", "qwerty", "йцукен", "пароль", "123456", "zhurnal", "журнал", "admin")


def weak(password: str, names: Iterable[str]) -> str:
    """Why this password will not do, as a sentence; "" when it will. ``names``: the login and the person's own names."""
    said = password.lower()
    if len(password) < SHORTEST:
        return f"Пароль короче {SHORTEST} знаков. Возьмите три-четыре слова, которые легко запомнить."
    if len(set(said)) < 5:
        return "В пароле почти одни и те же знаки. Добавьте других."
    if any(name and len(name) > 2 and name.lower() in said for name in names):
        return "В пароле ваше имя или логин: его подберут первым. Придумайте другой."
    if any(said.startswith(word) for word in TRIED_FIRST):
        return "Такой пароль подбирают первым. Придумайте другой."
    return ""
