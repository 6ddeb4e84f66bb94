"""What the pages of results are asked for; what cannot be read is as if it were not asked."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from zhurnal.results.queries.lists import Filters
from zhurnal.results.queries.summary import Asked

MOST_SEMESTERS, MOST_YEARS = 12, 6


def asked_of(sent: Mapping[str, str]) -> Asked:
    """``term`` («semester=3», «year=2») or ``semester`` or ``year`` of study; ``day`` of the list (2026-11-24)."""
    name, _sign, number = sent.get("term", "").partition("=")
    sent = {**{key: sent.get(key, "") for key in ("semester", "year", "day")}, **({name: number} if number else {})}
    day = day_of(sent)
    return Asked(_number(sent.get("semester", ""), MOST_SEMESTERS), _number(sent.get("year", ""), MOST_YEARS), day)


def day_of(sent: Mapping[str, str]) -> date | None:
    """``day`` (2026-11-24)."""
    try:
        return date.fromisoformat(sent.get("day", ""))
    except ValueError:
        return None


def filters_of(sent: Mapping[str, str]) -> Filters:
    """``group`` and ``term`` by their ids."""
    return Filters(_id(sent.get("group", "")), _id(sent.get("term", "")))


def _number(text: str, most: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 3 and int(text) <= most else 0


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
