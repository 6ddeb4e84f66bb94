"""Facts about a student for whoever leads the lesson: each with its date, never advice (design § 5, Lesson)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from zhurnal.journal.rules import signs
from zhurnal.kernel.dates import short

ORAL = "oral"
SILENT_DAYS = 42  # six weeks without an oral answer are worth a word

CAUSES = {"б": "болезнь", "у": "уважительная причина", "п": "по приказу", "н": "без уважительной причины"}


@dataclass(frozen=True, slots=True)
class Past:
    """What one student has of one earlier lesson: ``marks`` are (kind of work, value)."""

    day: date
    absent: bool
    marks: tuple[tuple[str, str], ...] = ()


def hint(history: Sequence[Past], today: date) -> str:
    """The one fact that matters most now, or "". ``history``: earlier lessons in order of time."""
    marks = [(past.day, kind, value) for past in history for kind, value in past.marks if value in signs.MARKS]
    if marks and marks[-1][2] == "2":
        return f"«2» {short(marks[-1][0])}, новой отметки нет"
    if history and history[-1].absent:
        return f"пропуск {short(history[-1].day)}"
    oral = [day for day, kind, _value in marks if kind == ORAL]
    if oral and (today - oral[-1]).days >= SILENT_DAYS:
        return f"устного ответа нет с {short(oral[-1])}"
    return ""


def last_mark(history: Sequence[Past]) -> str:
    """The value of the newest mark, or ""."""
    values = [value for past in history for _kind, value in past.marks if value in signs.MARKS]
    return values[-1] if values else ""


def cause_words(kind: str, until: date, day: date) -> str:
    """«болезнь по 28.11»; without the date when the document ends today."""
    said = CAUSES.get(kind, "")
    return f"{said} по {short(until)}" if said and until > day else said
