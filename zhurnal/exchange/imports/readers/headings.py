"""Which day a sheet speaks of, from what is written above it and on its tab."""

import datetime as dt
import re
from dataclasses import dataclass

from zhurnal.exchange.imports.readers.cells import read_date
from zhurnal.kernel.dates import WEEKDAYS_SHORT

WEEKDAYS = ("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье")
FORMS = {name: number for number, name in enumerate(WEEKDAYS, 1)} | {"среду": 3, "пятницу": 5, "субботу": 6}
SHORT = {name: number for number, name in enumerate(WEEKDAYS_SHORT, 1)}
MONTHS = ("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
DATE = re.compile(r"\b(\d{1,2}\.\d{1,2}\.\d{4})\b")
WORDED = re.compile(r"\b(\d{1,2})\s+([а-я]{3,8})\s+(\d{4})\b")
WEEK = re.compile(r"недел[яи]\W{0,3}(?:№\s*)?([12])\b|\b([12])\W{0,3}недел")
WORD = re.compile(r"[а-яё]+")
TAB_WORD = re.compile(r"(?<![\w\u2010-\u2014-])[а-яё]+(?!\w|[\u2010-\u2014-]\d)")
"""A word that no dash joins to a number: «ВТ-31» and «31-ПТ» are groups."""


@dataclass(frozen=True)
class Heading:
    """What a sheet says of its day; ``trouble``: why it cannot be believed."""

    date: dt.date | None
    weekday: int
    week: int
    trouble: str = ""


def read_heading(text: str, sheet_name: str) -> Heading:
    """Date, weekday (0 unknown) and number of the week (0 unknown) of a heading; what it does not say, the tab may.

    A short name on a tab only fills in: it may be something else, so it never contradicts.
    """
    plain, on_tab = text.casefold(), sheet_name.casefold()
    named = next((FORMS[word] for word in WORD.findall(plain) if word in FORMS), 0)
    tab_named = next((FORMS[word] for word in WORD.findall(on_tab) if word in FORMS), 0)
    tab_short = next((SHORT[word] for word in TAB_WORD.findall(on_tab) if word in SHORT), 0)
    week = WEEK.search(plain) or WEEK.search(on_tab)
    number = int(week[1] or week[2]) if week else 0
    dates = sorted({*find_dates(plain)})
    tab = find_dates(sheet_name)
    if len(dates) > 1:
        return Heading(None, named, number, "В заголовке листа несколько дат. Оставьте одну.")
    date = dates[0] if dates else (tab[0] if tab else None)
    trouble = ""
    if date and named and date.isoweekday() != named:
        trouble = (
            f"В заголовке {date:%d.%m.%Y} — это {WEEKDAYS[date.weekday()]}, а рядом написано «{WEEKDAYS[named - 1]}». "
            "Какой это день, неясно. Исправьте заголовок и загрузите снова."
        )
    elif date and dates and tab and tab[0] != date:
        trouble = (
            f"В заголовке {date:%d.%m.%Y}, а лист назван {tab[0]:%d.%m.%Y}. Какой это день, неясно. "
            "Исправьте одно из двух и загрузите снова."
        )
    said = date.isoweekday() if date else named
    if not trouble and said and tab_named and said != tab_named:
        trouble = (
            f"Над таблицей {WEEKDAYS[said - 1]}, а лист назван «{sheet_name}». Какой это день, неясно. "
            "Исправьте одно из двух и загрузите снова."
        )
    return Heading(date, said or tab_named or tab_short, number, trouble)


def find_dates(text: str) -> list[dt.date]:
    """«27.10.2025» and «27 октября 2025» in a text."""
    found = [day.value for raw in DATE.findall(text) if (day := read_date(raw))]
    for day, word, year in WORDED.findall(text.casefold()):
        month = next((n for n, start in enumerate(MONTHS, 1) if word.startswith(start)), 0)
        made = read_date(f"{day}.{month}.{year}") if month else None
        if made:
            found.append(made.value)
    return found
