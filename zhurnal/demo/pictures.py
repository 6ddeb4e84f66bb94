"""The day of the demonstration teacher, as the pictures of the guide show it.

First lesson complete; the second under way and half written; the third and the fourth ahead; three lessons of the last
fortnight with something missing.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from zhurnal.demo.entries import MINUTE, Journal, Pen, without
from zhurnal.demo.families import Roster
from zhurnal.demo.kinds import BY_CODE
from zhurnal.demo.rows import EntryRow, LessonRow, PersonalHomeworkRow, RecordRow, SignRow, WordRow, WorkRow

PAGE = "Э-21/ОП.02"
ABSENT = ("Дементьев", "Лапшин", "Сафронов")
ORAL = (("Абрамов", "5"), ("Акимова", "5"), ("Бережной", "3"), ("Васин", "4"), ("Гайнутдинов", "4"), ("Глушкова", "4"),
        ("Ермолин", "3"))  # fmt: skip
LAB = (("Абрамов", "5"), ("Акимова", "4"))
TASKS = (
    (("Орлянский",), "Пересдать ЛР № 6, построить векторную диаграмму", 3),
    (("Сафронов", "Дементьев"), "Отработать ЛР № 6 на консультации", 6),
)


def paint(pen: Pen, roster: Roster, lessons: list[LessonRow], teacher: str) -> None:
    """Put the pictured lessons in place of what chance has written."""
    journal, today = pen.journal, pen.now.date()
    own = [row for row in lessons if row.teacher == teacher and row.state == "planned"]
    running = next((row for row in own if row.course == PAGE and row.date == today), None)
    if running is not None:
        erase(journal, running.key)
        _half_written(pen, roster, running)
    _told_marks(pen, roster, lessons)
    _late_brother(pen, roster, lessons)
    for lesson in _past(own, today, PAGE)[-2:-1]:
        without(journal, lesson.key, "homework")
    for lesson in _past(own, today, "Э-31/МДК.01.01")[-1:]:
        _without_roll(journal, lesson)
    closed = [row for row in _past(own, today, "Э-22/ОП.02") if (today - row.date).days > 8]
    for lesson in closed[-1:]:
        _without_marks(journal, lesson)


def erase(journal: Journal, lesson: int) -> None:
    """Nothing was written about this lesson."""
    journal.records[:] = [row for row in journal.records if row.lesson != lesson]
    journal.works[:] = [row for row in journal.works if row.lesson != lesson]
    journal.entries[:] = [row for row in journal.entries if row.lesson != lesson]


def _past(own: list[LessonRow], today: object, course: str) -> list[LessonRow]:
    return [row for row in own if row.course == course and row.date < today]  # type: ignore[operator]


def _half_written(pen: Pen, roster: Roster, lesson: LessonRow) -> None:
    """Topic, roll call, seven marks of the oral work, two of the laboratory one; homework not yet."""
    starts = datetime.combine(lesson.date, lesson.starts)
    if starts + 4 * MINUTE > pen.now:
        return
    journal, author = pen.journal, lesson.teacher
    topics = pen.made.by_programme[pen.made.courses[lesson.course].programme]
    topic = topics[min(pen.numbers[lesson.key], len(topics)) - 1]
    roll = starts + 7 * MINUTE
    called = WordRow("", author, roll) if roll <= pen.now else None
    word = WordRow(topic.title, author, starts + 4 * MINUTE)
    journal.records.append(RecordRow(lesson.key, lesson.course, word, topic.key, roll=called))
    for slot, (code, marks) in enumerate((("oral", ORAL), ("lab", LAB)), 1):
        begun = starts + (8 + 4 * slot) * MINUTE
        if begun > pen.now:
            continue
        kind, title = BY_CODE[code], "№ 6" if code == "lab" else ""
        journal.works.append(WorkRow(lesson.key, lesson.course, slot, code, title, kind.weight, author, begun))
        for place, (surname, value) in enumerate(marks):
            _put(pen, roster, lesson, surname, slot, value, begun + (1 + place) * MINUTE)
    for surname in ABSENT:
        _put(pen, roster, lesson, surname, 0, "н", roll)
    for surnames, text, days in TASKS:
        found = [roster.student("Э-21", surname) for surname in surnames]
        students = tuple(student.key for student in found if student is not None)
        if students and roll <= pen.now:
            due = lesson.date + timedelta(days=days)
            row = PersonalHomeworkRow(lesson.key, lesson.course, students, text, due, author, roll + 2 * MINUTE)
            journal.personal.append(row)


def _put(pen: Pen, roster: Roster, lesson: LessonRow, surname: str, slot: int, value: str, moment: datetime) -> None:
    student = roster.student("Э-21", surname)
    if student is not None and moment <= pen.now:
        sign = SignRow(value, lesson.teacher, moment)
        pen.journal.entries.append(EntryRow(lesson.course, lesson.key, student.key, slot, (sign,)))


def _told_marks(pen: Pen, roster: Roster, lessons: list[LessonRow]) -> None:
    """Орлянский has a «2» at the sixth laboratory work; that of Бережной was raised this morning."""
    held = [row for row in lessons if row.course == PAGE and row.state == "planned"]
    lab = next((row for row in held if pen.numbers[row.key] == 35), None)
    if lab is None or lab.date >= pen.now.date():
        return
    moment = datetime.combine(lab.date, lab.ends) - 7 * MINUTE
    morning = datetime.combine(pen.now.date(), datetime.min.time()) + timedelta(hours=9, minutes=12)
    raised = (SignRow("4", lab.teacher, morning, "отчёт защищён повторно"),) if morning <= pen.now else ()
    for surname, signs in (
        ("Орлянский", (SignRow("2", lab.teacher, moment),)),
        ("Бережной", (SignRow("3", lab.teacher, moment), *raised)),
    ):
        student = roster.student("Э-21", surname)
        if student is None:
            continue
        kept = [row for row in pen.journal.entries if (row.lesson, row.student) != (lab.key, student.key)]
        pen.journal.entries[:] = [*kept, EntryRow(PAGE, lab.key, student.key, 1, signs)]


def _late_brother(pen: Pen, roster: Roster, lessons: list[LessonRow]) -> None:
    """Калугин Степан was not at the first lesson today, and nobody knows why."""
    student = roster.student("Э-21", "Калугин")
    first = next((row for row in lessons if row.course.startswith("Э-21/") and row.date == pen.now.date()), None)
    if student is None or first is None or first.state != "planned":
        return
    moment = datetime.combine(first.date, first.starts) + 6 * MINUTE
    if moment > pen.now:
        return
    mine = (first.key, student.key)
    pen.journal.entries[:] = [row for row in pen.journal.entries if (row.lesson, row.student) != mine]
    sign = SignRow("н", first.teacher, moment)
    pen.journal.entries.append(EntryRow(first.course, first.key, student.key, 0, (sign,)))


def _without_roll(journal: Journal, lesson: LessonRow) -> None:
    """A practical work was announced, but neither the roll was called nor were marks given."""
    without(journal, lesson.key, "roll")
    _without_marks(journal, lesson)
    journal.entries[:] = [row for row in journal.entries if row.lesson != lesson.key]


def _without_marks(journal: Journal, lesson: LessonRow) -> None:
    """The column stands there, empty."""
    journal.entries[:] = [row for row in journal.entries if row.lesson != lesson.key or row.slot == 0]
    mine = [row for row in journal.works if row.lesson == lesson.key]
    journal.works[:] = [row for row in journal.works if row.lesson != lesson.key]
    moment = datetime.combine(lesson.date, lesson.starts) + 15 * MINUTE
    first = mine[0] if mine else WorkRow(lesson.key, lesson.course, 1, "", "", 0, lesson.teacher, moment)
    kind = BY_CODE["practical"]
    journal.works.append(replace(first, slot=1, kind=kind.code, weight=kind.weight))
