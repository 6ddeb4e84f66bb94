"""Numbers and plurals in Russian words. Pure; ``static/ui/js/words.js`` says the same (``tests/cases/words.json``)."""

NBSP = "\u00a0"
THIN = "\u202f"
EMPTY = "–"


def plural_word(number: int, forms: tuple[str, str, str]) -> str:
    """The form that goes with the number: 1 занятие, 4 занятия, 8 занятий."""
    tail = abs(number) % 100
    if 11 <= tail <= 14:
        return forms[2]
    if tail % 10 == 1:
        return forms[0]
    return forms[1] if 2 <= tail % 10 <= 4 else forms[2]


def plural(number: int, forms: tuple[str, str, str]) -> str:
    """Number and word, kept on one line: «21 студент»."""
    return f"{whole(number)}{NBSP}{plural_word(number, forms)}"


def whole(number: int) -> str:
    """A whole number: thousands by a thin space, a real minus."""
    digits = f"{abs(number):,}".replace(",", THIN)
    return f"−{digits}" if number < 0 else digits


def signed(number: int) -> str:
    """«+2», «−14», «0»."""
    return f"+{whole(number)}" if number > 0 else whole(number)


def hundredths(number: int | None) -> str:
    """343 → «3,43»; nothing known → «–»."""
    if number is None:
        return EMPTY
    sign = "−" if number < 0 else ""
    return f"{sign}{abs(number) // 100},{abs(number) % 100:02d}"
