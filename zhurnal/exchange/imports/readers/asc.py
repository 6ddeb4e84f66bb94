"""aSc Timetables XML, the formats of 2008 and of 2012, becomes a ``Timetable``.

The format has no published schema: what each attribute means was worked out from exports. Each table is an element whose
``columns`` lists its attributes. A ``lesson`` is what must be taught (``periodsperweek`` in blocks of ``periodspercard``),
a ``card`` one placed occurrence that names its ``lessonid``. Ids are joined by commas.
"""

import datetime as dt
import itertools
import re
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

from zhurnal.exchange.imports.readers.asc_cards import ask_about_clashes, join, read_cards, unplaced
from zhurnal.exchange.imports.readers.asc_masks import Masks, read_days, read_masks, read_named
from zhurnal.exchange.imports.readers.asc_rows import Book
from zhurnal.exchange.imports.readers.cells import read_count, read_number, read_time, read_yes_no
from zhurnal.exchange.imports.readers.elements import Document, Element, read_xml
from zhurnal.exchange.imports.readers.limits import LIMITS, Limits
from zhurnal.exchange.imports.readers.problems import Problem, Report, Severity, shorten
from zhurnal.exchange.imports.readers.sources import Source, as_sources, single
from zhurnal.exchange.imports.readers.timetable import (
    Group,
    Lesson,
    Period,
    Room,
    SchoolClass,
    Subject,
    Teacher,
    Timetable,
    Unplaced,
)

LONGEST, BUSIEST, LAST_PERIOD = 20, 200, 99  # periods in a block, in a week, in a day: more is a slip of the pen
TIMES = re.compile(r"(\d{1,2}[:.]\d{2})\s*[-–—]\s*(\d{1,2}[:.]\d{2})")
KNOWN_TABLES = frozenset(
    [
        "days",
        "daysdefs",
        "weeksdefs",
        "termsdefs",
        "periods",
        "breaks",
        "subjects",
        "teachers",
        "classes",
        "groups",
        "classrooms",
        "buildings",
        "grades",
        "lessons",
        "cards",
        "students",
        "studentsubjects",
        "classroomsupervisions",
    ]
)


def read_timetable(paths: Iterable[Path | str | Source], limits: Limits = LIMITS) -> Timetable:
    """Everything in a file that could be read, and every complaint. Never raises on a bad file."""
    report = Report(limits.problems)
    sources = as_sources(paths)
    if len(sources) != 1:
        report.add(Problem("", "Нужен ровно один файл: XML, выгруженный из aSc Timetables.", code="not_one"))
        return Timetable(problems=report.result())
    blob = single(sources[0], (".xml",), limits, report)
    document = read_xml(blob.name, blob.data, "файл XML из aSc Timetables", limits, report) if blob else None
    if document is None or not _is_asc(document, report):
        return Timetable(problems=report.result())
    return _timetable(Book(document, report))


def _timetable(book: Book) -> Timetable:
    masks = read_masks(book)
    days = read_days(book, masks)
    weeks = read_named(book, "weeksdefs", "weeks", masks.weeks)
    terms = read_named(book, "termsdefs", "terms", masks.terms)
    periods = _periods(book)
    buildings = {row.get("id"): row.get("name") for row in book.rows("buildings")}
    subjects = book.keyed("subjects", _subject)
    teachers = book.keyed("teachers", _teacher)
    rooms = book.keyed("classrooms", lambda row: _room(row, buildings))
    classes = book.keyed("classes", lambda row: _class(book, row))
    groups = book.keyed("groups", lambda row: _group(book, row))
    owners = {group.outer_id: group.class_id for group in groups}
    lessons = {
        lesson.outer_id: lesson
        for lesson in book.keyed("lessons", lambda row: _lesson(book, masks, row, owners))
        if lesson is not None
    }
    cards = read_cards(book, masks, lessons, periods)
    blocks = join(cards, lessons, periods)
    rest = unplaced(cards, lessons, masks)
    _tell_unplaced(book, rest, lessons, {subject.outer_id: subject.name for subject in subjects}, bool(cards))
    ask_about_clashes(book, cards, lessons, teachers)
    return Timetable(
        _format(book),
        masks.weeks,
        masks.terms,
        _students(book),
        days,
        periods,
        weeks,
        terms,
        subjects,
        teachers,
        classes,
        groups,
        rooms,
        tuple(lessons.values()),
        cards,
        blocks,
        rest,
        book.report.result(),
    )


