"""The four squares in words, for those who listen (design § 4). Pure."""

from zhurnal.kernel.wording import plural

_FILL = {
    0: ("нет темы", "нет явки", "нет отметок", "нет задания"),
    1: ("тема предложена", "явка частично", "отметки частично", "задание начато"),
    2: ("тема записана", "явка записана", "отметки записаны", "задание записано"),
    3: ("тема не нужна", "явка не нужна", "отметок не предусмотрено", "задание не нужно"),
    4: ("тема просрочена", "явка просрочена", "отметки просрочены", "задание просрочено"),
}
_LESSON = ("не начато", "начато", "заполнено", "не требуется", "просрочено")


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
