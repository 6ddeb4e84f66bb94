"""The term up to this minute: what teachers wrote about their lessons, with all its lateness, gaps and corrections."""

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from random import Random

from zhurnal.demo.behaviour import Behaviour, sign_of_score
from zhurnal.demo.kinds import BY_CODE
from zhurnal.demo.pages import Teaching
from zhurnal.demo.rows import (
    EntryRow,
    ExcuseRow,
    LessonRow,
    MembershipRow,
    PersonalHomeworkRow,
    RecordRow,
    SignRow,
    SubgroupMembershipRow,
    TopicRow,
    WordRow,
    WorkRow,
)

CORRECTIONS = 0.0058
CORRECTION_REASONS = (
    "отчёт защищён повторно", "ошибка при вводе", "пересчитаны баллы работы", "сдал исправленную работу",
    "отметка другого студента", "апелляция, комиссия ПЦК",
)  # fmt: skip
NO_HOMEWORK, NO_TOPIC, NO_ROLL, NOTHING, SOME_UNMARKED = 0.005, 0.003, 0.002, 0.0015, 0.02
MINUTE = timedelta(minutes=1)


@dataclass(slots=True)
class Journal:
    """What has been written."""

    records: list[RecordRow] = field(default_factory=list)
    works: list[WorkRow] = field(default_factory=list)
    entries: list[EntryRow] = field(default_factory=list)
    personal: list[PersonalHomeworkRow] = field(default_factory=list)
    unexcused: list[ExcuseRow] = field(default_factory=list)


@dataclass(slots=True)
class Lists:
    """Who was on which list when."""

    memberships: dict[str, list[MembershipRow]]
    subgroups: dict[str, list[SubgroupMembershipRow]]
    known: dict[tuple[str, str | None, date], list[str]] = field(default_factory=dict)

    def on(self, group: str, subgroup: str | None, day: date) -> list[str]:
        """The students of a group or subgroup on a day, in the order of the list."""
        key = group, subgroup, day
        if key not in self.known:
            there = [row.student for row in self.memberships[group] if row.holds(day)]
            if subgroup:
                inside = {
                    row.student
                    for row in self.subgroups.get(subgroup, ())
                    if row.since <= day and (row.until is None or day <= row.until)
                }
                there = [student for student in there if student in inside]
            self.known[key] = there
        return self.known[key]


