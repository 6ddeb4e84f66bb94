"""Rows of the database into lines of the page."""

from collections.abc import Iterable
from datetime import date, timedelta, tzinfo
from uuid import UUID

from zhurnal.journal.queries.diary.rows import EntryRow, ExcuseRow, LessonOfDay
from zhurnal.journal.queries.diary.shapes import (
    AbsenceNote,
    Child,
    DayBlock,
    Family,
    LessonLine,
    MarkLine,
    MonthLine,
    TaskLine,
    Waiting,
)
from zhurnal.journal.rules import signs
from zhurnal.journal.rules.absences import Missed
from zhurnal.journal.rules.attendance import shown_sign
from zhurnal.journal.rules.homework import Task, tasks_for
from zhurnal.journal.rules.signs import RequestState
from zhurnal.kernel.dates import WEEKDAYS, day_month, weekday_day_month
from zhurnal.kernel.wording import NBSP, plural
from zhurnal.people.rules.names import short_name

ASKED = timedelta(days=30)  # how long the family is asked for the cause of an absence
NEAR = {0: "Сегодня", 1: "Завтра", -1: "Вчера"}
MISSED_WORDS = (
    ("нб", "по болезни"),
    ("ну", "по уважительной причине"),
    ("нп", "по приказу"),
    ("нн", "без уважительной причины"),
    ("н", "причина не указана"),
)


def approved(excuses: Iterable[ExcuseRow], student: UUID) -> list[tuple[date, date, str]]:
    """Accepted causes of one student, as the rules take them."""
    return [(e.since, e.until, e.kind) for e in excuses if e.student == student and e.state == RequestState.APPROVED]


def title_of(day: date, today: date) -> tuple[str, str]:
    """(«Сегодня», «вторник, 24 ноября»), or («Пятница», «27 ноября»)."""
    near = NEAR.get((day - today).days)
    if near:
        return near, weekday_day_month(day)
    return WEEKDAYS[day.weekday()].capitalize(), day_month(day)


def kind_words(entry: EntryRow) -> str:
    """«лабораторная работа № 6»; of a work made up later it says so."""
    words = " ".join(part for part in (entry.kind or "отметка", entry.title) if part)
    return f"отработка: {words}" if entry.slot < 0 else words


def mark_line(entry: EntryRow, value: str, name: str, zone: tzinfo | None) -> MarkLine:
    """A mark or an absence in words."""
    return MarkLine(
        key=f"{entry.lesson.hex}{entry.slot}.{entry.version}",
        value=value,
        kind=kind_words(entry) if entry.slot else "",
        name=name,
        at=f"{entry.changed_at.astimezone(zone):%H:%M}",
        day=entry.dated or entry.date,
    )


def called(row: EntryRow | LessonOfDay, family: Family) -> str:
    """The name of a discipline: whole for parents, as the college shortens it for students."""
    return row.name if family.parent else row.short_name or row.name


def day_block(
    day: date, today: date, lessons: Iterable[LessonOfDay], lines: dict[UUID, LessonLine], note: str = ""
) -> DayBlock:
    """A day with the lines of its lessons."""
    title, words = title_of(day, today)
    return DayBlock(day, title, words, [lines[row.id] for row in lessons if row.date == day], note)


def lesson_lines(
    family: Family, lessons: Iterable[LessonOfDay], entries: Iterable[EntryRow], causes: list[tuple[date, date, str]],
    zone: tzinfo | None,
) -> dict[UUID, LessonLine]:  # fmt: skip
    """lesson → its line with marks and absence of this student."""
    lines = {
        row.id: LessonLine(
            f"{row.starts:%H:%M}", f"{row.ends:%H:%M}", called(row, family), row.topic, row.room,
            short_name(*row.teacher), row.cancelled, row.substituted,
        )
        for row in lessons
    }  # fmt: skip
    for entry in entries:
        line = lines.get(entry.lesson)
        if line is None or entry.student != family.child.id:
            continue
        sign = shown_sign(entry.value, entry.date, causes) if entry.slot == 0 else entry.value
        if entry.slot == 0:
            line.absence = mark_line(entry, sign, line.name, zone) if sign != signs.PRESENT else None
        else:
            line.marks.append(mark_line(entry, sign, line.name, zone))
    return lines


