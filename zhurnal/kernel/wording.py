"""Numbers and plurals in Russian words. Pure; ``static/ui/js/words.js`` says the same (``tests/cases/words.json``)."""

NBSP = "\u00a0"
THIN = "\u202f"
EMPTY = "–"

SQUARES = ("тема", "явка", "отметки", "задание")
_FILL = {
    0: ("нет темы", "нет явки", "нет отметок", "нет задания"),
    1: ("тема предложена", "явка частично", "отметки частично", "задание начато"),
    2: ("тема записана", "явка записана", "отметки записаны", "задание записано"),
    3: ("тема не нужна", "явка не нужна", "отметок не предусмотрено", "задание не нужно"),
    4: ("тема просрочена", "явка просрочена", "отметки просрочены", "задание просрочено"),
}
_LESSON = ("не начато", "начато", "заполнено", "не требуется", "просрочено")


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


def spell_squares(fills: list[int] | tuple[int, ...]) -> str:
    """The four squares in words: «тема и явка записаны, отметки частично, нет задания»."""
    fills = tuple(fills)
    if len(fills) == 4 and set(fills) == {2}:
        return "тема, явка, отметки и задание записаны"
    parts = [_FILL[fill][place] for place, fill in enumerate(fills)]
    if fills[:2] == (2, 2):
        parts[:2] = ["тема и явка записаны"]
    return ", ".join(parts)


def spell_lesson(fill: int, late_days: int = 0) -> str:
    """One square that stands for one lesson."""
    if late_days:
        return f"записано позже на {plural(late_days, ('день', 'дня', 'дней'))}"
    return _LESSON[fill]
