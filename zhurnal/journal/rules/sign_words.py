"""How the closed set of signs looks and sounds; what a sign means for the record is decided in ``journal.rules``. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sign:
    """Letters on the line, letters raised, tone of the chip, kind of absence, words for those who listen."""

    shown: str
    tone: str
    words: str
    raised: str = ""
    absence: str = ""


_SIGNS = {
    "5": Sign("5", "5", "5, отлично"),
    "4": Sign("4", "4", "4, хорошо"),
    "3": Sign("3", "3", "3, удовлетворительно"),
    "2": Sign("2", "2", "2, неудовлетворительно"),
    "зач": Sign("зач.", "credit", "зачтено"),
    "незач": Sign("незач.", "fail", "не зачтено"),
    "осв": Sign("осв.", "released", "освобождён"),
    "н": Sign("н", "absent", "не был, причина не указана", absence="unknown"),
    "ну": Sign("н", "absent", "не был по уважительной причине", "у", "excused"),
    "нб": Sign("н", "absent", "не был по болезни", "б", "excused"),
    "нп": Sign("н", "absent", "не был по приказу", "п", "excused"),
    "нн": Sign("н", "absent", "не был без уважительной причины", absence="inexcusable"),
    "+": Sign("✓", "present", "был на занятии"),
    "": Sign("", "empty", "пусто"),
}


def sign_of(value: str) -> Sign:
    """The look of a value; an unknown one is shown as it is."""
    if value in _SIGNS:
        return _SIGNS[value]
    if value.startswith("о") and value[1:].isdigit():
        return Sign("о", "late", f"опоздание на {value[1:]} мин", value[1:])
    return Sign(value, "other", value)
