"""Words typed in the other keyboard layout: «gfhjkm» is «пароль». Pure."""

_LATIN = "`qwertyuiop[]asdfghjkl;'zxcvbnm,."
_RUSSIAN = "ёйцукенгшщзхъфывапролджэячсмитьбю"
_TO_RUSSIAN = str.maketrans(_LATIN, _RUSSIAN)
_TO_LATIN = str.maketrans(_RUSSIAN, _LATIN)


def readings(text: str) -> tuple[str, str, str]:
    """The text in small letters as it stands, as by the Russian keys, as by the Latin keys."""
    small = text.lower()
    return small, small.translate(_TO_RUSSIAN), small.translate(_TO_LATIN)
