"""How many findings of the checks and remarks of checkers stood open on a day, by journal and by who can repair them (A10.3, A10.4)."""

from collections import Counter
from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet, Subquery

from zhurnal.checks.models import Finding, FindingStep
from zhurnal.checks.rules.states import State, Step
from zhurnal.inspection.models import Remark
from zhurnal.inspection.rules.states import State as RemarkState

Of = dict[tuple[UUID, UUID | None], int]
ENDED = (RemarkState.CLOSED, RemarkState.WITHDRAWN)


def findings_of(
    college_id: UUID, journals: Collection[UUID], before: datetime, *, now: bool, whole: bool = False
) -> Of:
    """(journal, who can repair it) → open ones. ``before``: the end of the day; ``now``: the day is today. Two statements.

    A remark that an inspector made of a finding counts once, as the finding, while that is open.
    """
    found: Counter[tuple[UUID, UUID | None]] = Counter()
    remarks = Remark.objects.of(college_id).filter(issued_at__lt=before)
    remarks = remarks.filter(Q(closed_at__gte=before) | Q(closed_at__isnull=True) & ~Q(state__in=ENDED))
    standing = _open(college_id, before, now=now)
    remarks = remarks.filter(~Exists(standing.filter(pk=OuterRef("finding"))))
    for rows in (standing, remarks):
        if not whole:
            rows = rows.filter(course__in=list(journals))  # noqa: PLW2901  (narrowed)
        counted = rows.order_by().values("course_id", "teacher_id").annotate(number=Count("pk"))
        for course, teacher, number in counted.values_list("course_id", "teacher_id", "number"):
            found[course, teacher] += number
    return dict(found)


def looked_since(college_id: UUID) -> datetime | None:
    """When the first finding was seen or the first remark made; None of a college where nobody looks. Two statements."""
    found = Finding.objects.of(college_id).aggregate(first=Min("first_seen"))["first"]
    remark = Remark.objects.of(college_id).aggregate(first=Min("issued_at"))["first"]
    return min((one for one in (found, remark) if one is not None), default=None)


def _open(college_id: UUID, before: datetime, *, now: bool) -> QuerySet[Any]:
    """Findings that were open at that moment; of a past one their steps tell."""
    rows = Finding.objects.of(college_id)
    if now:
        return rows.filter(state=State.OPEN)
    steps = FindingStep.objects.of(college_id).filter(finding=OuterRef("pk"), made_at__lt=before).order_by("-made_at")
    told = rows.filter(first_seen__lt=before).annotate(last=Subquery(steps.values("step")[:1]))
    standing: QuerySet[Any] = told.filter(Q(last__isnull=True) | Q(last__in=(Step.OPENED, Step.RETURNED)))
    return standing
