"""Pages whose term is closed: nothing on them is written, nothing under them is moved (``Course.frozen_at``)."""

from datetime import date
from uuid import UUID

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
