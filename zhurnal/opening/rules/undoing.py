"""Until when the opening of a year can be undone."""

from datetime import date

from zhurnal.kernel.refusal import Refusal


def refusal_to_undo(first_record: date | None, *, undone: bool) -> Refusal | None:
    """Why a step cannot be undone: it is already, or a lesson of the year is recorded (``first_record`` is its day)."""
    if undone:
        return Refusal("undone", "Этот шаг уже отменён.")
    if first_record is not None:
        return Refusal(
            "recorded",
            "Занятие %(day)s уже записано в журнале, поэтому шаг открытия года не отменить: исправьте данные на странице шага.",
            {"day": f"{first_record:%d.%m.%Y}"},
        )
    return None
