"""The term of a conditional transfer: who owes goes to the next course until a day, by which he has settled his debts (A4.8). Pure."""

import re
from datetime import date

from zhurnal.kernel.dates import full
from zhurnal.kernel.refusal import Refusal

_UNTIL = re.compile(r"\bдо\s+(\d{1,2})\.(\d{1,2})\.(\d{4})\b", re.IGNORECASE)

NO_TERM = Refusal(
    "no_term", "Укажите, до какого дня нужно сдать долги. В файле приказов напишите в подробностях: «до 01.02.2027»."
)


def until_of(details: str) -> date | None:
    """«до 01.02.2027, протокол № 4» → the day; None where the words name none."""
    said = _UNTIL.search(details)
    try:
        return date(*(int(part) for part in reversed(said.groups()))) if said else None
    except ValueError:
        return None


def words_of(until: date, more: str = "") -> str:
    """As it stands in the details of the order."""
    return ", ".join(filter(None, (f"до {until:%d.%m.%Y}", more)))


def wrong_term(details: str, effective: date) -> Refusal | None:
    """Why the order names no term that can be kept."""
    until = until_of(details)
    if until is None:
        return NO_TERM
    if until > effective:
        return None
    text = "Срок %(day)s не позже дня, с которого действует приказ. Исправьте одну из дат."
    return Refusal("term_past", text, {"day": full(until)})
