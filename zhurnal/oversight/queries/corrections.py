"""Corrections of hours for the ledger, which adds them to those of lessons (A5.9)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from zhurnal.academic_year.models import Term
from zhurnal.curriculum.models import Course, Group, HoursCorrection
from zhurnal.curriculum.rules.corrections import CorrectionKind, Ground
from zhurnal.kernel import policy
from zhurnal.oversight.policy import CORRECT
from zhurnal.oversight.rules.hours import Hours
from zhurnal.people.actor import PersonActor


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


@dataclass(frozen=True, slots=True)
class CorrectionsPage:
    """Corrections of a group's term, the newest first, undone ones too; ``records``: whether the reader may write one."""

    group: Group
    term: Term | None
    term_words: str
    rows: tuple[HoursCorrection, ...]
    records: bool

    @property
    def in_force(self) -> int:
        """How many count."""
        return sum(row.undone_at is None for row in self.rows)


def load_corrections(actor: PersonActor, group: Group, term: Term | None, words: str) -> CorrectionsPage:
    """One statement."""
    rows: tuple[HoursCorrection, ...] = ()
    if term is not None:
        found = HoursCorrection.objects.of(actor.college_id).filter(course__group=group.pk, course__term=term.pk)
        names = ("course__discipline", "course__subgroup", "teacher", "instead_of", "made_by", "undone_by")
        rows = tuple(found.select_related(*names).order_by("-day", "-made_at", "pk"))
    return CorrectionsPage(group, term, words, rows, policy.may(actor, CORRECT))


def courses_to_correct(actor: PersonActor, group: Group, term: Term | None) -> QuerySet[Course]:
    """Journals of the group in the term, which may still be written."""
    rows = Course.objects.of(actor.college_id).filter(group=group.pk, term=term and term.pk, frozen_at=None)
    found: QuerySet[Course] = rows.select_related("discipline", "subgroup")
    return found.order_by("discipline__index", "discipline__name", "subgroup__number")