def _is_asc(document: Document, report: Report) -> bool:
    tables = {element.name for element in document.elements if len(element.parents) == 1}
    if document.root.name == "timetable" and tables & KNOWN_TABLES:
        return True
    other = {
        "fet": "Это файл программы FET, а нужен XML из aSc Timetables.",
        "Документ": "Это учебный план (plx), а нужно расписание: XML из aSc Timetables.",
        "timetable": "Это XML aSc без единой таблицы: выгрузка пуста или сделана не так.",
    }.get(document.root.name, "Это другой XML, а нужен XML из aSc Timetables (корень «timetable»).")
    report.add(Problem(document.file, other, code="wrong_kind", line=1, value=shorten(document.root.name)))
    return False


def _format(book: Book) -> str:
    return "2012" if book.rows("daysdefs") or any(row.get("days") for row in book.rows("cards")[:50]) else "2008"


def _students(book: Book) -> int:
    count = len(book.rows("students"))
    if count:
        reason = f"В файле есть ученики ({count}). Из расписания они не берутся: списки групп загружаются отдельно."
        book.report.add(Problem(book.file, reason, Severity.QUESTION, "students", book.rows("students")[0].line))
    return count


def _periods(book: Book) -> tuple[Period, ...]:
    found: dict[int, Period] = {}
    for row in book.rows("periods"):
        number = read_count(row.get("period"))
        if number is None or number in found or number > LAST_PERIOD:
            book.complain(row, "period", "Номер урока не читается или повторяется.", Severity.ERROR, "period")
            continue
        starts, ends = _time(book, row, "starttime"), _time(book, row, "endtime")
        if starts and ends and starts >= ends:
            book.complain(row, "endtime", "Урок кончается раньше, чем начинается.", Severity.WARNING, "period_times")
        found[number] = Period(number, row.get("name"), row.get("short"), starts, ends, row.line)
        _compare_with_name(book, row, found[number])
    in_order = sorted(found.values(), key=lambda period: period.number)
    for one, two in itertools.pairwise(in_order):
        if one.ends and two.starts and one.ends > two.starts:
            reason = f"Урок {two.number} начинается раньше, чем кончается урок {one.number}."
            book.report.add(Problem(book.file, reason, Severity.WARNING, "period_times", two.line, "period starttime"))
    if not in_order:
        book.report.add(Problem(book.file, "В файле нет звонков (periods).", Severity.WARNING, "no_periods"))
    return tuple(in_order)


def _time(book: Book, row: Element, attribute: str) -> dt.time | None:
    value = read_time(row.get(attribute))
    if value is None and row.get(attribute):
        book.complain(row, attribute, "Это не время. Пишут так: 8:30.", Severity.WARNING, "time")
    return value


def _compare_with_name(book: Book, row: Element, period: Period) -> None:
    match = TIMES.search(period.name)
    if match and (read_time(match[1]), read_time(match[2])) != (period.starts, period.ends):
        reason = (
            f"В названии урока другое время, чем в звонках ({row.get('starttime')}–{row.get('endtime')}). Берём звонки."
        )
        book.complain(row, "name", reason, Severity.QUESTION, "period_name")


def _subject(row: Element) -> Subject:
    return Subject(row.get("id"), row.get("name") or row.get("short"), row.get("short"), row.line)


