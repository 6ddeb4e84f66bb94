"""What is not done by an honest hand: rules with thresholds, each for one way in which marks were changed with a stolen password. They tell, and never block. Pure.

Old marks alone count, and marks put late into empty cells of old lessons. A teacher who marks one work again changes many marks of one
lesson in a minute: so what counts is in how many lessons, too. A teacher who writes down a week late writes all kinds of marks: so
what is put into empty cells counts for speed, students and «only upward» on days on which it is nothing but good marks.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import groupby
from uuid import UUID

from zhurnal.incidents.rules.changes import Marked


class Rule(StrEnum):
    """The rules by name."""

    FAST = "fast"
    STUDENT = "student"
    UPWARD = "upward"
    NIGHT = "night"
    DEVICE = "device"
    ADMINISTRATOR = "administrator"
    MANY = "many"
    AWAY = "away"
    IDLE = "idle"
    BESIDE = "beside"


RULE_WORDS = {
    Rule.FAST: "Много старых отметок за короткое время",
    Rule.STUDENT: "Исправлено у одного студента в разных занятиях",
    Rule.UPWARD: "Старые отметки только повышали",
    Rule.NIGHT: "Старые отметки меняли в нерабочее время",
    Rule.DEVICE: "Старые отметки меняли с нового устройства",
    Rule.ADMINISTRATOR: "Отметку изменил тот, кто этот журнал не ведёт",
    Rule.MANY: "За сутки повышены старые отметки многих студентов",
    Rule.AWAY: "Старые отметки повышали, пока преподаватель отсутствует",
    Rule.IDLE: "Старые отметки повышали в день без занятий",
    Rule.BESIDE: "Отметку студента улучшили там, где в тот же день был он сам",
}


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From when a rule speaks: changes, within seconds, in so many lessons."""

    fast_changes: int = 8
    fast_seconds: int = 120
    fast_lessons: int = 3
    student_changes: int = 3
    upward_changes: int = 5
    upward_lessons: int = 3
    night_changes: int = 3
    device_changes: int = 2
    administrator_changes: int = 1
    many_students: int = 5
    many_of_lesson: int = 3
    away_changes: int = 2
    idle_changes: int = 3
    idle_lessons: int = 2


@dataclass(frozen=True, slots=True)
class Found:
    """An anomaly: which rule, under whose name, on which day, of how many changes and students. ``student``: when it is about one."""

    rule: Rule
    person: UUID
    day: date
    changes: int
    students: int
    first: datetime
    last: datetime
    devices: tuple[str, ...]
    student: UUID | None = None

    @property
    def key(self) -> str:
        """The same anomaly is told once."""
        return f"{self.rule}:{self.person.hex}:{self.student.hex if self.student else ''}:{self.day.isoformat()}"


DAY = timedelta(hours=24)


def find(
    marked: Iterable[Marked], limits: Thresholds | None = None, without: frozenset[Rule] = frozenset()
) -> list[Found]:
    """Everything that the rules say of these changes; ``without``: rules that are switched off."""
    limits = limits or Thresholds()
    marked = list(marked)
    old = sorted((one for one in marked if one.old or one.late), key=lambda one: (str(one.person), one.at, one.seq))
    found: list[Found] = []
    telling: list[Marked] = []
    for (_person, _day), rows in groupby(old, key=lambda one: (one.person, one.at.date())):
        day = list(rows)
        plain = _without_honest_lateness(day)
        telling += plain
        for rule, judge in _BY_ACCOUNT.items():
            meant = judge(day if rule in _OF_ANY_MARK else plain, limits) if rule not in without else []
            if meant:
                found.append(_found(rule, meant))
    if Rule.STUDENT not in without:
        found += _of_students(telling, limits)
    if Rule.MANY not in without:
        found += _many(telling, limits)
    if Rule.BESIDE not in without:
        found += _beside(marked)
    return found


def _without_honest_lateness(day: Sequence[Marked]) -> list[Marked]:
    """The changes of an account's day but for what was put into empty cells, when that is not good marks alone."""
    mixed = any(one.late and one.step < 0 for one in day)
    return [one for one in day if one.old or not mixed]


def _fast(day: Sequence[Marked], limits: Thresholds) -> list[Marked]:
    """So many within so many seconds, in several lessons."""
    reach = timedelta(seconds=limits.fast_seconds)
    start = 0
    for end, one in enumerate(day):
        while one.at - day[start].at > reach:
            start += 1
        burst = list(day[start : end + 1])
        if len(burst) >= limits.fast_changes and _lessons(burst) >= limits.fast_lessons:
            return burst
    return []