@dataclass(slots=True)
class Pen:
    """Everything that writing a lesson needs."""

    rng: Random
    now: datetime
    made: Teaching
    lists: Lists
    behaviours: dict[str, Behaviour]
    released: frozenset[str]
    late_rates: dict[str, float]
    numbers: dict[int, int]
    following: dict[int, date]
    leaders: dict[str, str]
    journal: Journal = field(default_factory=Journal)
    skipping: dict[tuple[str, date], bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Held:
    """A lesson as it was held: who was there, who missed it, between which moments it is written about."""

    topic: TopicRow
    present: list[str]
    missed: list[str]
    starts: datetime
    ends: datetime
    complete: bool


def number_lessons(lessons: list[LessonRow]) -> tuple[dict[int, int], dict[int, date]]:
    """For each lesson that is held: its number in the course, and the day of the next one."""
    numbers: dict[int, int] = {}
    following: dict[int, date] = {}
    last: dict[str, int] = {}
    counts: dict[str, int] = defaultdict(int)
    for lesson in lessons:
        if lesson.state != "planned":
            continue
        counts[lesson.course] += 1
        numbers[lesson.key] = counts[lesson.course]
        if lesson.course in last:
            following[last[lesson.course]] = lesson.date
        last[lesson.course] = lesson.key
    return numbers, following


def write_lesson(pen: Pen, lesson: LessonRow, *, complete: bool = False) -> None:
    """Write everything about one lesson that its teacher has written by now; ``complete``: in time and without gaps."""
    course = pen.made.courses[lesson.course]
    starts, ends = datetime.combine(lesson.date, lesson.starts), datetime.combine(lesson.date, lesson.ends)
    if lesson.state != "planned" or starts > pen.now or (not complete and pen.rng.random() < NOTHING):
        return
    late = not complete and pen.rng.random() < pen.late_rates[lesson.teacher]
    shift = _evening_later(pen.rng, starts) - starts if late else timedelta()
    number = pen.numbers[lesson.key]
    topics = pen.made.by_programme[course.programme]
    topic = topics[min(number, len(topics)) - 1]
    students = pen.lists.on(course.group, course.subgroup, lesson.date)
    absent = _write_attendance(pen, lesson, students, starts + shift)
    present = [student for student in students if student not in absent]
    missed = [student for student, sign in absent.items() if sign == "н"]
    held = Held(topic, present, missed, starts + shift, ends + shift, complete)
    _write_record(pen, lesson, held)
    for slot, code in enumerate(_kinds_for(pen.rng, topic), 1):
        _write_work(pen, lesson, slot, code, held)


def _evening_later(rng: Random, starts: datetime) -> datetime:
    """One of the next evenings."""
    day = starts.date() + timedelta(days=rng.choice((1, 1, 1, 2, 2, 3, 5)))
    return datetime.combine(day, datetime.min.time()) + timedelta(hours=rng.randint(15, 20), minutes=rng.randrange(60))


def _write_record(pen: Pen, lesson: LessonRow, held: Held) -> None:
    rng, author, gaps, topic = pen.rng, lesson.teacher, not held.complete, held.topic
    starts, ends = held.starts, held.ends
    written = starts + rng.randint(2, 9) * MINUTE
    words = None if gaps and rng.random() < NO_TOPIC else WordRow(topic.title, author, written)
    called = starts + rng.randint(5, 14) * MINUTE
    roll = None if gaps and rng.random() < NO_ROLL else WordRow("", author, called)
    said = ends - rng.randint(1, 12) * MINUTE
    homework = None if gaps and rng.random() < NO_HOMEWORK else WordRow(topic.homework, author, said)
    kept = [row if row is not None and row.at <= pen.now else None for row in (words, roll, homework)]
    if any(kept):
        late = int(any(row is not None and row.at.date() > lesson.date for row in kept))
        due = pen.following.get(lesson.key) if kept[2] else None
        record = RecordRow(
            lesson.key, lesson.course, kept[0], topic.key if kept[0] else None, kept[2], due, kept[1], late
        )
        pen.journal.records.append(record)


def _write_attendance(pen: Pen, lesson: LessonRow, students: list[str], starts: datetime) -> dict[str, str]:
    """Absence and lateness; returns who was not there, with the sign that was written ("" when none was)."""
    rng = pen.rng
    absent: dict[str, str] = {}
    sport = "Физическая культура" in pen.made.courses[lesson.course].discipline
    moment = starts + rng.randint(3, 10) * MINUTE
    for student in students:
        made = pen.behaviours[student]
        if sport and student in pen.released:
            signs = _signs(pen, lesson, moment, "осв")
            absent[student] = signs[-1].value if signs else ""
        elif lesson.date in made.away or _skips(pen, lesson, student, made):
            signs = _signs(pen, lesson, moment, "н")
            absent[student] = signs[-1].value if signs else ""
        elif rng.random() < 0.016:
            sign = f"о{rng.choice((5, 5, 10, 10, 15, 20, 30, 40))}"
            first = _signs(pen, lesson, moment, "н") if rng.random() < 0.4 else ()
            signs = (*first, *_signs(pen, lesson, moment + 20 * MINUTE, sign))
            if signs and signs[-1].value == "н":
                absent[student] = "н"  # he has not come yet
        else:
            continue
        if signs:
            pen.journal.entries.append(EntryRow(lesson.course, lesson.key, student, 0, signs))
    return absent


def _skips(pen: Pen, lesson: LessonRow, student: str, made: Behaviour) -> bool:
    """Playing truant: a whole day now and then, else single lessons, the first and the last ones more willingly."""
    key = student, lesson.date
    if key not in pen.skipping:
        pen.skipping[key] = pen.rng.random() < made.truancy * 0.35
        if pen.skipping[key] and pen.rng.random() < 0.4 and lesson.date < pen.now.date() - timedelta(days=7):
            note = "объяснительная, причина неуважительная"
            leader = pen.leaders[pen.made.courses[lesson.course].group]
            pen.journal.unexcused.append(ExcuseRow(student, lesson.date, lesson.date, "н", note, leader))
    edge = 1.5 if lesson.pair in (1, 4, 6) else 0.8
    return pen.skipping[key] or pen.rng.random() < made.truancy * 0.75 * edge


def _kinds_for(rng: Random, topic: TopicRow) -> list[str]:
    """Which works a lesson has."""
    if topic.kind in ("lab", "practical", "control"):
        return [topic.kind, "oral"] if rng.random() < 0.12 else [topic.kind]
    roll = rng.random()
    if roll < 0.60:
        return ["oral"]
    if roll < 0.68:
        return ["test"]
    if roll < 0.76:
        return ["self"]
    return ["homework"] if roll < 0.83 else []


def _write_work(pen: Pen, lesson: LessonRow, slot: int, code: str, held: Held) -> None:
    """A column and its marks; those who were away may make the work up later."""
    rng, kind, starts, ends = pen.rng, BY_CODE[code], held.starts, held.ends
    begun = starts + rng.randint(10, 20) * MINUTE
    if begun > pen.now:
        return
    found = re.match(r"\w+ работа № (\d+)", held.topic.title)
    title = f"№ {found[1]}" if found and kind.marks_everyone else ""
    pen.journal.works.append(WorkRow(lesson.key, lesson.course, slot, code, title, kind.weight, lesson.teacher, begun))
    asked = held.present if kind.marks_everyone else _asked(rng, code, held.present)
    first = ends - 25 * MINUTE if kind.marks_everyone else begun + 5 * MINUTE
    gaps = kind.marks_everyone and not held.complete and rng.random() < SOME_UNMARKED
    unmarked = set(rng.sample(range(len(asked)), min(2, len(asked)))) if gaps else set()
    step = min(2 * MINUTE, (ends - first) / max(1, len(asked)))
    for place, student in enumerate(asked):
        if place in unmarked:
            continue
        moment = (first + place * step).replace(microsecond=0)
        _write_mark(pen, lesson, student, slot, moment)
    if kind.marks_everyone:
        for student in held.missed:
            if rng.random() < 0.3:
                _make_up(pen, lesson, student, slot)


def _asked(rng: Random, code: str, present: list[str]) -> list[str]:
    """Who is marked in a work that is not for everyone."""
    if not present:
        return []
    share = {"oral": 0.18, "homework": 0.35}.get(code, 0.85)
    count = max(1, min(len(present), round(len(present) * share * rng.uniform(0.7, 1.3))))
    return [present[place] for place in sorted(rng.sample(range(len(present)), count))]


def _mark(pen: Pen, course: str, student: str) -> str:
    level = pen.behaviours[student].level(pen.rng, course)
    return sign_of_score(level + 0.626 * pen.rng.gauss(0, 1))


def _write_mark(pen: Pen, lesson: LessonRow, student: str, slot: int, moment: datetime) -> None:
    value = _mark(pen, lesson.course, student)
    signs = _signs(pen, lesson, moment, value)
    if not signs:
        return
    if moment.date() == lesson.date and pen.rng.random() < CORRECTIONS:
        signs += _correction(pen, lesson, moment, value)
    pen.journal.entries.append(EntryRow(lesson.course, lesson.key, student, slot, signs))


def _correction(pen: Pen, lesson: LessonRow, moment: datetime, value: str) -> tuple[SignRow, ...]:
    """Another mark instead, a few days later, with its reason; sometimes the mark is struck out."""
    rng = pen.rng
    better = {"2": "3", "3": "4", "4": "5", "5": "4"}[value]
    later = _evening_later(rng, moment)
    if rng.random() < 0.12:
        return _signs(pen, lesson, later, "", "запись ошибочна, студент не выполнял работу")
    return _signs(pen, lesson, later, better, rng.choice(CORRECTION_REASONS))


def _make_up(pen: Pen, lesson: LessonRow, student: str, slot: int) -> None:
    """Отработка on a later day, beside the «н»."""
    day = lesson.date + timedelta(days=pen.rng.randint(2, 7))
    moment = datetime.combine(day, datetime.min.time()) + timedelta(hours=16, minutes=pen.rng.randrange(60))
    if day in pen.behaviours[student].away or day.isoweekday() == 7:
        return
    mark = max(_mark(pen, lesson.course, student), "3")
    signs = _signs(pen, lesson, moment, mark)
    if signs:
        pen.journal.entries.append(EntryRow(lesson.course, lesson.key, student, -slot, signs, dated=day))


def _signs(pen: Pen, lesson: LessonRow, moment: datetime, value: str, reason: str = "") -> tuple[SignRow, ...]:
    """The sign, unless its moment has not come yet."""
    return (SignRow(value, lesson.teacher, moment, reason),) if moment <= pen.now else ()


def without(journal: Journal, lesson: int, *parts: str) -> None:
    """Take parts of a lesson's record away: ``topic``, ``homework``, ``roll``."""
    for place, row in enumerate(journal.records):
        if row.lesson == lesson:
            changes = dict.fromkeys(parts)
            if "topic" in parts:
                changes["programme_topic"] = None
            if "homework" in parts:
                changes["due"] = None
            journal.records[place] = replace(row, **changes)  # type: ignore[arg-type]
