"""Any timetable, known by its content: aSc XML, day sheets and drawn weeks in workbooks, Untis GPU001, FET."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from zhurnal.exchange.imports.readers import asc
from zhurnal.exchange.imports.readers.abbreviations import abbreviations, is_side_file, read_side_file
from zhurnal.exchange.imports.readers.daysheet import is_day_sheet, read_day_sheet
from zhurnal.exchange.imports.readers.drawn import is_drawn, read_drawn
from zhurnal.exchange.imports.readers.elements import read_xml
from zhurnal.exchange.imports.readers.fet import ROOTS, read_fet
from zhurnal.exchange.imports.readers.gathering import Gathering
from zhurnal.exchange.imports.readers.identify import What, identify
from zhurnal.exchange.imports.readers.limits import LIMITS, Limits
from zhurnal.exchange.imports.readers.problems import Problem, Report, Severity
from zhurnal.exchange.imports.readers.sources import Blob, Source, as_sources, gunzip, load, unzip
from zhurnal.exchange.imports.readers.text import decode
from zhurnal.exchange.imports.readers.timetable import Timetable
from zhurnal.exchange.imports.readers.untis import delimiter_of, read_gpu
from zhurnal.exchange.imports.readers.workbook import BOOKS, Grid, read_workbook

WANTED = (
    "книга Excel с листами дней, XML из aSc Timetables, файл FET или GPU001.TXT из Untis (с ним можно GPU003–GPU006)"
)
HEAD = 4096


def read_timetable(paths: Iterable[Path | str | Source], limits: Limits = LIMITS) -> Timetable:
    """Everything in the files that could be read, and every complaint. Never raises on a bad file."""
    sources, report = as_sources(paths), Report(limits.problems)
    blobs = [blob for source in sources for blob in _blobs(source, limits, report)]
    kinds = {kind_of(blob) for blob in blobs if not is_side_file(blob)}
    if len(kinds) > 1:
        names = ", ".join(sorted(WORDS[kind] for kind in kinds))
        report.add(Problem("", f"Файлы разные: {names}. Загружайте каждый вид отдельно.", code="not_one"))
        return Timetable(problems=report.result())
    if not kinds:
        if not report.has_errors():
            report.add(Problem("", f"Файла с расписанием нет. Нужна {WANTED}.", code="not_one"))
        return Timetable(problems=report.result())
    kind = kinds.pop()
    return asc.read_timetable(sources, limits) if kind == "asc" else _READERS[kind](blobs, limits, report)


WORDS = {"asc": "XML", "book": "книги Excel", "fet": "FET", "untis": "Untis", "": "не расписание"}


def kind_of(blob: Blob) -> str:
    """asc, book, fet, untis, or "" where it is no timetable."""
    what = identify(blob.data)
    if what in BOOKS:
        return "book"
    if what is What.XML:
        head = decode(blob.data[:HEAD]).text
        return "fet" if any(f"<{root}" in head for root in ROOTS) else "asc"
    if what is What.TEXT and delimiter_of(decode(blob.data[: HEAD * 4]).text.rpartition("\n")[0]):
        return "untis"
    return ""


def _blobs(source: Source, limits: Limits, report: Report) -> list[Blob]:
    blob = load(source, limits, report)
    if blob is None:
        return []
    what = identify(blob.data)
    if what is What.GZIP:
        unpacked = gunzip(blob, limits, report)
        return [unpacked] if unpacked else []
    if what is What.ZIP:
        return list(unzip(blob, "", limits, report))
    return [blob]


def _books(blobs: Sequence[Blob], limits: Limits, report: Report) -> Timetable:
    found: list[tuple[str, Grid]] = []
    sheets = [(blob, grid) for blob in blobs for grid in read_workbook(blob, limits, report) or ()]
    lists: dict[str, str] = {}
    told = [abbreviations(grid) for _blob, grid in sheets]
    beside = {blob.name for (blob, _grid), names in zip(sheets, told, strict=True) if names}
    for (blob, grid), names in zip(sheets, told, strict=True):
        if is_day_sheet(grid) or is_drawn(grid):
            found.append((blob.name, grid))
        elif len(sheets) > 1 and names:
            lists = {**names, **lists}
        else:
            reason = (
                f"Лист «{grid.name}» не похож на расписание: в нём нет строки «Группа:» или дней недели. "
                f"Строк в нём {len(grid.rows)}, ни одна не взята. "
                "Как устроен лист, который журнал прочитает: «Помощь», «Загрузка данных»."
            )
            severity = Severity.WARNING if blob.name in beside else Severity.ERROR
            report.add(Problem(blob.name, reason, severity, "not_a_timetable"))
    program = "sheet" if any(is_day_sheet(grid) for _file, grid in found) else "drawn"
    gathering = Gathering(program, report)
    gathering.names = {("subjects", short): name for short, name in lists.items()}
    for file, grid in found:
        (read_day_sheet if is_day_sheet(grid) else read_drawn)(file, grid, gathering)
    return gathering.timetable()


def _fet(blobs: Sequence[Blob], limits: Limits, report: Report) -> Timetable:
    gathering = Gathering("fet", report)
    documents = [document for blob in blobs if (document := read_xml(blob.name, blob.data, "файл FET", limits, report))]
    if documents:
        read_fet(documents, gathering)
    return gathering.timetable()


def _untis(blobs: Sequence[Blob], limits: Limits, report: Report) -> Timetable:
    gathering = Gathering("untis", report)
    own = [blob for blob in blobs if not is_side_file(blob)]
    for blob in own:
        read_gpu(blob.name, blob.data, limits, gathering)
    sign = delimiter_of(decode(own[0].data).text) if own else ""
    for blob in blobs:
        if is_side_file(blob):
            read_side_file(blob, sign or ";", limits, gathering)
    return gathering.timetable()


def _nothing(blobs: Sequence[Blob], _limits: Limits, report: Report) -> Timetable:
    for blob in blobs:
        what = identify(blob.data)
        code = "empty" if what is What.EMPTY else "wrong_kind"
        report.add(Problem(blob.name, f"Это {what.value}, а нужна {WANTED}.", code=code))
    return Timetable(problems=report.result())


_READERS: dict[str, Callable[[Sequence[Blob], Limits, Report], Timetable]] = {
    "book": _books,
    "fet": _fet,
    "untis": _untis,
    "": _nothing,
}
