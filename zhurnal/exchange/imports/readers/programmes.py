"""Topics of a work programme out of a table in XLSX, XLS, ODS or DOCX; every row that is no topic is told."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from zhurnal.curriculum.rules.kinds import TopicKind
from zhurnal.curriculum.rules.topics import HOMEWORK_LIMIT, MOST_TOPICS, TITLE_LIMIT, hours_of, kind_of
from zhurnal.exchange.imports.readers.identify import What, identify
from zhurnal.exchange.imports.readers.limits import LIMITS, Limits
from zhurnal.exchange.imports.readers.problems import Problem, Report, Severity, shorten
from zhurnal.exchange.imports.readers.programme_docx import read_document
from zhurnal.exchange.imports.readers.programme_headings import Heading, find_heading
from zhurnal.exchange.imports.readers.programme_names import name_of, names_in, semester_in, year_in
from zhurnal.exchange.imports.readers.sources import Blob, Source, as_sources, gather, single
from zhurnal.exchange.imports.readers.workbook import Grid, read_workbook

SECTION = re.compile(r"^(раздел|глава|модуль|семестр|\d\s*семестр)\b", re.IGNORECASE)
SUM = re.compile(r"^(итого|всего)", re.IGNORECASE)
SUFFIXES = (".xlsx", ".xls", ".ods", ".docx")
MOST_HEADS, HEAD_LIMIT = 300, 300  # a title page is shorter
TITLES = ("тема", "темы", "наименован", "содержан", "название")
BY_KIND = (("лекц", "lecture"), ("теор", "lecture"), ("урок", "lecture"), ("лаб", "lab"), ("практ", "practical"),
           ("курсов", "project"), ("консульт", "consultation"))  # fmt: skip


@dataclass(frozen=True)
class TopicLine:
    """A topic as it is put into the editor."""

    title: str
    hours: str
    kind: str
    homework: str
    line: int


@dataclass(frozen=True)
class Programme:
    """Topics in order."""

    topics: tuple[TopicLine, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class ProgrammeFile:
    """One file of many. ``inside``: how it may call its discipline itself; ``called``: how its file is called; ``year`` and
    ``semester``: for which the name of the file says it is, else 0; ``refusal``: why it has no topics.
    """

    file: str
    inside: tuple[str, ...] = ()
    called: str = ""
    year: int = 0
    semester: int = 0
    topics: tuple[TopicLine, ...] = ()
    refusal: str = ""


@dataclass(frozen=True)
class Programmes:
    """Work programmes of many disciplines, a file each."""

    files: tuple[ProgrammeFile, ...] = ()
    problems: tuple[Problem, ...] = ()
    program: str = "ktp"  # under which answers about names are remembered


@dataclass
class Columns:
    """Where what stands; −1: nowhere. ``by_kind``: a column of hours for each kind of class."""

    title: int = -1
    hours: int = -1
    kind: int = -1
    homework: int = -1
    by_kind: dict[int, str] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)


def read_programme(paths: Iterable[Path | str | Source], limits: Limits = LIMITS) -> Programme:
    """Everything that could be read, and every complaint. Never raises on a bad file."""
    report, sources = Report(limits.problems), as_sources(paths)
    if len(sources) != 1:
        return Programme(problems=(Problem("", "Нужен один файл: XLSX или DOCX.", code="not_one"),))
    blob = single(sources[0], (".xlsx", ".docx"), limits, report)
    if blob is None:
        return Programme(problems=report.result())
    return Programme(_read(blob, limits, report)[0], report.result())


def read_programmes(paths: Iterable[Path | str | Source], limits: Limits = LIMITS) -> Programmes:
    """Each file by itself, single or out of archives: what is wrong with one leaves the others alone. Never raises on a bad file."""
    outer, files = Report(limits.problems), []
    for blob in gather(as_sources(paths), SUFFIXES, limits, outer):
        report = Report(limits.problems)
        topics, heads = _read(blob, limits, report)
        told = report.result()
        wrong = next((one.reason for one in told if one.severity is Severity.ERROR), "")
        names = (names_in(heads), name_of(blob.name), year_in(blob.name), semester_in(blob.name))
        files.append(ProgrammeFile(blob.name, *names, topics, "" if topics else wrong or "В файле нет ни одной темы."))
        for one in told:
            outer.add(one)
    if not files and not outer.has_errors():
        outer.add(Problem("", "Файлов XLSX и DOCX с темами здесь нет.", code="no_files"))
    return Programmes(tuple(files), outer.result())


def _read(blob: Blob, limits: Limits, report: Report) -> tuple[tuple[TopicLine, ...], tuple[str, ...]]:
    """Topics of one file, none after a complaint; and what stands above and beside them."""
    lines: tuple[str, ...] = ()
    if identify(blob.data) is What.DOCUMENT:
        document = read_document(blob, limits, report)
        grids = document.grids if document else None
        lines = document.lines if document else ()
    else:
        grids = read_workbook(blob, limits, report)
    if grids is None:
        return (), ()
    headings = [heading for grid in grids if (heading := _heading(grid)) is not None]
    if not headings:
        reason = (
            "Таблица тем не найдена: нужна строка заголовков, где есть «Тема» (или «Наименование») и «Часы» или «№»."
        )
        report.add(Problem(blob.name, reason, code="no_header"))
        return (), ()
    read_grids = {heading.grid.name for heading in headings}
    for grid in grids:
        if grid.name not in read_grids:
            reason = f"«{shorten(grid.name)}»: нет заголовка с «Темой», не прочитано."
            report.add(Problem(blob.name, reason, Severity.QUESTION, "unread_sheet"))
    topics = [topic for heading in headings for topic in _topics(blob.name, heading, report)]
    if len(topics) > MOST_TOPICS:
        reason = f"Тем {len(topics)}, а в программе помещается не больше {MOST_TOPICS}: разделите файл по семестрам."
        report.add(Problem(blob.name, reason, code="too_many"))
        return (), ()
    if not topics and not report.has_errors():
        report.add(Problem(blob.name, "Под заголовком таблицы нет ни одной темы.", code="empty"))
    return tuple(topics), _heads(lines, grids, headings)


def _heads(lines: Iterable[str], grids: Iterable[Grid], headings: Sequence[Heading]) -> tuple[str, ...]:
    """Lines of text, then cells above the tables of topics and of the sheets beside them, in their order."""
    tops = {id(heading.grid): heading.top for heading in headings}
    cells = (
        " ".join(cell.split())
        for grid in grids
        for row in grid.rows[: tops.get(id(grid), MOST_HEADS)]
        for cell in row
        if cell.strip()
    )
    found = (text[:HEAD_LIMIT] for text in (*lines, *cells))
    return tuple(text for _number, text in zip(range(MOST_HEADS), found, strict=False))


def _heading(grid: Grid) -> Heading | None:
    def fits(cells: Sequence[str]) -> int | None:
        title = next((place for place, cell in enumerate(cells) if cell.startswith(TITLES) and len(cell) < 120), None)
        others = [cell for place, cell in enumerate(cells) if place != title]
        known = any(cell.startswith(("№", "n ")) or "час" in cell or "вид" in cell or "дата" in cell for cell in others)
        return title if title is not None and known else None

    return find_heading(grid, fits)


def _columns(heading: Heading) -> Columns:
    found = Columns()
    for number, path in enumerate(heading.paths):
        text, last = " / ".join(path), path[-1] if path else ""
        kind = next((kind for stem, kind in BY_KIND if stem in last), "")
        if found.title < 0 and path and path[0].startswith(TITLES):
            found.title = number
        elif "домашн" in text or "задани" in text:
            found.homework = number if found.homework < 0 else found.homework
        elif kind and ("час" in text or "нагрузк" in text or "объем" in text):
            found.by_kind[number] = kind
        elif "час" in text or "объем" in text:
            found.hours = number if found.hours < 0 else found.hours
        elif "вид" in text or "тип" in text or "форма занят" in text:
            found.kind = number if found.kind < 0 else found.kind
        elif path and not text.startswith(("№", "n")):
            found.left.append(path[-1])
    return found


def _topics(file: str, heading: Heading, report: Report) -> list[TopicLine]:
    grid, columns = heading.grid, _columns(heading)
    topics: list[TopicLine] = []
    sections: list[int] = []
    untimed = columns.hours < 0 and not columns.by_kind
    for row in range(heading.body, len(grid.rows)):
        title = " ".join(grid.cell(row, columns.title).split())
        filled = [cell for cell in grid.rows[row] if cell]
        if SUM.match(title) or (filled and SUM.match(filled[0])):
            _check_sum(file, row, grid, columns, topics, report)
        elif filled and (SECTION.match(title) or SECTION.match(filled[0]) or (len(filled) == 1 and not untimed)):
            sections.append(row + 1)
        elif title:
            topics.append(_topic(file, row, grid, columns, title, report))
        elif filled:
            reason = "В строке нет темы: не взята."
            report.add(Problem(file, reason, Severity.WARNING, "no_title", row + 1, value=shorten(" ".join(filled))))
    if sections:
        rows = ", ".join(map(str, sections[:20]))
        report.add(
            Problem(file, f"Строки-разделы — не занятия, в программу не взяты: {rows}.", Severity.QUESTION, "sections")
        )
    if untimed and topics:
        reason = "Часы в таблице не указаны: у каждой темы поставлено 2 ч. Проверьте."
        report.add(Problem(file, reason, Severity.QUESTION, "no_hours"))
    if columns.left:
        reason = f"Столбцы не нужны программе и не взяты: {', '.join(dict.fromkeys(map(shorten, columns.left)))}."
        report.add(Problem(file, reason, Severity.QUESTION, "left_columns", heading.top + 1))
    return topics


def _topic(file: str, row: int, grid: Grid, columns: Columns, title: str, report: Report) -> TopicLine:
    homework = " ".join(grid.cell(row, columns.homework).split())
    for name, text, limit in (("Тема", title, TITLE_LIMIT), ("Задание", homework, HOMEWORK_LIMIT)):
        if len(text) > limit:
            reason = f"{name} длиннее {limit} знаков: взято начало."
            report.add(Problem(file, reason, Severity.WARNING, "long", row + 1, value=shorten(text)))
    words = grid.cell(row, columns.kind)
    kind = kind_of(words or (title if re.match(r"(?i)(лаборат|практич|контрольн|консульт)", title) else ""))
    said = grid.cell(row, columns.hours).strip()
    for number, own in columns.by_kind.items():
        cell = grid.cell(row, number).strip()
        if hours_of(cell):
            said, kind = cell, TopicKind(own)
    hours = hours_of(said) if said else 2
    if not hours:
        reason = f"«{shorten(said)}» — не число часов: поставлено 2 ч."
        report.add(Problem(file, reason, Severity.QUESTION, "hours", row + 1, value=shorten(said)))
    return TopicLine(title[:TITLE_LIMIT], str(hours or 2), kind.value, homework[:HOMEWORK_LIMIT], row + 1)


def _check_sum(file: str, row: int, grid: Grid, columns: Columns, topics: Sequence[TopicLine], report: Report) -> None:
    said, whole = hours_of(grid.cell(row, columns.hours)), sum(int(topic.hours) for topic in topics)
    if said and columns.hours >= 0 and said != whole:
        reason = f"В строке «Итого» {said} ч, а темы вместе дают {whole} ч."
        report.add(Problem(file, reason, Severity.QUESTION, "sum", row + 1))
