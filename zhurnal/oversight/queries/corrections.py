"""The page of a group's corrections of hours (A5.9)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from zhurnal.academic_year.models import Term
from zhurnal.curriculum.models import Course, Group, HoursCorrection
from zhurnal.kernel import policy
from zhurnal.oversight.policy import CORRECT
from zhurnal.oversight.queries.ledger import given_lessons
from zhurnal.people.actor import PersonActor


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
    found: QuerySet[Course] = rows.select_related("discipline", "subgroup", "term")
    return found.order_by("discipline__index", "discipline__name", "subgroup__number")


def given_on(actor: PersonActor, course: UUID, teacher: UUID, day: date) -> int:
    """Hours that the teacher has on the day in the course, corrections among them."""
    rows = given_lessons(actor.college_id, day, day, actor.today, teacher)
    return sum(row.hours for row in rows if row.course == course)