def _upward(day: Sequence[Marked], limits: Thresholds) -> list[Marked]:
    """Better marks in several lessons, and not one worse."""
    up = [one for one in day if one.step > 0]
    enough = len(up) >= limits.upward_changes and _lessons(up) >= limits.upward_lessons
    return up if enough and not any(one.step < 0 for one in day) else []


def _night(day: Sequence[Marked], limits: Thresholds) -> list[Marked]:
    meant = [one for one in day if one.at_night or one.outside]
    return meant if len(meant) >= limits.night_changes else []


def _away(day: Sequence[Marked], limits: Thresholds) -> list[Marked]:
    """Who is ill corrects a mark now and then at home: so better marks alone count, and more than one."""
    meant = [one for one in day if one.away and one.step > 0]
    return meant if len(meant) >= limits.away_changes else []


def _idle(day: Sequence[Marked], limits: Thresholds) -> list[Marked]:
    """Corrections at home are honest: so better marks alone count, and in several lessons."""
    meant = [one for one in day if one.idle and not one.away and one.step > 0]
    return meant if len(meant) >= limits.idle_changes and _lessons(meant) >= limits.idle_lessons else []


def _device(day: Sequence[Marked], limits: Thresholds) -> list[Marked]:
    meant = [one for one in day if one.fresh]
    return meant if len(meant) >= limits.device_changes else []


def _administrator(day: Sequence[Marked], limits: Thresholds) -> list[Marked]:
    meant = [one for one in day if one.high]
    return meant if len(meant) >= limits.administrator_changes else []


_BY_ACCOUNT: dict[Rule, Callable[[Sequence[Marked], Thresholds], list[Marked]]] = {
    Rule.FAST: _fast,
    Rule.UPWARD: _upward,
    Rule.NIGHT: _night,
    Rule.DEVICE: _device,
    Rule.ADMINISTRATOR: _administrator,
    Rule.AWAY: _away,
    Rule.IDLE: _idle,
}


_OF_ANY_MARK = frozenset({Rule.NIGHT, Rule.DEVICE, Rule.ADMINISTRATOR})
"""Rules that ask when, whence and by whom, not which mark."""


def _of_students(old: Sequence[Marked], limits: Thresholds) -> list[Found]:
    """Marks of one student became better in several lessons on one day, whoever's journals they stand in."""
    better = sorted((one for one in old if one.step > 0), key=lambda one: (str(one.student), one.at, one.seq))
    found = []
    for (student, _day), rows in groupby(better, key=lambda one: (one.student, one.at.date())):
        meant = list(rows)
        if _lessons(meant) >= limits.student_changes:
            found.append(replace(_found(Rule.STUDENT, meant), student=student))
    return found


def _many(old: Sequence[Marked], limits: Thresholds) -> list[Found]:
    """Within any twenty-four hours one account made better marks of so many students, whatever else it wrote.

    One work marked again is honest: of a lesson three students count at most.
    """
    better = sorted((one for one in old if one.step > 0), key=lambda one: (str(one.person), one.at, one.seq))
    found = []
    for _person, told in groupby(better, key=lambda one: one.person):
        rows, start = list(told), 0
        for end, one in enumerate(rows):
            while one.at - rows[start].at >= DAY:
                start += 1
            meant = rows[start : end + 1]
            if _counted(meant, limits.many_of_lesson) >= limits.many_students:
                found.append(_found(Rule.MANY, meant))
                start = end + 1
    return found


def _counted(rows: Iterable[Marked], of_lesson: int) -> int:
    """How many students, of each lesson no more than so many; the lessons of few count first."""
    lessons: dict[UUID, set[UUID]] = {}
    for row in rows:
        lessons.setdefault(row.lesson, set()).add(row.student)
    counted: set[UUID] = set()
    for students in sorted(lessons.values(), key=len):
        counted.update(sorted(students - counted, key=str)[:of_lesson])
    return len(counted)


def _beside(marked: Iterable[Marked]) -> list[Found]:
    """Of a student's marks one became better where he himself was that day: once is enough, and today's count too."""
    meant = sorted(
        (one for one in marked if one.beside and one.kind),
        key=lambda one: (str(one.person), str(one.student), one.at, one.seq),
    )
    rows = groupby(meant, key=lambda one: (one.person, one.student, one.at.date()))
    return [replace(_found(Rule.BESIDE, list(told)), student=student) for (_person, student, _day), told in rows]


def _lessons(rows: Iterable[Marked]) -> int:
    return len({one.lesson for one in rows})


def _found(rule: Rule, meant: Sequence[Marked]) -> Found:
    return Found(
        rule, meant[0].person, meant[0].at.date(), len(meant), len({one.student for one in meant}),
        min(one.at for one in meant), max(one.at for one in meant), tuple(sorted({one.device for one in meant if one.device})),
    )  # fmt: skip
