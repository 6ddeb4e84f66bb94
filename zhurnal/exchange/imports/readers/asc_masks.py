"""Days, weeks and terms of an aSc file, and the bit masks that choose among them.

2008: days are numbered from 0 (from 1 with the option ``daynumbering1``), weeks are a mask in the lesson. 2012: days, weeks
and terms are masks, one sign for each, on the card; their names stand in ``daysdefs``, ``weeksdefs``, ``termsdefs``. «10,01»
means «any of them». aSc is silent when a mask has a wrong length; we are not.
"""

from collections import Counter
from dataclasses import dataclass

from zhurnal.exchange.imports.readers.asc_rows import Book
from zhurnal.exchange.imports.readers.cells import read_count, read_list
from zhurnal.exchange.imports.readers.elements import Element
from zhurnal.exchange.imports.readers.problems import Problem, Severity, shorten
from zhurnal.exchange.imports.readers.timetable import Day, Mask

WEEKDAYS = (
    ("пон", "пн", "пан", "mon", "seg", "lun", "dü", "дүй", "душ", "mo"),
    ("вто", "вт", "вів", "аўт", "ауто", "tue", "ter", "mar", "die", "сей", "сеш", "tu"),
    ("сре", "ср", "сер", "wed", "qua", "mié", "mie", "mit", "сәр", "чор", "we"),
    ("чет", "чт", "чац", "thu", "qui", "jue", "don", "бей", "пай", "th"),
    ("пят", "пт", "п'я", "п’я", "пʼя", "fri", "sex", "vie", "fre", "жұм", "жум", "fr"),
    ("суб", "сб", "sat", "sáb", "sab", "sam", "сен", "шан", "sa"),
    ("вос", "вс", "нед", "няд", "sun", "dom", "son", "жек", "якш", "su"),
)


@dataclass(frozen=True)
class Masks:
    """How many days, weeks and terms there are, and how to read a mask of each."""

    book: Book
    days: int
    weeks: int
    terms: int
    first_day: int  # the number that the file gives to the first day

    def days_of(self, row: Element) -> tuple[int, ...]:
        """Numbers from 1 of the days of a card; empty after a complaint."""
        if row.get("days"):
            return self._positions(row, "days", self.days, needed=True) or ()
        number = read_count(row.get("day"))
        if number is None or not 0 <= number - self.first_day < self.days:
            reason = f"Такого дня нет: в файле дней {self.days}. Запись не взята."
            self.book.complain(row, "day", reason, Severity.ERROR, "day")
            return ()
        return (number - self.first_day + 1,)

    def choice(self, row: Element, attribute: str, count: int) -> tuple[int, ...] | None:
        """Weeks or terms of a row: empty for all of them, ``None`` after a complaint."""
        if not row.get(attribute):
            return ()
        found = self._positions(row, attribute, count, needed=False)
        return () if found is not None and len(found) == count else found

    def _positions(self, row: Element, attribute: str, count: int, *, needed: bool) -> tuple[int, ...] | None:
        text = row.get(attribute)
        if not needed and text in {"1", "0" * count}:
            return ()
        masks = read_list(text)
        if not masks or any(set(mask) - {"0", "1"} for mask in masks):
            self.book.complain(
                row, attribute, "Маска состоит из нулей и единиц. Запись не взята.", Severity.ERROR, "mask"
            )
            return None
        wrong = next((mask for mask in masks if len(mask) != count), None)
        if wrong is not None:
            reason = f"В маске знаков {len(wrong)}, а должно быть {count}. Запись не взята."
            self.book.complain(row, attribute, reason, Severity.ERROR, "mask_length")
            return None
        found = sorted({place + 1 for mask in masks for place, sign in enumerate(mask) if sign == "1"})
        if needed and (not found or len(masks) > 1):
            reason = "День не назван." if not found else "День назван не один, а на выбор: занятие не поставлено."
            self.book.complain(row, attribute, reason, Severity.WARNING, "no_day")
            return None
        return tuple(found)


def read_masks(book: Book) -> Masks:
    """Counts the days, weeks and terms of a file."""
    numbers = [number for row in book.rows("days") if (number := read_count(row.get("day"))) is not None]
    first = 1 if "daynumbering1" in book.options or (numbers and min(numbers) > 0) else 0
    days = _length(book, "daysdefs", "days", ("cards",)) or len(numbers)
    if not days:
        used = [number for row in book.rows("cards") if (number := read_count(row.get("day"))) is not None]
        days = max((number - first + 1 for number in used if number < 14), default=0)
        if days:
            reason = f"Дней недели в файле нет. По занятиям их {days}."
            book.report.add(Problem(book.file, reason, Severity.QUESTION, "no_days"))
    weeks = _length(book, "weeksdefs", "weeks", ("cards", "lessons")) or 1
    terms = _length(book, "termsdefs", "terms", ("cards", "lessons")) or 1
    return Masks(book, days, weeks, terms, first)


def read_days(book: Book, masks: Masks) -> tuple[Day, ...]:
    """The days in order, with the weekday that their names tell."""
    named: dict[int, Element] = {}
    for row in book.rows("daysdefs"):
        mask = row.get("days")
        if mask.count("1") == 1 and "," not in mask and len(mask) == masks.days:
            named.setdefault(mask.index("1") + 1, row)
    for row in book.rows("days"):
        number = read_count(row.get("day"))
        if number is not None:
            named.setdefault(number - masks.first_day + 1, row)
    days = []
    for number in range(1, masks.days + 1):
        found = named.get(number)
        name, short = (found.get("name"), found.get("short")) if found is not None else (f"День {number}", str(number))
        days.append(Day(number, name, short, _weekday(name) or _weekday(short)))
    _ask_about_days(book, days)
    return tuple(days)


def read_named(book: Book, table: str, attribute: str, count: int) -> tuple[Mask, ...]:
    """The named choices of one kind, with a complaint about masks of a wrong length."""
    found = []
    for row in book.rows(table):
        parts = read_list(row.get(attribute))
        if any(len(mask) != count or set(mask) - {"0", "1"} for mask in parts):
            book.complain(row, attribute, f"В маске должно быть знаков: {count}.", Severity.WARNING, "mask_length")
            continue
        found.append(Mask(row.get("id"), row.get("name"), row.get("short"), parts, row.line))
    return tuple(found)


def _length(book: Book, table: str, attribute: str, others: tuple[str, ...]) -> int:
    """The length that most masks have: those of the definitions first, longer than one sign first."""
    own = Counter(len(mask) for row in book.rows(table) for mask in read_list(row.get(attribute)))
    if own:
        return own.most_common(1)[0][0]
    seen = Counter(
        len(mask)
        for other in others
        for row in book.rows(other)
        for mask in read_list(row.get(attribute))
        if len(mask) > 1 or attribute == "days"
    )
    return seen.most_common(1)[0][0] if seen else 0


def _weekday(name: str) -> int:
    word = name.strip().casefold()
    return next((number for number, heads in enumerate(WEEKDAYS, 1) if word.startswith(heads)), 0)


def _ask_about_days(book: Book, days: list[Day]) -> None:
    known = [day.weekday for day in days]
    if days and (0 in known or len(set(known)) < len(known)):
        names = ", ".join(day.name for day in days)
        reason = "По названиям не понять, какие это дни недели. Укажите, с какого дня начинается неделя."
        book.report.add(Problem(book.file, reason, Severity.QUESTION, "weekdays", value=shorten(names)))
