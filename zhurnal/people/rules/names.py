"""How a person is called: full, short, for the list of a journal."""

from hashlib import sha256


def full_name(surname: str, given: str, patronymic: str) -> str:
    """«Кравцова Ольга Сергеевна»; a person may have no patronymic."""
    return " ".join(part for part in (surname, given, patronymic) if part)


def short_name(surname: str, given: str, patronymic: str) -> str:
    """«О. С. Кравцова» (with no-break spaces)."""
    initials = "\u00a0".join(f"{part[0]}." for part in (given, patronymic) if part)
    return f"{initials}\u00a0{surname}".strip("\u00a0")


def list_name(surname: str, given: str) -> str:
    """«Абрамов Кирилл»: the name in a journal's list."""
    return f"{surname} {given}".strip()


def initials(surname: str, given: str) -> str:
    """«ОК»: given name and surname, for the small circle."""
    return f"{given[:1]}{surname[:1]}".upper()


def meaningless(key: bytes, word: str) -> str:
    """«Студент 7F3A09C2»: what a person is called when his name was destroyed, the same whenever it is made; ``key``: his id."""
    return f"{word} {sha256(key).hexdigest()[:8].upper()}"


def alphabetical(surname: str, given: str, patronymic: str) -> tuple[str, str, str]:
    """A sorting key: ё as е, case apart, so that Ёлкин stands among Е."""
    return tuple(part.lower().replace("ё", "е\uffff") for part in (surname, given, patronymic))  # type: ignore[return-value]
