"""Corrections of hours as the ledger adds them to those of lessons, and as what writes one looks at those before it (A5.9)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from zhurnal.curriculum.models import HoursCorrection
from zhurnal.curriculum.rules.corrections import CorrectionKind, Ground
from zhurnal.oversight.rules.hours import Hours


@dataclass(frozen=True, slots=True)
class Corrected:
    """A correction in force: of the plan, or of what ``teacher`` gave on the ``day`` (in place of ``instead_of``)."""

    id: UUID
    course: UUID
    kind: str
    day: date
    hours: int
    teacher: UUID | None
    instead_of: UUID | None
    ground: Ground

    @property
    def of_plan(self) -> bool:
        """Whether it moves the plan and not what was given."""
        return self.kind == CorrectionKind.PLAN

    @property
    def in_ledger(self) -> Hours:
        """Its hours in the ledger."""
        if self.of_plan:
            return Hours(self.hours, corrected=self.hours)
        return Hours(0, given=self.hours)


_COLUMNS = (
    "pk", "course_id", "kind", "day", "hours", "teacher_id", "instead_of_id", "order_number", "order_dated", "ground",
)  # fmt: skip


def corrections_of_term(
    college_id: UUID, term: UUID, until: date, courses: Collection[UUID] | None = None
) -> list[Corrected]:
    """Corrections of a term's courses (of these) in force up to the day, in order of time. One statement."""
    only = {} if courses is None else {"course__in": list(courses)}
    return _read(college_id, course__term=term, day__lte=until, **only)


def corrections_given(college_id: UUID, since: date, until: date, teacher: UUID | None = None) -> list[Corrected]:
    """Corrections of given hours from the first to the last day (of one teacher). One statement."""
    mine = {} if teacher is None else {"teacher": teacher}
    return _read(college_id, kind=CorrectionKind.GIVEN, day__gte=since, day__lte=until, **mine)


def corrections_of(college_id: UUID, courses: Collection[UUID], until: date) -> list[Corrected]:
    """Corrections of these courses in force up to the day. One statement."""
    return _read(college_id, course__in=list(courses), day__lte=until)


def _read(college_id: UUID, **narrowed: object) -> list[Corrected]:
    rows = HoursCorrection.objects.of(college_id).filter(undone_at=None, **narrowed).order_by("day", "made_at", "pk")
    found = []
    for pk, course, kind, day, hours, teacher, instead_of, number, dated, words in rows.values_list(*_COLUMNS):
        ground = Ground(number, dated, words)
        found.append(Corrected(pk, course, kind, day, hours, teacher, instead_of, ground))
    return found
