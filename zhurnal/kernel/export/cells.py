"""How one value is written as text. Pure."""

import re
from datetime import date, datetime, time
from decimal import Decimal

from zhurnal.kernel.export.table import Cell

YES, NO = "да", "нет"
_DANGEROUS = re.compile(r"'*[=+\-@\t\r]")
_NEUTRALISED = re.compile(r"'+[=+\-@\t\r]")


def neutralised(text: str) -> str:
    """Text that no spreadsheet takes for a formula: an apostrophe before =, +, −, @, tab and CR. ``restored`` takes it away.

    Text that already looks neutralised gets one more, so that every text comes back as it was.
    """
    return f"'{text}" if _DANGEROUS.match(text) else text


def restored(text: str) -> str:
    """What ``neutralised`` was given."""
    return text[1:] if _NEUTRALISED.match(text) else text


def spoken(value: Cell) -> str:
    """A value as Russian Excel reads it from csv: 24.11.2026, 3,5, да; text is made safe."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, int | float | Decimal):
        return f"{value}".replace(".", ",") if not isinstance(value, Decimal) else f"{value:f}".replace(".", ",")
    if isinstance(value, datetime):
        return f"{value:%d.%m.%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return neutralised(value)


def plain(value: Cell) -> object:
    """A value as JSON knows it: dates by ISO 8601, numbers as numbers."""
    if isinstance(value, date | time):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else value
