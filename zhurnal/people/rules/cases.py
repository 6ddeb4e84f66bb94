"""Surnames in the accusative, for «замена за …»: only the endings that decline for certain; the rest stay as they are."""

_MALE = (
    ("ский", "ского"),
    ("цкий", "цкого"),
    ("ов", "ова"),
    ("ев", "ева"),
    ("ёв", "ёва"),
    ("ин", "ина"),
    ("ын", "ына"),
)
_FEMALE = (
    ("ская", "скую"),
    ("цкая", "цкую"),
    ("ова", "ову"),
    ("ева", "еву"),
    ("ёва", "ёву"),
    ("ина", "ину"),
    ("ына", "ыну"),
)


def whom(surname: str, patronymic: str, sex: str = "") -> str:
    """«Тишин» → «Тишина», «Кравцова» → «Кравцову»; each part of a double surname apart."""
    female = sex == "f" or (not sex and patronymic.endswith("на"))
    male = sex == "m" or (not sex and patronymic.endswith("ич"))
    endings = _FEMALE if female else _MALE if male else ()
    return "-".join(_declined(part, endings) for part in surname.split("-"))


def _declined(word: str, endings: tuple[tuple[str, str], ...]) -> str:
    for ending, other in endings:
        if word.endswith(ending) and len(word) > len(ending):
            return word[: -len(ending)] + other
    return word
