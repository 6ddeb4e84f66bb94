"""Dated lessons: what the timetable wants against what stands in the journal.

A lesson is known by its journal, date and pair. Of lessons that the file no longer has, and places that are new, those of
one journal and week are matched: the lesson moves. A lesson that carries anything (entries, topic, works, requests,
a substitution) or has begun is never touched: the plan asks, and it stays. Who was moved or cancelled by a person stays so.
"""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from zhurnal.curriculum.models import Course
from zhurnal.exchange.imports.plan.book import Book, Row
from zhurnal.exchange.imports.plan.calendar import Calendar
from zhurnal.exchange.rules.changes import What
from zhurnal.exchange.rules.stages import Stage
from zhurnal.exchange.rules.weeks import monday
from zhurnal.journal.models import Entry, LessonRecord, OpenRequest, PersonalHomework, Work
from zhurnal.timetable.models import LessonChange, Substitution
from zhurnal.timetable.rules.lesson import Origin, State

BURDENS = (LessonRecord, Entry, Work, PersonalHomework, OpenRequest, Substitution, LessonChange)
OURS = (
    "asc:"  # the mark of a place that any timetable import filled, so that a day sheet may move what a term's file laid
)
BY_HAND = "Занятие поставлено в самом журнале, а в файле оно другое. Оно останется, как стояло."
FROZEN = "Семестр этого журнала закрыт. Его занятия останутся, как стоят."
CANCELLED_HERE = "~"  # ends the key of a lesson that an import cancelled; such a one may come back


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in the journal that the timetable wants."""

    date: dt.date
    pair: int
    starts: dt.time
    ends: dt.time
    hours: int
    teacher: str
    room: str | None
    line: int

    @property
    def place(self) -> tuple[str, int]:
        """Date and pair, as the existing rows tell them."""
        return self.date.isoformat(), self.pair

    @property
    def key(self) -> str:
        """The outer key of the lesson, unique in its journal."""
        return f"{OURS}{self.date}:{self.pair}"


def burdened(college_id: UUID, condition: Q) -> set[str]:
    """Lessons (32 digits) that carry something which a person wrote; ``condition`` is on ``lesson``."""
    found: set[str] = set()
    for model in BURDENS:
        ids = model.objects.of(college_id).filter(condition).values_list("lesson_id", flat=True)
        found.update(pk.hex for pk in ids.distinct())
    return found


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a file speaks: all journals of ``groups``, on ``days`` (empty: the whole window), but not of ``waiting`` groups,
    of which something is not understood yet: what seems to be gone from there may only be unread."""

    groups: frozenset[str]
    days: frozenset[dt.date] = frozenset()
    waiting: frozenset[str] = frozenset()


def plan_lessons(
    book: Book, calendar: Calendar, slots: dict[str, list[Slot]], reach: Reach, titles: dict[str, str]
) -> None:
    """Lessons of the window for the journals that the file names, and for all others of the groups it reaches."""
    existing: dict[str, list[Row]] = defaultdict(list)
    window = Q(date__gte=calendar.since, date__lte=calendar.until)
    groups = {row["id"]: row["group_id"] for row in book.rows("course", None, "id", "group_id")}
    for row in book.rows("lesson", window):
        if reach.days and dt.date.fromisoformat(row["date"]) not in reach.days:
            continue
        if row["course_id"] in slots or groups.get(row["course_id"]) in reach.groups:
            existing[row["course_id"]].append(row)
    busy: set[str] = set()
    if existing:
        busy = burdened(book.frame.college_id, Q(lesson__date__gte=calendar.since, lesson__date__lte=calendar.until))
    frozen = _frozen(book.frame.college_id)
    courses = sorted({*slots, *existing})
    for done, course in enumerate(courses):
        book.step(done, len(courses), Stage.LESSONS)
        title = titles.get(course) or _title(book, course)
        if course in frozen:
            book.tell("lesson", f"{course}|frozen", What.ASK, title, FROZEN)
            continue
        page = Page(book, calendar, course, title, busy)
        page.waiting = groups.get(course) in reach.waiting
        page.plan(slots.get(course, []), existing.get(course, []))


def _frozen(college_id: UUID) -> set[str]:
    """Journals (32 digits) whose term is closed."""
    rows = Course.objects.of(college_id).filter(frozen_at__isnull=False)
    return {pk.hex for pk in rows.values_list("pk", flat=True)}


def _title(book: Book, course: str) -> str:
    found = book.rows("course", Q(pk=UUID(course)), "group__name", "subgroup__name", "discipline__name")[0]
    return ", ".join(
        part for part in (found["group__name"], found["subgroup__name"], found["discipline__name"]) if part
    )


