"""Hours of a ``.plx`` plan by semester, and the sums that the plan itself allows to check."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields

from zhurnal.curriculum.rules.attestation import stated
from zhurnal.exchange.imports.readers.cells import read_count, read_number
from zhurnal.exchange.imports.readers.elements import Element
from zhurnal.exchange.imports.readers.plan import Item, Load
from zhurnal.exchange.imports.readers.plx_rows import Book, Tree
from zhurnal.exchange.imports.readers.plx_words import Work
from zhurnal.exchange.imports.readers.problems import Problem, Severity, shorten

VOLUME, HANDS_ON = (
    "1",
    "5",
)  # kinds of hours: in volume, of practical training; 2 and 4 repeat a part of the volume, 3 is per week
COLUMNS = frozenset(field.name for field in fields(Load) if field.type in {int, "int"}) - {"semester", "course"}


@dataclass(frozen=True)
class Place:
    """A semester: its year, and its number through all years."""

    course: int
    semester: int


def read_loads(book: Book, tree: Tree, works: Mapping[str, Work], per_course: int) -> dict[tuple[str, int], Load]:
    """Loads by item and semester."""
    hours: dict[tuple[str, Place], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    controls: dict[tuple[str, Place], list[str]] = defaultdict(list)
    for row in book.rows("ПланыНовыеЧасы"):
        kind, work = row.get("КодТипаЧасов"), works.get(row.get("КодВидаРаботы"))
        key = tree.keys.get(row.get("КодОбъекта"))
        if key is None:
            book.complain(
                row,
                "КодОбъекта",
                "Часы относятся к строке, которой в плане нет: не взяты.",
                Severity.ERROR,
                "no_such_id",
            )
            continue
        if work is None:
            book.complain(row, "КодВидаРаботы", "Незнакомый вид работы: часы не взяты.", Severity.WARNING, "work")
            continue
        place, amount = _place(book, row, per_course), _amount(book, row, work)
        if place is None or amount is None or kind not in {VOLUME, HANDS_ON}:
            continue
        if kind == HANDS_ON:
            hours[key, place]["hands_on"] += amount if work.column != "total" else 0
        elif work.control:
            controls[key, place] += [work.control] * bool(amount)
        elif work.column in COLUMNS:
            hours[key, place][work.column] += amount
    places = sorted({*hours, *controls}, key=lambda pair: (pair[0], pair[1].semester))
    return {(key, place.semester): _load(key, place, hours[key, place], controls[key, place]) for key, place in places}


def _load(key: str, place: Place, hours: Mapping[str, int], controls: Iterable[str]) -> Load:
    unique = tuple(dict.fromkeys(controls))
    columns = {column: hours.get(column, 0) for column in COLUMNS}
    load = Load(key, place.semester, place.course, attestation=stated(unique), attestations=unique, **columns)
    if "total" in hours or not load.parts():
        return load
    return Load(
        key,
        place.semester,
        place.course,
        attestation=load.attestation,
        attestations=unique,
        **{**columns, "total": load.parts()},
    )


def _place(book: Book, row: Element, per_course: int) -> Place | None:
    course, term, session = (read_count(row.get(name) or "0") for name in ("Курс", "Семестр", "Сессия"))
    if not course or course > 11 or term is None or session is None or term > per_course:
        book.complain(row, "Семестр", "Курс или семестр не читается: часы не взяты.", Severity.WARNING, "semester")
        return None
    if not term:
        term = 1 if session <= 1 else per_course
        reason = (
            "План по сессиям, а не по семестрам: первая сессия отнесена к первому семестру курса, другие ко второму."
        )
        book.report.add_once(
            Problem(book.file, reason, Severity.QUESTION, "sessions", row.line, "Сессия", str(session))
        )
    return Place(course, (course - 1) * per_course + term)


def _amount(book: Book, row: Element, work: Work) -> int | None:
    number = read_number(row.get("Количество") or "0")
    if number is None or number < 0 or number > 10_000:
        book.complain(row, "Количество", "Число часов не читается.", Severity.WARNING, "hours")
        return None
    whole = int(number.to_integral_value())
    if whole != number and work.column:
        reason = f"Часы не целые, прочитаны как {whole}."
        book.complain(row, "Количество", reason, Severity.QUESTION, "hours_fraction")
    return whole


def check_sums(book: Book, items: Iterable[Item], loads: Mapping[tuple[str, int], Load]) -> None:
    """A question wherever the plan contradicts itself: semester against kinds of work, row against semesters, module against parts."""
    items = tuple(items)
    children: dict[str, list[Item]] = defaultdict(list)
    by_item: dict[str, list[Load]] = defaultdict(list)
    for load in loads.values():
        by_item[load.item].append(load)
    for item in items:
        if item.parent and item.kind != "cycle":
            children[item.parent].append(item)
    for item in items:
        for load in by_item[item.key]:
            if load.total != load.parts():
                reason = f"Семестр {load.semester}: итого {load.total} ч, а по видам работ {load.parts()} ч."
                _tell(book, item, reason, "sum_semester")
        total = sum(load.total for load in by_item[item.key])
        if item.hours != total and (by_item[item.key] or item.hours):
            _tell(book, item, f"По плану {item.hours} ч, а по семестрам {total} ч.", "sum_item")
        parts = children[item.key]
        if parts and item.kind != "cycle" and by_item[item.key]:
            _check_module(book, item, by_item, parts)


def _check_module(book: Book, item: Item, by_item: Mapping[str, list[Load]], parts: list[Item]) -> None:
    below: dict[int, int] = defaultdict(int)
    for part in parts:
        for load in by_item.get(part.key, ()):
            below[load.semester] += load.total
    for load in by_item[item.key]:
        if load.total != below[load.semester]:
            reason = (
                f"Семестр {load.semester}: у модуля {load.total} ч, а у его частей вместе {below[load.semester]} ч."
            )
            _tell(book, item, reason, "sum_module")


def _tell(book: Book, item: Item, reason: str, code: str) -> None:
    name = shorten(f"{item.index} {item.name}")
    book.report.add(Problem(book.file, reason, Severity.QUESTION, code, item.line, "часы", name))
