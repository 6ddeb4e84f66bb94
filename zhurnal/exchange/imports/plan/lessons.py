"""Dated lessons: what the timetable wants against what stands in the journal.

A lesson is known by its journal, date and pair. Of lessons that the file no longer has, and places that are new, those of
one journal and week are matched: the lesson moves, and leaves the trace that a move by the office leaves. A lesson that carries
anything (entries, topic, works, requests, a substitution, a group that joined it) or has begun is never touched: the plan asks, and
it stays. Where a person moved, placed or cancelled that week's lesson, the plan asks whose word holds; unless told otherwise, his.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Q

from zhurnal.curriculum.models import Course
from zhurnal.exchange.imports.plan.book import Book, Row
from zhurnal.exchange.imports.plan.calendar import Calendar
from zhurnal.exchange.imports.rows import NOW
from zhurnal.exchange.rules.changes import What
from zhurnal.exchange.rules.stages import Stage
from zhurnal.exchange.rules.weeks import monday
from zhurnal.journal.models import Entry, LessonRecord, OpenRequest, PersonalHomework, Work
from zhurnal.timetable.models import Lesson, LessonChange, Substitution
from zhurnal.timetable.rules.ground import Cause, ChangeKind
from zhurnal.timetable.rules.lesson import Origin, State

WRITTEN_IN = (LessonRecord, Entry, Work, PersonalHomework, OpenRequest)
OURS = (
    "asc:"  # the mark of a place that any timetable import filled, so that a day sheet may move what a term's file laid
)
BY_HAND = "Занятие поставлено в самом журнале, а в файле оно другое. Оно останется, как стояло."
FROZEN = "Семестр этого журнала закрыт. Его занятия останутся, как стоят."
HAS_ENTRIES = "В занятии уже есть записи."
SUBSTITUTED = "На занятие поставлена замена."
MISSED = "Занятие снято заменой, вместо него идёт другое."
HOST = "К занятию присоединена другая группа."
ARRANGED = "Занятие меняла учебная часть."
BY_FILE = "новое расписание"  # the reason in the trace of a move
CANCELLED_HERE = "~"  # ends the key of a lesson that an import cancelled; such a one may come back
KEEP, TAKE, BOTH = "keep", "take", "both"
EVERY = "lesson:*"  # one answer for all lessons about which somebody must say whose word holds
WEEK = dt.timedelta(days=6)


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

    @property
    def words(self) -> str:
        """«24.11, пара 3»."""
        return f"{self.date:%d.%m}, пара {self.pair}"


def burdened(college_id: UUID, lessons: Q) -> dict[str, str]:
    """Lesson (32 digits) → what a person wrote or arranged there. ``lessons``: a condition on them.

    What stands elsewhere only because an earlier file said so is nobody's word.
    """
    own = Lesson.objects.of(college_id).filter(lessons).values("pk")
    found = dict.fromkeys(_ids(LessonChange, college_id, "lesson", own, by_file=False), ARRANGED)
    for name, why in (("host", HOST), ("missed", MISSED), ("lesson", SUBSTITUTED)):
        found.update(dict.fromkeys(_ids(Substitution, college_id, name, own), why))
    for model in WRITTEN_IN:
        found.update(dict.fromkeys(_ids(model, college_id, "lesson", own), HAS_ENTRIES))
    return found


def _ids(model: type, college_id: UUID, name: str, own: object, **more: object) -> list[str]:
    rows = model.objects.of(college_id).filter(**{f"{name}__in": own}, **more)  # type: ignore[attr-defined]
    return [pk.hex for pk in rows.values_list(f"{name}_id", flat=True).distinct()]


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a file speaks: all journals of ``groups``, on ``days`` (empty: the whole window), but not of ``waiting`` groups,
    of which something is not understood yet: what seems to be gone from there may only be unread."""

    groups: frozenset[str]
    days: frozenset[dt.date] = frozenset()
    waiting: frozenset[str] = frozenset()


