"""What is asked to be printed; what cannot be read is as if it were not asked."""

from datetime import date

from django.http import QueryDict

from zhurnal.kernel.ids import id_of
from zhurnal.printing.rules.selection import OF_PAGES, Journal, Part, Selection


def selection_of(sent: QueryDict) -> Selection:
    """``journal``, ``part``, ``course`` any number of times (none is all, but of chosen pages only what stands on them), ``since`` and ``until`` as 2026-11-24."""
    journals = tuple(one for one in Journal if one in sent.getlist("journal")) or tuple(Journal)
    courses = frozenset(found for text in sent.getlist("course") if (found := id_of(text)))
    parts = frozenset(one for one in Part if one in sent.getlist("part")) or (OF_PAGES if courses else frozenset(Part))
    return Selection(journals, parts, courses or None, _day(sent.get("since", "")), _day(sent.get("until", "")))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
