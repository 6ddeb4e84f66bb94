"""Lessons that stay in the database because a finding names them."""

from collections.abc import Collection
from uuid import UUID

from zhurnal.checks.models import Finding


def traces_of(college_id: UUID, lessons: Collection[UUID]) -> set[UUID]:
    """Those of the lessons that a finding names, a closed one too. One statement."""
    rows = Finding.objects.of(college_id).filter(lesson__in=list(lessons))
    return {pk for pk in rows.values_list("lesson_id", flat=True) if pk is not None}
