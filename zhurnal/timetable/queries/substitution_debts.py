"""Hours that courses owe each other after substitutions by another discipline. Derived from the substitutions themselves."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Sum

from zhurnal.curriculum.models import Course
from zhurnal.kernel import policy
from zhurnal.people.actor import PersonActor
from zhurnal.timetable.models import Substitution
from zhurnal.timetable.policy import LEDGER
from zhurnal.timetable.rules.hours_debt import Debt
from zhurnal.timetable.rules.lesson import SubstitutionMode


@dataclass(frozen=True, slots=True)
class DebtLine:
    """A course whose hours were put off or went ahead."""

    group: str
    subgroup: str
    index: str
    name: str
    debt: Debt


def debts_of(college_id: UUID, courses: Collection[UUID] | None = None) -> dict[UUID, Debt]:
    """course → its debt, of these courses or of all. Two statements."""
    rows = Substitution.objects.of(college_id).filter(mode=SubstitutionMode.OTHER, missed__isnull=False)
    missed, held = rows, rows
    if courses is not None:
        missed, held = rows.filter(missed__course__in=list(courses)), rows.filter(lesson__course__in=list(courses))
    put_off = dict(missed.values_list("missed__course_id").annotate(hours=Sum("missed__hours")).order_by())
    ahead = dict(held.values_list("lesson__course_id").annotate(hours=Sum("lesson__hours")).order_by())
    return {pk: Debt(put_off.get(pk, 0), ahead.get(pk, 0)) for pk in {*put_off, *ahead}}


def debt_lines(actor: PersonActor) -> list[DebtLine]:
    """The courses within reach that owe or are owed, debts first."""
    known = debts_of(actor.college_id)
    reached = policy.visible(actor, LEDGER).filter(course__in=list(known)).values("course_id")
    courses = Course.objects.of(actor.college_id).filter(pk__in=reached).values_list(
        "pk", "group__name", "subgroup__name", "discipline__index", "discipline__name"
    )  # fmt: skip
    lines = [DebtLine(group, sub or "", index, name, known[pk]) for pk, group, sub, index, name in courses]
    return sorted(
        (line for line in lines if line.debt.owed or line.debt.over),
        key=lambda line: (line.group, -line.debt.owed, line.name),
    )
