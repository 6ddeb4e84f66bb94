"""Tables that a person types or pastes from a spreadsheet: one row a line, cells apart by tab or semicolon."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TypeVar

MOST_LINES, LONGEST = 3000, 300
FULL_DAYS = ("по", "вт", "ср", "че", "пя", "су", "во")
DAYS = ("пн", "вт", "ср", "чт", "пт", "сб", "вс")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Problem:
    """A line that cannot be taken: its number, and a sentence that says what to do."""

    line: int
    text: str


class Unreadable(ValueError):
    """A cell that cannot be understood; its text is the sentence for the person."""


def split_rows(text: str, width: int) -> list[tuple[int, tuple[str, ...]]]:
    """(number of the line, exactly ``width`` cells) for every line that is not empty."""
    found = []
    for number, line in enumerate(text.replace("\r", "").split("\n"), 1):
        mark = "\t" if "\t" in line else ";"
        cells = [" ".join(cell.split()) for cell in line.split(mark)]
        if any(cells):
            found.append((number, tuple((cells + [""] * width)[:width])))
    return found


def read_rows(text: str, width: int, one: Callable[[tuple[str, ...]], T]) -> tuple[list[tuple[int, T]], list[Problem]]:
    """Rows that ``one`` understood, with their lines, and a problem for each of the others."""
    good: list[tuple[int, T]] = []
    problems: list[Problem] = []
    rows = split_rows(text, width)
    if len(rows) > MOST_LINES:
        return [], [Problem(MOST_LINES, f"Строк больше {MOST_LINES}: разделите таблицу на части.")]
    for number, cells in rows:
        try:
            if any(len(cell) > LONGEST for cell in cells):
                raise Unreadable(f"В ячейке больше {LONGEST} букв: похоже, вставлено лишнее.")
            good.append((number, one(cells)))
        except Unreadable as problem:
            problems.append(Problem(number, str(problem)))
    return good, problems


def read_day(text: str) -> date:
    """«04.11.2026» or «2026-11-04»."""
    for form in ("%d.%m.%Y", "%Y-%m-%d"):
        try:
            found = datetime.strptime(text, form).date()  # noqa: DTZ007  (a day of the calendar has no zone)
        except ValueError:
            continue
        if 2000 <= found.year <= 2100:
            return found
    raise Unreadable(f"Даты «{text}» нет. Пишите так: 04.11.2026." if text else "Нет даты. Пишите так: 04.11.2026.")


def read_time(text: str) -> time:
    """«8:30»."""
    found = re.fullmatch(r"(\d{1,2})[:.](\d{2})", text)
    if not found or int(found[1]) > 23 or int(found[2]) > 59:
        raise Unreadable(f"Времени «{text}» нет. Пишите так: 8:30.")
    return time(int(found[1]), int(found[2]))


def read_number(text: str, least: int, most: int, what: str) -> int:
    """A whole number within its limits."""
    if not re.fullmatch(r"\d{1,4}", text, re.ASCII) or not least <= int(text) <= most:
        raise Unreadable(f"{what}: нужно число от {least} до {most}, а написано «{text}».")
    return int(text)


def read_weekdays(text: str) -> str:
    """«пн-сб», «пн, ср», «1-6» → digits of the days; every day for an empty cell."""
    if not text:
        return "1234567"
    found = set()
    for part in re.split(r"[,\s]+", text.casefold().replace("–", "-").replace(" - ", "-")):
        ends = [_weekday(word, text) for word in part.split("-", 1)] if part else []
        if ends:
            found |= set(range(ends[0], ends[-1] + 1))
    if not found:
        raise Unreadable(f"Дней «{text}» нет. Пишите так: пн-сб или пн, ср.")
    return "".join(str(day) for day in sorted(found))


def _weekday(word: str, text: str) -> int:
    if word[:2] in DAYS:
        return DAYS.index(word[:2]) + 1
    if word[:2] in FULL_DAYS:
        return FULL_DAYS.index(word[:2]) + 1
    if word in set("1234567"):
        return int(word)
    raise Unreadable(f"Дней «{text}» нет. Пишите так: пн-сб или пн, ср.")


def say_weekdays(days: str) -> str:
    """«пн-сб», «пн, ср»."""
    numbers = sorted(int(day) for day in days)
    if len(numbers) > 2 and numbers[-1] - numbers[0] == len(numbers) - 1:
        return f"{DAYS[numbers[0] - 1]}-{DAYS[numbers[-1] - 1]}"
    return ", ".join(DAYS[number - 1] for number in numbers)


def fold(text: str) -> str:
    """For comparing: case, «ё», kinds of dashes and spaces do not matter."""
    plain = text.casefold().replace("ё", "е").replace("–", "-").replace("—", "-")
    return " ".join(plain.split())