def _teacher(row: Element) -> Teacher:
    first, last, name = row.get("firstname"), row.get("lastname"), row.get("name")
    if first and first == last:
        first, name = "", last  # the 2012 export repeats a name that was never divided
    name = name or f"{last} {first}".strip() or row.get("short")
    sex = {"m": "m", "f": "f"}.get(row.get("gender").lower(), "")
    return Teacher(row.get("id"), name, row.get("short"), first, last, sex, row.get("email"), row.line)


def _room(row: Element, buildings: dict[str, str]) -> Room:
    building = buildings.get(row.get("buildingid"), "")
    return Room(
        row.get("id"),
        row.get("name") or row.get("short"),
        row.get("short"),
        read_count(row.get("capacity")),
        building,
        row.line,
    )


def _class(book: Book, row: Element) -> SchoolClass:
    teacher, rooms = book.reference(row, "teacherid", "teachers"), book.references(row, "classroomids", "classrooms")
    return SchoolClass(
        row.get("id"), row.get("name") or row.get("short"), row.get("short"), teacher, rooms, row.get("grade"), row.line
    )


def _group(book: Book, row: Element) -> Group:
    owner = book.reference(row, "classid", "classes")
    division = read_count(row.get("divisiontag") or "0") or 0
    return Group(row.get("id"), row.get("name"), owner, read_yes_no(row.get("entireclass")) is True, division, row.line)


def _lesson(book: Book, masks: Masks, row: Element, owners: dict[str, str]) -> Lesson | None:
    subject = book.reference(row, "subjectid", "subjects", Severity.ERROR)
    classes = book.references(row, "classids", "classes")
    groups = book.references(row, "groupids", "groups")
    if not subject:
        book.complain(row, "subjectid", "У занятия нет предмета: оно не взято.", Severity.ERROR, "no_subject")
        return None
    for group in groups:
        if classes and owners[group] not in classes:
            book.complain(row, "groupids", "Группа из другого класса.", Severity.QUESTION, "alien_group", group)
    if not classes:
        book.complain(row, "classids", "У занятия нет класса.", Severity.QUESTION, "no_class")
    teachers = book.references(row, "teacherids", "teachers")
    if not teachers:
        book.complain(row, "teacherids", "У занятия нет преподавателя.", Severity.QUESTION, "no_teacher")
    length, per_week = read_count(row.get("periodspercard") or "1"), read_number(row.get("periodsperweek") or "0")
    if not length or length > LONGEST:
        book.complain(
            row, "periodspercard", "Длина занятия не читается: считаем один урок.", Severity.WARNING, "number"
        )
        length = 1
    if per_week is None or not 0 <= per_week <= BUSIEST:
        book.complain(row, "periodsperweek", "Число уроков в неделю не читается.", Severity.WARNING, "number")
        per_week = Decimal(0)
    weeks, terms = masks.choice(row, "weeks", masks.weeks), masks.choice(row, "terms", masks.terms)
    rooms = book.references(row, "classroomids", "classrooms")
    return Lesson(
        row.get("id"),
        subject,
        classes,
        groups,
        teachers,
        rooms,
        length,
        per_week,
        weeks or (),
        terms or (),
        row.line,
    )


def _tell_unplaced(
    book: Book, rest: tuple[Unplaced, ...], lessons: dict[str, Lesson], subjects: dict[str, str], has_cards: bool
) -> None:
    if lessons and not has_cards:
        reason = (
            "В файле есть что преподавать, но ничего не поставлено в расписание. Составьте его в aSc и выгрузите снова."
        )
        book.report.add(Problem(book.file, reason, code="no_cards"))
        return
    for item in rest:
        lesson = lessons[item.lesson]
        how = "не поставлено" if not item.placed else f"поставлено {item.placed.normalize():f}"
        reason = f"Занятие не всё в расписании: нужно {item.wanted.normalize():f} в неделю, {how}."
        name = shorten(subjects.get(lesson.subject, ""))
        book.report.add(Problem(book.file, reason, Severity.WARNING, "unplaced", lesson.line, "lesson", name))
