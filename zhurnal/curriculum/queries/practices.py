"""Days of practice of the college's groups."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from uuid import UUID

from zhurnal.curriculum.models import PracticePeriod
from zhurnal.curriculum.rules.practice import Practice, PracticeKind

Periods = dict[UUID, list[tuple[UUID | None, Practice]]]
"""group → (discipline of the practice, its days), in order of time."""


def practice_periods(
    college_id: UUID, days: tuple[date, date] | None = None, groups: Collection[UUID] | None = None
) -> Periods:
    """Of these groups, those that touch the days. One statement."""
    rows = PracticePeriod.objects.of(college_id).order_by("starts", "pk")
    if days is not None:
        rows = rows.filter(starts__lte=days[1], ends__gte=days[0])
    if groups is not None:
        rows = rows.filter(group__in=groups)
    found: Periods = defaultdict(list)
    columns = ("group_id", "discipline_id", "starts", "ends", "kind", "weekdays")
    for group, discipline, starts, ends, kind, weekdays in rows.values_list(*columns):
        found[group].append((discipline, Practice(starts, ends, PracticeKind(kind), weekdays)))
    return found