@dataclass(slots=True)
class Around:
    """What is known of the lessons that stand: ``busy`` lesson → why it is not touched; ``moves`` lesson → the trace of its move."""

    busy: Mapping[str, str] = field(default_factory=dict)
    moves: Mapping[str, Row] = field(default_factory=dict)

    def by_a_person(self, row: Row) -> bool:
        """Whether the lesson stands where somebody moved it."""
        move = self.moves.get(row["id"])
        return bool(move and not move["by_file"] and (row["date"], row["pair"]) != (move["was_date"], move["was_pair"]))


def plan_lessons(
    book: Book, calendar: Calendar, slots: dict[str, list[Slot]], reach: Reach, titles: dict[str, str]
) -> None:
    """Lessons of the window for the journals that the file names, and for all others of the groups it reaches."""
    here: dict[str, list[Row]] = defaultdict(list)
    elsewhere: dict[str, list[Row]] = defaultdict(list)
    groups = {row["id"]: row["group_id"] for row in book.rows("course", None, "id", "group_id")}
    lessons, moves = _standing(book, calendar)
    for row in lessons:
        if row["course_id"] not in slots and groups.get(row["course_id"]) not in reach.groups:
            continue
        day = dt.date.fromisoformat(row["date"])
        near = day in reach.days if reach.days else calendar.since <= day <= calendar.until
        (here if near else elsewhere)[row["course_id"]].append(row)
    around = Around(moves=moves)
    if here or elsewhere:
        around.busy = burdened(book.frame.college_id, _within(calendar, moves))
    frozen = _frozen(book.frame.college_id)
    courses = sorted({*slots, *here})
    for done, course in enumerate(courses):
        book.step(done, len(courses), Stage.LESSONS)
        title = titles.get(course) or _title(book, course)
        if course in frozen:
            book.tell("lesson", f"{course}|frozen", What.ASK, title, FROZEN)
            continue
        page = Page(book, calendar, course, title, around)
        page.waiting = groups.get(course) in reach.waiting
        page.plan(slots.get(course, []), here.get(course, []), elsewhere.get(course, []))


def _within(calendar: Calendar, moves: Mapping[str, Row]) -> Q:
    """The lessons of the whole weeks of the window, and those that were moved out of them."""
    first, last = monday(calendar.since), monday(calendar.until) + WEEK
    days = Q(date__gte=first, date__lte=last)
    out = [UUID(pk) for pk, move in moves.items() if not move["by_file"]]
    return days | Q(pk__in=out) if out else days