def set_tasks(
    lessons: Iterable[LessonOfDay], lines: dict[UUID, LessonLine], known: dict[UUID, tuple[set[date], list[Task]]]
) -> None:
    """Put the tasks beside the lessons for which they were set; of two lessons in one day, beside the first."""
    seen: set[tuple[UUID, date]] = set()
    for row in lessons:
        if row.cancelled or (row.course, row.date) in seen:
            continue
        seen.add((row.course, row.date))
        days, tasks = known.get(row.course, (set(), []))
        lines[row.id].tasks = [TaskLine(task.text, task.personal) for task in tasks_for(row.date, days, tasks)]


def absence_notes(
    child: Child, entries: Iterable[EntryRow], excuses: list[ExcuseRow], today: date, family: Family
) -> list[AbsenceNote]:
    """Days on which lessons were missed and nobody accepted a cause yet, newest first, each day once."""
    by_day: dict[date, list[EntryRow]] = {}
    for entry in unexplained(child.id, entries, approved(excuses, child.id), today):
        by_day.setdefault(entry.date, []).append(entry)
    told = [(e.since, e.until) for e in excuses if e.student == child.id and e.state == RequestState.OPEN]
    notes = []
    for day in sorted(by_day, reverse=True):
        missed = by_day[day]
        was = "Не была" if child.female else "Не был"
        names = ", ".join(dict.fromkeys(called(entry, family) for entry in missed))
        count = "на занятии" if len(missed) == 1 else f"на {len(missed)}{NBSP}занятиях"
        title, words = title_of(day, today)
        when = title if title in NEAR.values() else f"{title}, {words}"
        hours = f"{missed[0].starts:%H:%M}–{missed[-1].ends:%H:%M}"
        sent = any(since <= day <= until for since, until in told)
        notes.append(AbsenceNote(f"{was} {count}: {names}", f"{when}, {hours}", day, sent))
    return notes


def unexplained(
    student: UUID, entries: Iterable[EntryRow], causes: list[tuple[date, date, str]], today: date
) -> list[EntryRow]:
    """Absences of the last weeks that no accepted cause covers."""
    return [
        entry
        for entry in entries
        if entry.student == student
        and entry.slot == 0
        and entry.date >= today - ASKED
        and shown_sign(entry.value, entry.date, causes) == signs.ABSENT
    ]


def waiting(family: Family, entries: list[EntryRow], excuses: list[ExcuseRow], today: date) -> list[Waiting]:
    """Days that wait for a cause from the parent, by child: the number in his chip."""
    if not family.parent:
        return []
    found = []
    for child in family.children:
        if child.closed:
            continue
        told = [(e.since, e.until) for e in excuses if e.student == child.id and e.state == RequestState.OPEN]
        days = {entry.date for entry in unexplained(child.id, entries, approved(excuses, child.id), today)}
        found.append(Waiting(child.id, sum(not any(since <= day <= until for since, until in told) for day in days)))
    return found


def month_line(day: date, missed: Missed) -> MonthLine:
    """Missed hours of a month in words."""
    parts = [f"{missed.hours[sign]}{NBSP}ч {words}" for sign, words in MISSED_WORDS if missed.hours.get(sign)]
    return MonthLine(day, missed, ", ".join(parts))


def lessons_count(lessons: list[LessonLine]) -> str:
    """«3 занятия с 08:30»."""
    held = [lesson for lesson in lessons if not lesson.cancelled]
    return f"{plural(len(held), ('занятие', 'занятия', 'занятий'))} с {held[0].time}" if held else ""


def week_title(starts: date, ends: date) -> str:
    """«23–28 ноября», «30 ноября – 5 декабря»."""
    if starts.month == ends.month:
        return f"{starts.day}–{day_month(ends)}"
    return f"{day_month(starts)} – {day_month(ends)}"
