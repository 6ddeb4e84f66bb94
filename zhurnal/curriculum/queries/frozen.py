"""Pages whose term is closed: nothing on them is written, nothing under them is moved (``Course.frozen_at``)."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import Max

from zhurnal.curriculum.models import Course, Membership


def is_frozen(college_id: UUID, course: UUID) -> bool:
    """Whether the term of this page is closed. One statement."""
    return bool(Course.objects.of(college_id).filter(pk=course, frozen_at__isnull=False).exists())


def frozen_days(college_id: UUID, student: UUID, since: date, until: date) -> bool:
    """Whether a day of the range lies in a closed term of one of the student's groups. One statement."""
    groups = Membership.objects.of(college_id).filter(student=student).values("group_id")
    rows = Course.objects.of(college_id).filter(
        frozen_at__isnull=False, group__in=groups, term__starts__lte=until, term__ends__gte=since
    )
    return bool(rows.exists())


def closed_until(college_id: UUID, groups: Collection[UUID]) -> dict[UUID, date]:
    """group → the last day of its last closed term; lists up to that day stay as they are. One statement; none for no group."""
    if not groups:
        return {}
    rows = Course.objects.of(college_id).filter(group__in=groups, frozen_at__isnull=False)
    return dict(rows.order_by().values("group_id").annotate(last=Max("term__ends")).values_list("group_id", "last"))
