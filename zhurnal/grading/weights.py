"""What a kind of work weighs on a page: the page's own weight, else the discipline's, else the college's (A2.11)."""

from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from zhurnal.grading.models import KindWeight, WorkKind


def weighed_kinds(college_id: UUID, course: UUID, discipline: UUID) -> QuerySet[Any]:
    """The college's kinds of work with ``effective``: their weight in hundredths on this page. One statement."""
    rows = KindWeight.objects.of(college_id).filter(kind=OuterRef("pk"), college=OuterRef("college"))
    return WorkKind.objects.of(college_id).annotate(
        effective=Coalesce(
            Subquery(rows.filter(course=course).values("weight")[:1]),
            Subquery(rows.filter(discipline=discipline).values("weight")[:1]),
            "weight",
        )
    )
