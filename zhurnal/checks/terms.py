"""Which terms are looked at: those of the running year, and earlier ones while something stands open in them."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from uuid import UUID

from django.db.models import Q, Subquery

from zhurnal.academic_year.models import Term


def checked_terms(college_id: UUID, today: date, owing: Collection[UUID]) -> list[Term]:
    """Begun terms of the year that began last, and those ``owing``, the latest first. One statement."""
    begun = Term.objects.of(college_id).filter(starts__lte=today)
    year = begun.order_by("-starts").values("year_id")[:1]
    rows = begun.filter(Q(year=Subquery(year)) | Q(pk__in=list(owing)))
    return list(rows.select_related("year").order_by("-starts"))


def chosen_term(terms: Sequence[Term], owing: Mapping[UUID, int], asked: str) -> Term | None:
    """The one that is asked for (32 digits); else the latest in which something stands open, else the latest."""
    named = next((term for term in terms if term.pk.hex == asked), None)
    owed = next((term for term in terms if owing.get(term.pk)), None)
    return named or owed or next(iter(terms), None)
