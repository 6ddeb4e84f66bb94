"""What is said wherever something of a closed year was to be changed (1.5, A12.7)."""

from zhurnal.kernel.refusal import Refusal


def year_closed(name: str) -> Refusal:
    """Why nothing of a closed year is written."""
    text = "Учебный год %(year)s закрыт и сдан в архив: записи только читают. Открыть год могут заместитель директора и директор по приказу."
    return Refusal("year_closed", text, {"year": name})
