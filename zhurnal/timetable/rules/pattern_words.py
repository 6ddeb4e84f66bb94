"""How slots and their clashes are said. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta

from zhurnal.kernel.dates import WEEKDAYS_ON
from zhurnal.timetable.rules.pattern import HALF_WORDS, WEEKS_WORDS, Half, SlotRow, Weeks
from zhurnal.timetable.rules.pattern_clashes import Conflict


@dataclass(frozen=True, slots=True)
class SlotNames:
    """The words of a slot."""

    group: str
    title: str
    subgroup: str
    teacher: str
    room: str


SHIFT_OF = {1: "", 2: " второй смены", 3: " третьей смены", 4: " четвёртой смены"}


def pair_words(pair: int, shift: int = 1) -> str:
    """«3-я пара», «3-я пара второй смены»."""
    return f"{pair}-я пара{SHIFT_OF[shift]}"


def place_words(weekday: int, pair: int, shift: int = 1) -> str:
    """«во вторник, 3-я пара»."""
    return f"{'во' if weekday == 2 else 'в'} {WEEKDAYS_ON[weekday - 1]}, {pair_words(pair, shift)}"


def clash_words(conflict: Conflict, own: SlotNames, other: SlotNames | None) -> str:
    """Why two slots cannot stand together: «Кравцова О. С. ведёт здесь Э-21, Электротехника»."""
    if other is None or conflict is Conflict.PRACTICE:
        return f"Группа {own.group} в эти дни на практике"
    whom = f"{other.group}, {other.title}"
    return {
        Conflict.GROUP: f"У группы {own.group} здесь {other.title}",
        Conflict.SUBGROUP: f"У подгруппы «{own.subgroup}» здесь {other.title}",
        Conflict.TEACHER: f"{own.teacher} ведёт здесь {whom}",
        Conflict.ROOM: f"В аудитории {own.room} здесь {whom}",
    }[conflict]


NEAR = timedelta(days=14)  # who begins or ends so near the term's own days holds the whole term


def marks_of(slot: SlotRow, term_span: tuple[date, date]) -> tuple[str, ...]:
    """What is special in a slot: its week, half, remoteness, its own dates."""
    found = []
    if slot.weeks is not Weeks.EVERY:
        found.append(WEEKS_WORDS[slot.weeks].replace(" неделя", ""))
    if slot.half is not Half.WHOLE:
        found.append(HALF_WORDS[slot.half])
    if slot.distant:
        found.append("дистанционно")
    if slot.since == slot.until:
        found.append(f"{slot.since:%d.%m}")
    elif slot.since - term_span[0] > NEAR or term_span[1] - slot.until > NEAR:
        found.append(f"{slot.since:%d.%m}–{slot.until:%d.%m}")
    return tuple(found)