def _standing(book: Book, calendar: Calendar) -> tuple[list[Row], dict[str, Row]]:
    """Lessons in reach of the window, and the traces of those that were moved (lesson → trace)."""
    first, last = monday(calendar.since), monday(calendar.until) + WEEK
    left = Q(was_date__gte=first, was_date__lte=last)
    came = Q(lesson__date__gte=first, lesson__date__lte=last)
    rows = book.rows("lessonchange", Q(kind=ChangeKind.MOVED) & (left | came))
    moves = {row["lesson_id"]: row for row in rows}
    return book.rows("lesson", _within(calendar, moves)), moves


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

    def __init__(self, book: Book, calendar: Calendar, course: str, title: str, around: Around) -> None:
        self.book, self.calendar, self.course, self.title, self.around = book, calendar, course, title, around
        self.waiting = False
        self.taken: set[tuple[str, int]] = set()

    def plan(self, wanted: list[Slot], here: list[Row], elsewhere: list[Row]) -> None:
        """Match by key, then by place, then by the place from which a person moved it, then within the week.

        ``elsewhere``: lessons on days of which the file does not speak; only such as were moved there by a person count.
        """
        away = [row for row in elsewhere if self.around.by_a_person(row)]
        if not here and not away:
            for slot in wanted:
                self._create(slot)
            return
        self.taken = {(row["date"], row["pair"]) for row in (*here, *elsewhere)}
        by_key = {row["outer_key"]: row for row in (*away, *here) if row["outer_key"]}
        used: set[str] = set()
        left: list[Slot] = []
        for slot in wanted:
            row = by_key.get(slot.key)
            if row is None:
                left.append(slot)
                continue
            used.add(row["id"])
            if (row["date"], row["pair"]) != slot.place and row["state"] == State.PLANNED:
                self._elsewhere(slot, row)
            else:
                self._compare(slot, row)
        new = self._by_place(left, here, away, used)
        rest = [row for row in here if row["id"] not in used]
        gone = [] if self.waiting else [row for row in rest if self._is_ours(row)]
        self._match_weeks(new, gone, [row for row in rest if self._is_a_persons(row)])

    def _by_place(self, left: list[Slot], here: list[Row], away: list[Row], used: set[str]) -> list[Slot]:
        """The slots for which nothing stands at their place, nor stood before a person moved it."""
        by_place = {(row["date"], row["pair"]): row for row in here}
        moved = [row for row in (*here, *away) if self.around.by_a_person(row) and row["state"] == State.PLANNED]
        by_origin = {self._origin(row): row for row in moved}
        new: list[Slot] = []
        for slot in left:
            row, moved_row = by_place.get(slot.place), by_origin.get(slot.place)
            if row is not None and row["id"] in used:
                note = "На этом месте уже стоит занятие, которое перенёс человек. Новое не добавлено."
                self._ask(row, slot, note)
            elif row is not None:
                used.add(row["id"])
                self._compare(slot, row)
            elif moved_row is not None and moved_row["id"] not in used:
                used.add(moved_row["id"])
                self._elsewhere(slot, moved_row)
            else:
                new.append(slot)
        return new

    def _origin(self, row: Row) -> tuple[str, int]:
        move = self.around.moves[row["id"]]
        return move["was_date"], move["was_pair"]

    @staticmethod
    def _is_ours(row: Row) -> bool:
        return bool(
            row["origin"] == Origin.IMPORT
            and row["outer_key"].startswith(OURS)
            and not row["outer_key"].endswith(CANCELLED_HERE)
            and row["state"] == State.PLANNED
        )

    def _is_a_persons(self, row: Row) -> bool:
        """Whether a person laid the lesson, or cancelled one that was laid: he has spoken about this week."""
        if row["outer_key"].endswith(CANCELLED_HERE):
            return False
        if row["state"] == State.CANCELLED:
            return True
        return row["origin"] in (Origin.TIMETABLE, Origin.MANUAL)

    def _fixed(self, row: Row) -> str:
        """Why an import leaves the lesson alone; "" when it may change it."""
        if row["id"] in self.around.busy:
            return self.around.busy[row["id"]]
        now = self.book.frame.now
        begun = (row["date"], row["starts"]) <= (now.date().isoformat(), f"{now:%H:%M:%S}")
        return "Занятие уже прошло или идёт: его ещё запишут." if begun else ""

    def _compare(self, slot: Slot, row: Row) -> None:
        """An existing lesson at its place."""
        if row["state"] == State.CANCELLED and row["outer_key"] == slot.key:
            self.book.kept["lesson"] += 1
            return
        new: Row = {"hours": slot.hours}
        if (row["date"], row["pair"]) == slot.place:
            new.update(starts=slot.starts.isoformat(), ends=slot.ends.isoformat())
        if not row["substituted"]:  # else teacher and room are those of the substitution
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
            self._change(slot, row, new)

    def _match_weeks(self, new: list[Slot], gone: list[Row], persons: list[Row]) -> None:
        weeks: dict[dt.date, tuple[list[Slot], list[Row], list[Row]]] = defaultdict(lambda: ([], [], []))
        for slot in new:
            weeks[monday(slot.date)][0].append(slot)
        for place, rows in ((1, gone), (2, persons)):
            for row in rows:
                weeks[monday(dt.date.fromisoformat(row["date"]))][place].append(row)  # type: ignore[arg-type]
        for _week, (slots, rows, theirs) in sorted(weeks.items()):
            slots.sort(key=lambda slot: slot.place)
            rows.sort(key=lambda row: (not self._fixed(row), row["date"], row["pair"]))
            for slot, row in zip(slots, rows, strict=False):
                self._move(slot, row)
            for row in rows[len(slots) :]:
                self._cancel(row)
            self._against(slots[len(rows) :], theirs)

    def _against(self, slots: list[Slot], theirs: list[Row]) -> None:
        """New places against what people laid or cancelled in the same week: the same day first, then in order."""
        free = sorted(theirs, key=lambda row: (row["state"] == State.CANCELLED, row["date"], row["pair"]))
        left: list[Slot] = []
        for slot in slots:
            row = next((row for row in free if row["date"] == slot.date.isoformat()), None)
            if row is None:
                left.append(slot)
            else:
                free.remove(row)
                self._elsewhere(slot, row)
        for slot, row in zip(left, free, strict=False):
            self._elsewhere(slot, row)
        for slot in left[len(free) :]:
            self._create(slot)

    def _move(self, slot: Slot, row: Row) -> None:
        fixed = self._fixed(row)
        if fixed == ARRANGED:
            self._elsewhere(slot, row)
        elif fixed:
            self._ask(row, slot, f"{fixed} В файле оно {slot.words}; здесь останется, где стоит.")
        else:
            self._take(slot, row)

    def _take(self, slot: Slot, row: Row) -> None:
        """The lesson goes where the file has it, and is the file's from now on."""
        new: Row = {
            "date": slot.date.isoformat(), "pair": slot.pair, "starts": slot.starts.isoformat(),
            "ends": slot.ends.isoformat(), "hours": slot.hours, "teacher_id": slot.teacher, "outer_key": slot.key,
            "origin": Origin.IMPORT.value,
        }  # fmt: skip
        if slot.room:
            new["room_id"] = slot.room
        self._change(slot, row, {name: value for name, value in new.items() if row[name] != value})

    def _elsewhere(self, slot: Slot, row: Row) -> None:
        """The file's lesson and what a person made of it stand apart: whoever loads the file says whose word holds."""
        cancelled = row["state"] == State.CANCELLED
        free = slot.place not in self.taken
        why = self._fixed(row)
        takes = free and not cancelled and why in ("", ARRANGED)
        asks = [f"{KEEP}|Оставить как в журнале"]
        asks += [f"{TAKE}|Поставить как в файле"] if takes else []
        asks += [f"{BOTH}|Пусть будут оба"] if free else []
        key = f"{row['id']}|{slot.key}"
        choices = self.book.frame.choices
        answer = choices.get(f"lesson:{key}") or choices.get(EVERY)
        if answer == TAKE and takes:
            self._take(slot, row)
            return
        if answer == BOTH and free:
            if row["outer_key"] == slot.key:  # the key is the new lesson's; this one is the person's for good
                name = self._name(row["date"], row["pair"])
                self.book.write("lesson", f"{row['id']}|own", What.CHANGE, name, row, {"outer_key": ""}, slot.line)
            self._create(slot)
            return
        said = {ARRANGED: "", "": ""}.get(why, f" {why}")
        note = (
            f"В файле занятие этой недели {slot.words}, а здесь оно отменено.{said} По умолчанию так и останется."
            if cancelled
            else f"В файле занятие {slot.words}, а здесь его поставил человек.{said} По умолчанию останется, где стоит."
        )
        self.book.tell(
            "lesson", key, What.ASK, self._name(row["date"], row["pair"]), note, slot.line, pk=row["id"], asks=asks
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

    def _change(self, slot: Slot, row: Row, new: Row) -> None:
        name = self._name(row["date"], row["pair"])
        self.book.write("lesson", self._key(slot), What.CHANGE, name, row, new, slot.line)
        if new.keys() & {"date", "pair"} or (row["room_id"] and "room_id" in new):
            self._trace(row, new, name)

    def _trace(self, row: Row, new: Row, name: str) -> None:
        """What a move by the office leaves: where the lesson stood first, when it was moved and why."""
        actor = self.book.frame.actor
        said: Row = {
            "cause": Cause.OTHER.value, "reason": BY_FILE, "by_file": True, "made_at": NOW,
            "made_by_id": actor.person_id if actor else None,
        }  # fmt: skip
        was = {
            "was_date": row["date"], "was_pair": row["pair"], "was_starts": row["starts"], "was_ends": row["ends"],
            "was_room_id": row["room_id"],
        }  # fmt: skip
        known = self.around.moves.get(row["id"])
        if known is None:
            values = {"lesson_id": row["id"], "kind": ChangeKind.MOVED.value, **said, **was}
            self.book.create("lessonchange", row["id"], name, values)
            return
        place = new.get("date", row["date"]), new.get("pair", row["pair"])
        back = place == (known["was_date"], known["was_pair"])
        self.book.write("lessonchange", row["id"], What.CHANGE, name, known, {**said, **was} if back else said)

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
