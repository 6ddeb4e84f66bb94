"""What orders added to the plans of journals, or took off them (A5.9)."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet, Sum

from zhurnal.curriculum.models import HoursCorrection
from zhurnal.curriculum.rules.corrections import CorrectionKind
from zhurnal.kernel import prepared
from zhurnal.kernel.together import Statement


def plan_corrections(college_id: UUID, courses: Iterable[UUID], day: date) -> dict[UUID, int]:
    """course → hours of its corrections of the plan in force on the day, added up; nothing of a course without any. One statement."""
    return dict(_summed(college_id, day).filter(course__in=list(courses)).values_list("course_id", "total"))


def plan_correction_of(college_id: UUID, course: Any, day: date) -> QuerySet[Any]:
    """The same of one course (or of an outer row), as a subquery: one row, or none without a correction."""
    return _summed(college_id, day).filter(course=course).values("total")


def correcting(college_id: UUID, course: UUID, day: date) -> Statement:
    """The same of one course, to be asked together with others: one row of one number, or none."""
    values = {"college": college_id, "course": course, "day": day}
    return prepared.read("plan correction", _of_one, values)


def _of_one(values: prepared.Values) -> QuerySet[Any]:
    return _summed(values["college"], values["day"]).filter(course=values["course"]).values_list("total")


def _summed(college_id: UUID, day: date) -> QuerySet[Any]:
    rows = HoursCorrection.objects.of(college_id).filter(kind=CorrectionKind.PLAN, undone_at=None, day__lte=day)
    found: QuerySet[Any] = rows.order_by().values("course_id").annotate(total=Sum("hours"))
    return found
