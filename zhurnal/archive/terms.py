"""Terms of storage as the college keeps them, and to which year a day of summer belongs (A12.5)."""

from datetime import date
from uuid import UUID

from zhurnal.academic_year.models import AcademicYear
from zhurnal.archive.models import RetentionRule
from zhurnal.archive.rules.retention import Rule, table, year_after


def rules_of(college_id: UUID) -> tuple[Rule, ...]:
    """The table as the college keeps it. One statement."""
    rows = RetentionRule.objects.of(college_id).values_list("document", "years", "article", "place")
    return table({document: (years, article, place) for document, years, article, place in rows})


def summers(college_id: UUID) -> dict[UUID, date]:
    """Year → the first day that is not of it any more: summer belongs to the year that ended. One statement."""
    rows = list(AcademicYear.objects.of(college_id).order_by("starts").values_list("pk", "starts", "ends"))
    following = [starts for _pk, starts, _ends in rows[1:]]
    return {
        pk: year_after(ends, next_starts)
        for (pk, _starts, ends), next_starts in zip(rows, [*following, None], strict=True)
    }
