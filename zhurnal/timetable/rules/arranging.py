"""What the office may do with a lesson, and why not (A5.4, A5.7). Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from zhurnal.kernel.dates import day_month
from zhurnal.kernel.refusal import Refusal
from zhurnal.timetable.rules.burden import Burden
from zhurnal.timetable.rules.clashes import Clash, Shared


class WayKind(StrEnum):
    """How a lesson without its teacher is settled."""

    SAME = "same"
    OTHER = "other"
    JOINT = "joint"
    CANCEL = "cancel"


@dataclass(frozen=True, slots=True)
class Way:
    """A way with its object: the teacher (``same``), the course (``other``), the lesson joined (``joint``)."""

    kind: WayKind
    target: UUID | None = None

    def __str__(self) -> str:
        return f"{self.kind}:{self.target.hex}" if self.target else str(self.kind)


def parse_way(text: str) -> Way | None:
    """The way from «same:0192…» or «cancel»; None when it is none."""
    kind, _colon, digits = text.partition(":")
    try:
        return (
            Way(WayKind(kind), UUID(digits) if digits else None) if (kind == WayKind.CANCEL) != bool(digits) else None
        )
    except ValueError:
        return None


NO_WAY = Refusal("way", "Выберите, что сделать с занятием: замену, объединение или отмену.")
GONE_WAY = Refusal("way_gone", "Так уже нельзя: пока страница была открыта, расписание изменилось. Обновите её.")
NOTHING_TO_UNDO = Refusal("nothing", "У занятия нет ни замены, ни переноса, ни отмены: возвращать нечего.")


@dataclass(frozen=True, slots=True)
class Condition:
    """What a lesson already is: cancelled, substituted, joined by others (``guests``: their groups), and what it carries."""

    day: date
    cancelled: bool = False
    substituted: bool = False
    guests: Sequence[str] = ()
    burden: Burden = Burden.NOTHING
    frozen: bool = False  # its term is closed


FROZEN = Refusal(
    "frozen", "Семестр закрыт: его занятия больше не меняют. Открыть его может заместитель директора по приказу."
)


def change_refusal(lesson: Condition) -> Refusal | None:
    """Why the lesson cannot be substituted, moved or cancelled, or None."""
    day = {"day": day_month(lesson.day)}
    if lesson.frozen:
        return FROZEN
    if lesson.cancelled:
        return Refusal("cancelled", "Занятие %(day)s отменено. Сначала верните его в расписание.", day)
    if lesson.substituted:
        return Refusal("substituted", "На занятие %(day)s уже оформлена замена. Сначала снимите её.", day)
    if lesson.guests:
        text = "К занятию %(day)s присоединено другое: %(guests)s. Сначала снимите присоединение."
        return Refusal("guests", text, {**day, "guests": ", ".join(lesson.guests)})
    if lesson.burden is Burden.HELD:
        text = (
            "В занятии %(day)s уже есть явка или отметки: оно состоялось, и менять его в расписании нельзя. "
            "Ошибку в записи исправляет преподаватель."
        )
        return Refusal("held", text, day)
    return None


def undo_refusal(lesson: Condition, teacher: str) -> Refusal | None:
    """Why a substitution cannot be taken back: the substitute has recorded the lesson (``teacher``: his name)."""
    if lesson.frozen:
        return FROZEN
    if lesson.burden is Burden.HELD:
        text = "Занятие %(day)s уже провёл и записал %(teacher)s. Замену не снять: часы и записи за ним."
        return Refusal("held", text, {"day": day_month(lesson.day), "teacher": teacher})
    return None


_CLASHES: Mapping[Shared, str] = {
    Shared.TEACHER: "%(who)s в это время ведёт занятие: %(lesson)s. Выберите другого преподавателя или другое время.",
    Shared.GROUP: "У группы %(who)s в это время уже есть занятие: %(lesson)s. Выберите другое время.",
    Shared.ROOM: "Аудитория %(who)s в это время занята: %(lesson)s. Выберите другую.",
}


def clash_refusal(clash: Clash, who: str, lesson: str) -> Refusal:
    """The sentence about a clash; ``who``: the teacher, group or room, ``lesson``: the other lesson in words."""
    return Refusal(f"busy_{clash.shared}", _CLASHES[clash.shared], {"who": who, "lesson": lesson})


def away_refusal(who: str, day: date) -> Refusal:
    """The chosen teacher is away himself."""
    text = "%(who)s %(day)s отсутствует. Выберите другого преподавателя."
    return Refusal("away", text, {"who": who, "day": day_month(day)})
