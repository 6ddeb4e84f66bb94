"""Statements that the plan asks of a group in a term and that are missing or open: what closing the term asks about (A4.1, A4.12)."""

from collections import defaultdict
from uuid import UUID

from zhurnal.academic_year.models import Term
from zhurnal.assessment.models import Result
from zhurnal.assessment.rules.levels import Level, Source
from zhurnal.assessment.rules.steps import Paper
from zhurnal.curriculum.models import Group, Membership
from zhurnal.curriculum.relations import on_list
from zhurnal.people.actor import PersonActor
from zhurnal.statements import facts
from zhurnal.statements.queries.planned import Planned, planned_rows
from zhurnal.statements.rules.kinds import State

BY_SHEET = frozenset({Level.PRACTICE, Level.MODULE})  # their marks also come from attestation sheets and protocols


def outstanding(actor: PersonActor, group: Group, term: Term) -> list[Paper]:
    """Rows of the plan with a form whose statement is not closed. Statements grow with the levels of attestation, not with the rows.

    Nothing is asked where nobody would stand in it: every student is released or already has the result from a document
    (перезачёт, an attestation sheet), or the group has no students left.
    """
    rows = [row for row in planned_rows(actor, group, term) if row.form and row.state != State.CLOSED]
    if not rows:
        return []
    day = min(max(actor.today, term.starts), term.ends)
    listed = set(
        Membership.objects.of(actor.college_id)
        .filter(on_list(day), group=group.pk)
        .values_list("student_id", flat=True)
    )
    if not listed:
        return []
    decided = _decided(actor.college_id, term, rows, listed)
    return [
        Paper(row.name, row.form, "открыта" if row.state == State.OPEN else "черновик" if row.state else "", row.number)
        for row in rows
        if decided[row.discipline, str(row.level)] < listed
    ]


def _decided(college_id: UUID, term: Term, rows: list[Planned], listed: set[UUID]) -> dict[tuple[UUID, str], set[UUID]]:
    """(discipline, level) → who stands in no statement of it: released, or with a result from a document."""
    found: dict[tuple[UUID, str], set[UUID]] = defaultdict(set)
    results = Result.objects.of(college_id).filter(
        term=term.pk, student__in=listed, discipline__in={row.discipline for row in rows},
        level__in={str(row.level) for row in rows}, checkpoint__isnull=True,
    )  # fmt: skip
    columns = ("discipline_id", "level", "student_id", "source")
    for discipline, level, student, source in results.exclude(value="", mastery="").values_list(*columns):
        if source != Source.TEACHER or level in BY_SHEET:
            found[discipline, level].add(student)
    for level in {str(row.level) for row in rows}:
        ids = [row.discipline for row in rows if row.level == level]
        settled = facts.settled_otherwise(college_id, ids, term.pk, level, list(listed))
        for student, disciplines in settled.items():
            for discipline in disciplines:
                found[discipline, level].add(student)
    return found
