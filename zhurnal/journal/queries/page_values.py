"""How a journal's page says its lessons and cells: JSON-ready values from rows, nothing is read here."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from zhurnal.journal.queries.shapes import LessonRow, ListedStudent
from zhurnal.journal.rules import attendance, locks, places, signs
from zhurnal.journal.rules.squares import Column, Facts, squares
from zhurnal.kernel.dates import clock
from zhurnal.kernel.refusal import Refusal
from zhurnal.kernel.sql import uid
from zhurnal.people.actor import PersonActor
from zhurnal.timetable.rules.lesson import writes_lesson

CORRECTED, EXCUSED = 1, 2  # flags of a cell
READ_ONLY = "Журнал открыт для просмотра. Записи в нём делает преподаватель."
Counts = dict[Any, dict[int, int]]


@dataclass(frozen=True, slots=True)
class PageRights:
    """What this actor may on this page: asked once, cells derive from it (``architecture.md`` § 6).

    ``frozen``: its term is closed, nobody writes.
    """

    teaches: bool
    writes: bool
    person_id: UUID | None
    frozen: bool = False


def counts(cells: list[tuple[Any, ...]]) -> Counts:
    """lesson (as the database keeps its id) → slot → number of standing values; slot −100 counts «н»."""
    found: Counts = {}
    for cell in cells:
        if cell[3]:
            of_lesson, slot = found.setdefault(cell[1], {}), cell[2]
            of_lesson[slot] = of_lesson.get(slot, 0) + 1
            if slot == 0 and cell[3] == signs.ABSENT:
                of_lesson[-100] = of_lesson.get(-100, 0) + 1
    return found


def facts_of(lesson: LessonRow, expected: int, counted: dict[int, int]) -> Facts:
    """What the four squares are drawn from."""
    return Facts(
        date=lesson.date,
        topic=bool(lesson.topic),
        homework=bool(lesson.homework),
        roll_called=lesson.roll_called_at is not None,
        marked_attendance=counted.get(0, 0),
        expected=expected,
        absent=counted.get(-100, 0),
        columns=tuple(Column(counted.get(work.slot, 0), work.marks_everyone) for work in lesson.works),
        cancelled=lesson.cancelled,
    )


@dataclass(slots=True)
class Sheet:
    """What the lessons of one page share; how many are on the list is counted once a day."""

    actor: PersonActor
    rights: PageRights
    students: list[ListedStudent]
    counted: Counts
    planned: dict[UUID, tuple[int, str]]
    _listed: dict[date, int] = field(default_factory=dict)
    _all: int = 0
    _settled: tuple[date, date] = (date.min, date.max)

    def __post_init__(self) -> None:
        """Between the last to come and the first to leave nobody has to be asked: most lessons of most groups."""
        self._all = len({student.id for student in self.students})
        last_in = max((student.entered for student in self.students), default=date.min)
        first_out = min((student.left for student in self.students if student.left is not None), default=date.max)
        self._settled = last_in, first_out

    def listed(self, day: date) -> int:
        """How many are on the list that day."""
        last_in, first_out = self._settled
        if last_in <= day < first_out:
            return self._all
        found = self._listed.get(day)
        if found is None:
            found = self._listed[day] = len({s.id for s in self.students if s.listed_on(day)})
        return found


def lock_json(refusal: Refusal | None) -> dict[str, Any] | None:
    """A refusal for the browser."""
    return None if refusal is None else {"code": refusal.code, "message": str(refusal), "ask": refusal.ask}


def lesson_lock(actor: PersonActor, lesson: LessonRow, rights: PageRights) -> tuple[Refusal | None, bool]:
    """(why marks cannot be written now, whether the lesson is this actor's to write)."""
    if rights.frozen:
        return locks.FROZEN, False
    mine = rights.person_id is not None and writes_lesson(
        rights.person_id, lesson.teacher_id, substituted=lesson.substituted, teaches_course=rights.teaches
    )
    if not rights.writes and not mine:
        return Refusal("read_only", READ_ONLY), False
    if not mine:
        text = "Это занятие ведёт %(teacher)s. Записи в нём делает только ведущий преподаватель."
        return Refusal("not_yours", text, {"teacher": lesson.teacher}), False
    until = places.open_until(lesson.openings, "")
    when = locks.LessonTime(lesson.date, lesson.cancelled, until, viewed_until=lesson.viewed_until)
    return locks.lesson_refusal(when, actor.now, actor.parameters), True


def lesson_json(sheet: Sheet, lesson: LessonRow) -> dict[str, Any]:
    """One lesson: its column's head, its right-hand row, its lock and squares."""
    actor = sheet.actor
    refusal, mine = lesson_lock(actor, lesson, sheet.rights)
    number, _title = sheet.planned.get(lesson.programme_topic, (0, "")) if lesson.programme_topic else (0, "")
    states = squares(facts_of(lesson, sheet.listed(lesson.date), sheet.counted.get(uid(lesson.id), {})), actor.today)
    return {
        "id": lesson.id.hex,
        "date": lesson.date.isoformat(),
        "pair": lesson.pair,
        "time": f"{clock(lesson.starts)}–{clock(lesson.ends)}",
        "hours": lesson.hours,
        "room": lesson.room,
        "teacher": lesson.teacher,
        "substituted": lesson.substituted,
        "topic": lesson.topic,
        "topic_no": number,
        "programme_topic": lesson.programme_topic.hex if lesson.programme_topic else None,
        "topic_version": lesson.topic_version,
        "homework": lesson.homework,
        "homework_due": lesson.homework_due.isoformat() if lesson.homework_due else None,
        "homework_version": lesson.homework_version,
        "roll": lesson.roll_called_at is not None,
        "roll_version": lesson.roll_version,
        "works": [
            {"slot": w.slot, "kind": w.kind, "title": w.title, "weight": w.weight, "version": w.version}
            for w in lesson.works
        ],
        "lock": lock_json(refusal),
        "cancelled": lesson.cancelled,
        "future": lesson.date > actor.today,
        **_opened(actor, lesson),
        "late": lesson.late_entries,
        "squares": [int(state) for state in states],
        "mine": mine,
    }


def _opened(actor: PersonActor, lesson: LessonRow) -> dict[str, Any]:
    """``open_until``: till when anything is open by permission; ``open_places``: which places, none when it is the whole lesson."""
    active = [one for one in lesson.openings if one.until >= actor.now]
    whole = [one for one in active if not one.places]
    until = max((one.until for one in whole or active), default=None)
    return {
        "open_until": until.astimezone(actor.now.tzinfo).isoformat(timespec="minutes") if until else None,
        "open_places": [] if whole else [place for one in active for place in one.places.split()],
    }


def shown_cell(value: str, slot: int, day: date, causes: Iterable[attendance.Range], corrected: int) -> tuple[str, int]:
    """(sign as it is shown, flags) of a stored value: «н» with its cause, and whether it was corrected."""
    flags = CORRECTED if corrected else 0
    if slot == 0 and value == signs.ABSENT and causes:
        sign = attendance.shown_sign(value, day, causes)
        return sign, flags | (EXCUSED if sign != signs.ABSENT else 0)
    return value, flags