class Page:
    """The lessons of one journal."""

    def __init__(self, book: Book, calendar: Calendar, course: str, title: str, busy: set[str]) -> None:
        self.book, self.calendar, self.course, self.title, self.busy = book, calendar, course, title, busy
        self.waiting = False

    def plan(self, wanted: list[Slot], existing: list[Row]) -> None:
        """Match by key, then by place, then within the week."""
        if not existing:
            for slot in wanted:
                self._create(slot)
            return
        by_key = {row["outer_key"]: row for row in existing if row["outer_key"]}
        by_place = {(row["date"], row["pair"]): row for row in existing}
        used: set[str] = set()
        left: list[Slot] = []
        for slot in wanted:
            row = by_key.get(slot.key)
            if row is not None:
                used.add(row["id"])
                self._compare(slot, row)
            else:
                left.append(slot)
        new: list[Slot] = []
        for slot in left:
            row = by_place.get(slot.place)
            if row is None:
                new.append(slot)
            elif row["id"] in used:
                note = "На этом месте уже стоит занятие, которое перенёс человек. Новое не добавлено."
                self._ask(row, slot, note)
            else:
                used.add(row["id"])
                self._compare(slot, row)
        gone = [row for row in existing if row["id"] not in used and self._is_ours(row) and not self.waiting]
        self._match_weeks(new, gone)

    @staticmethod
    def _is_ours(row: Row) -> bool:
        return bool(
            row["origin"] == Origin.IMPORT
            and row["outer_key"].startswith(OURS)
            and not row["outer_key"].endswith(CANCELLED_HERE)
            and row["state"] == State.PLANNED
        )

    def _fixed(self, row: Row) -> str:
        """Why an import leaves the lesson alone; "" when it may change it."""
        if row["id"] in self.busy:
            return "В занятии уже есть записи."
        now = self.book.frame.now
        begun = (row["date"], row["starts"]) <= (now.date().isoformat(), f"{now:%H:%M:%S}")
        return "Занятие уже прошло или идёт: его ещё запишут." if begun else ""

    def _compare(self, slot: Slot, row: Row) -> None:
        """An existing lesson at its place, or where a person put it."""
        if row["state"] == State.CANCELLED and row["outer_key"] == slot.key:
            self.book.kept["lesson"] += 1
            return
        new: Row = {"hours": slot.hours}
        if (row["date"], row["pair"]) == slot.place:
            new.update(starts=slot.starts.isoformat(), ends=slot.ends.isoformat())
        if not row["substituted"]:
            new["teacher_id"] = slot.teacher
        if slot.room:
            new["room_id"] = slot.room
        if row["state"] == State.CANCELLED and row["outer_key"].endswith(CANCELLED_HERE):
            new.update(state=State.PLANNED.value, outer_key=slot.key)
        new = {name: value for name, value in new.items() if row[name] != value}
        if not new:
            self.book.kept["lesson"] += 1
        elif row["origin"] != Origin.IMPORT:
            self._ask(row, slot, BY_HAND, new)
        elif fixed := self._fixed(row):
            self._ask(row, slot, f"{fixed} Оно останется, как стояло.", new)
        else:
            self.book.write(
                "lesson", self._key(slot), What.CHANGE, self._name(row["date"], row["pair"]), row, new, slot.line
            )

    def _match_weeks(self, new: list[Slot], gone: list[Row]) -> None:
        weeks: dict[dt.date, tuple[list[Slot], list[Row]]] = defaultdict(lambda: ([], []))
        for slot in new:
            weeks[monday(slot.date)][0].append(slot)
        for row in gone:
            weeks[monday(dt.date.fromisoformat(row["date"]))][1].append(row)
        for _week, (slots, rows) in sorted(weeks.items()):
            slots.sort(key=lambda slot: slot.place)
            rows.sort(key=lambda row: (not self._fixed(row), row["date"], row["pair"]))
            for slot, row in zip(slots, rows, strict=False):
                self._move(slot, row)
            for slot in slots[len(rows) :]:
                self._create(slot)
            for row in rows[len(slots) :]:
                self._cancel(row)

    def _move(self, slot: Slot, row: Row) -> None:
        if fixed := self._fixed(row):
            self._ask(
                row, slot, f"{fixed} В файле оно {slot.date:%d.%m}, пара {slot.pair}; здесь останется, где стоит."
            )
            return
        new: Row = {
            "date": slot.date.isoformat(), "pair": slot.pair, "starts": slot.starts.isoformat(),
            "ends": slot.ends.isoformat(), "hours": slot.hours, "teacher_id": slot.teacher, "outer_key": slot.key,
        }  # fmt: skip
        if slot.room:
            new["room_id"] = slot.room
        new = {name: value for name, value in new.items() if row[name] != value}
        self.book.write(
            "lesson", self._key(slot), What.CHANGE, self._name(row["date"], row["pair"]), row, new, slot.line
        )

    def _cancel(self, row: Row) -> None:
        if fixed := self._fixed(row):
            note = f"{fixed} В файле его нет. Оно останется."
            self.book.tell("lesson", row["id"], What.ASK, self._name(row["date"], row["pair"]), note, pk=row["id"])
            return
        new = {"state": State.CANCELLED.value, "outer_key": f"{row['outer_key']}{CANCELLED_HERE}"}
        self.book.write("lesson", row["id"], What.CLOSE, self._name(row["date"], row["pair"]), row, new)

    def _create(self, slot: Slot) -> None:
        values = {
            "course_id": self.course, "term_id": self.calendar.term, "date": slot.date, "pair": slot.pair,
            "starts": slot.starts, "ends": slot.ends, "room_id": slot.room, "teacher_id": slot.teacher,
            "hours": slot.hours, "state": State.PLANNED.value, "origin": Origin.IMPORT.value, "outer_key": slot.key,
        }  # fmt: skip
        title = self._name(slot.date.isoformat(), slot.pair)
        self.book.create("lesson", self._key(slot), title, values, slot.line)

    def _ask(self, row: Row, slot: Slot, note: str, new: Row | None = None) -> None:
        before = {name: row[name] for name in new or {}}
        self.book.tell(
            "lesson", row["id"], What.ASK, self._name(row["date"], row["pair"]), note, slot.line,
            pk=row["id"], before=before, after=new or {},
        )  # fmt: skip

    def _key(self, slot: Slot) -> str:
        return f"{self.course}|{slot.key}"

    def _name(self, date: str, pair: int) -> str:
        return f"{date[8:]}.{date[5:7]}, {pair} пара: {self.title}"
