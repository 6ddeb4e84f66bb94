"""Накопляемость: whether there are marks enough, whether everybody is asked, whether a «2» is followed (A2.6–A2.9; clause 3.7)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from zhurnal.journal.rules import signs
from zhurnal.kernel.dates import short
from zhurnal.kernel.wording import plural
from zhurnal.organisation.rules.parameters import Parameters

LESSONS = ("занятие", "занятия", "занятий")
MARKS = ("отметка", "отметки", "отметок")


@dataclass(frozen=True, slots=True)
class Held:
    """One lesson that was held while the student was on the list, as he had it. ``marks``: values in it, отработки among them."""

    day: date
    hours: int
    absent: bool = False
    released: bool = False
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """What is found about a student. ``needed``: how many marks the hours ask for; ``unasked``: lessons since the last one

    (0 when he was asked within the limit); ``bad_day``: the day of a «2» with no mark in the lessons that followed; ``after_absence``:
    the day of a «2» right after «н»; ``edge``: the day of a «2» in his first lesson of the term (both only warned of, A2.9).
    """

    marks: int
    needed: int
    unasked: int = 0
    bad_day: date | None = None
    after_absence: date | None = None
    edge: date | None = None

    @property
    def few(self) -> bool:
        """Fewer marks than the hours ask for."""
        return self.marks < self.needed

    @property
    def troubles(self) -> tuple[str, ...]:
        """What is to be done about him, each in a few words; empty when nothing."""
        said = []
        if self.few:
            said.append(f"{plural(self.marks, MARKS) if self.marks else 'отметок нет'}, по часам нужно {self.needed}")
        if self.unasked:
            said.append(f"не спрашивали {plural(self.unasked, LESSONS)} подряд")
        if self.bad_day:
            said.append(f"«2» {short(self.bad_day)} не исправлена")
        return tuple(said)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What is only warned of."""
        said = []
        if self.after_absence:
            said.append(f"«2» {short(self.after_absence)} сразу после пропуска")
        if self.edge:
            said.append(f"«2» {short(self.edge)} на первом его занятии")
        return tuple(said)


def needed_marks(hours: int, parameters: Parameters) -> int:
    """One mark for each ``hours_per_mark`` whole hours; 0 where the college has no such norm."""
    return hours // parameters.hours_per_mark if parameters.hours_per_mark > 0 else 0


def standing(lessons: Sequence[Held], parameters: Parameters, today: date) -> Standing:
    """What a student's lessons in order of time say. Lessons he missed or was released from ask nothing of the teacher.

    A lesson of today in which nothing is written of him may be still ahead: it does not count.
    """
    history = [held for held in lessons if held.day < today or held.marks or held.absent]
    newest, since = _since_asked(history)
    bad_day = newest.day if newest and "2" in newest.marks and since >= parameters.repaired_within > 0 else None
    return Standing(
        marks=sum(sum(map(signs.is_mark, held.marks)) for held in history),
        needed=needed_marks(sum(held.hours for held in history if not held.released and not held.absent), parameters),
        unasked=since if since >= parameters.asked_within > 0 else 0,
        bad_day=bad_day,
        after_absence=_after_absence(history),
        edge=history[0].day if history and "2" in history[0].marks else None,
    )


def _graded(held: Held) -> bool:
    return any(signs.is_mark(value) for value in held.marks)


def _since_asked(history: Sequence[Held]) -> tuple[Held | None, int]:
    """The newest lesson that brought a mark, also one made up after it was missed, and in how many he has been present since."""
    since = 0
    for held in reversed(history):
        if held.released:
            continue
        if _graded(held):
            return held, since
        since += not held.absent
    return None, since


def _after_absence(history: Sequence[Held]) -> date | None:
    """The newest «2» in the lesson that followed a missed one."""
    pairs = list(pairwise(history))
    return next((held.day for before, held in reversed(pairs) if before.absent and "2" in held.marks), None)
