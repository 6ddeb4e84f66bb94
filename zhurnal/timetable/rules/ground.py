"""Why a lesson is changed: a closed list of causes, and a free word (A5.4)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from zhurnal.kernel.refusal import Refusal

REASON_LENGTH = 120


class Cause(StrEnum):
    """The closed list of causes."""

    ILLNESS = "illness"
    TRIP = "trip"
    COURSES = "courses"
    UNPAID = "unpaid"
    EVENT = "event"
    QUARANTINE = "quarantine"
    OTHER = "other"


class ChangeKind(StrEnum):
    """What else than a substitution happens to a lesson."""

    CANCELLED = "cancelled"
    MOVED = "moved"


class AbsenceState(StrEnum):
    """Asked by the teacher; known to the office; refused; taken back."""

    ASKED = "asked"
    KNOWN = "known"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


CAUSE_WORDS: Mapping[str, str] = {
    Cause.ILLNESS: "больничный",
    Cause.TRIP: "командировка",
    Cause.COURSES: "курсы повышения квалификации",
    Cause.UNPAID: "отпуск без оплаты",
    Cause.EVENT: "мероприятие",
    Cause.QUARANTINE: "карантин",
    Cause.OTHER: "прочее",
}
OF_A_TEACHER = (Cause.ILLNESS, Cause.TRIP, Cause.COURSES, Cause.UNPAID, Cause.OTHER)

NO_WORDS = Refusal("reason", "Напишите причину словами: для «прочее» она нужна.", needs="reason")
TOO_LONG = Refusal("reason_long", "Причина длиннее 120 знаков. Сократите её.", needs="reason")


@dataclass(frozen=True, slots=True)
class Ground:
    """A cause with the office's own words, which may be empty unless the cause is «прочее»."""

    cause: Cause
    note: str = ""

    @property
    def words(self) -> str:
        """«больничный», «командировка: Самара», «семейные обстоятельства»."""
        note = " ".join(self.note.split())
        if self.cause is Cause.OTHER:
            return note
        return f"{CAUSE_WORDS[self.cause]}: {note}" if note else CAUSE_WORDS[self.cause]

    @property
    def refusal(self) -> Refusal | None:
        """What is missing, or None."""
        if not self.words:
            return NO_WORDS
        return TOO_LONG if len(self.words) > REASON_LENGTH else None


def cause_of(words: str) -> Cause:
    """The cause that a reason in words names; «прочее» when none."""
    return next((Cause(cause) for cause, known in CAUSE_WORDS.items() if words.startswith(known)), Cause.OTHER)
