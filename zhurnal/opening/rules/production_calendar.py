"""The Russian production calendar as it is published: XML by years (d, t, h, f), or a table of days off."""

import csv
import io
from collections.abc import Iterable
from datetime import date
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from zhurnal.opening.rules.holidays import WORKS, DayOff
from zhurnal.opening.rules.tables import Unreadable, read_day

DAY_OFF = "1"  # t: 1 a day off, 2 a shortened day, 3 a working weekend
SATURDAY = 6
LARGEST = 1024 * 1024
NOT_A_CALENDAR = "Это не производственный календарь: нужен XML с днями года или таблица CSV «дата, название»."


def read_calendar(content: bytes) -> list[DayOff]:
    """Days off and working weekends of a file; ``Unreadable`` says in a sentence what is wrong with it."""
    if len(content) > LARGEST:
        raise Unreadable("Файл больше 1 МБ: это не производственный календарь.")
    if content.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        return _from_xml(content)
    for encoding in ("utf-8-sig", "cp1251"):
        try:
            return _from_table(content.decode(encoding))
        except UnicodeDecodeError:
            continue
    raise Unreadable(NOT_A_CALENDAR)


def _from_xml(content: bytes) -> list[DayOff]:
    try:
        root = fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        raise Unreadable("Файл XML испорчен или небезопасен: скачайте календарь ещё раз.") from None
    if root.tag != "calendar" or not root.get("year", "").isdecimal():
        raise Unreadable(NOT_A_CALENDAR)
    names = {row.get("id"): row.get("title", "") for row in root.iter("holiday")}
    days = [(_xml_date(root.get("year", ""), row), row) for row in root.iter("day")]
    instead = {row.get("f"): when.isoweekday() for when, row in days if row.get("f")}
    found = [_xml_day(when, row, names) for when, row in days if row.get("t") == DAY_OFF]
    for when, row in days:
        if row.get("t") != DAY_OFF and when.isoweekday() >= SATURDAY:
            found.append(DayOff(when, WORKS, instead.get(row.get("d"), when.isoweekday())))
    return sorted(found)


def _xml_date(year: str, row: Element) -> date:
    month, _dot, day = row.get("d", "").partition(".")
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise Unreadable(f"В календаре есть день «{row.get('d', '')}», какого не бывает.") from None


def _xml_day(when: date, row: Element, names: dict[str | None, str]) -> DayOff:
    moved = row.get("f", "")
    name = names.get(row.get("h"), "") or (
        f"Выходной (перенос с {'.'.join(reversed(moved.split('.')))})" if moved else ""
    )
    return DayOff(when, (name or "Выходной")[:120])


def _from_table(text: str) -> list[DayOff]:
    lines = text.splitlines()
    mark = max(",;\t", key=(lines[0] if lines else "").count)
    try:
        rows: Iterable[list[str]] = list(csv.reader(io.StringIO(text), delimiter=mark))
    except csv.Error:
        raise Unreadable(NOT_A_CALENDAR) from None
    found = {}
    for number, row in enumerate(rows):
        if not row or (number == 0 and not row[0][:1].isdigit()):
            continue
        day = read_day(row[0].strip())
        found[day] = DayOff(day, (row[1].strip() if len(row) > 1 else "")[:120] or "Выходной")
    if not found:
        raise Unreadable(NOT_A_CALENDAR)
    return sorted(found.values())
